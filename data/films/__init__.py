"""Which films there are, and which is which."""
