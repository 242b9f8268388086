"""How it goes out and comes in: each letter once, each reply once."""
