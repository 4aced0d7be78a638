"""Reviews, every state they ever were in, and what becomes of those out of files."""
