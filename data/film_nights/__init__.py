"""Film nights: whether a film is for everybody who joined."""
