"""What is true: films, reviews, warnings, votes. Knows nothing of Discord."""
