"""New and revised reviews, posted where a server chose."""
