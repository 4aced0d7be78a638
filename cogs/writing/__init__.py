"""Writing reviews in chat."""
