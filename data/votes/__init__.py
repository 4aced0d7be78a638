"""Standing votes and what they say."""
