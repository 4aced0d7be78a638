"""What a member may ask for of what is kept of them."""
