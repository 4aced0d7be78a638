"""Cards, buttons and sentences: how Marquee looks in a channel."""
