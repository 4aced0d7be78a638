"""What people may ask for of what is kept of them: to see it, and to have it forgotten; a whole server likewise."""
