"""What people touch: commands, buttons, forms, cards. Knows nothing of SQL."""
