"""Content warnings: where a review's stand on the taxonomy, and the rules and collections around them."""

from data.taxonomy import classify

__all__ = ["classify"]
