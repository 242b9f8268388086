"""A trial as whoever looks at it sees it."""
