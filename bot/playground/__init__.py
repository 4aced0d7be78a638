"""A Discord on this machine: the real bot in a simulated server, with no token and no network."""
