"""Film nights: one film for everybody who joined."""
