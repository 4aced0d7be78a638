"""Content warnings: where a review's stand on the taxonomy, and the rules and collections around them."""
