"""Reviews out of files and messages."""
