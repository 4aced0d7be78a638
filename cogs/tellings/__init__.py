"""Members choose how they hear what became of what they asked for and suggested."""
