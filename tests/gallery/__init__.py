"""`python -m tests.gallery` draws docs/gallery.md and its pictures: what the bot answers in the playground's page."""
