"""Each server's choices, what was done there, and which commands Discord knows."""
