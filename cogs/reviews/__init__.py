"""Reading a review."""
