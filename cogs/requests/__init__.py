"""What members ask for and suggest."""
