"""The process: start, wire, stop."""
