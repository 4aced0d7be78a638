"""Reviews in line to be announced."""
