"""Reviews in and out of files, one module a format."""
