"""Content warnings."""
