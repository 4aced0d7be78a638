"""A server's choices."""
