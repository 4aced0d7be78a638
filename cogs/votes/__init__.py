"""Standing votes."""
