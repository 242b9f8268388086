"""What is on now: clocks that tick, what is due, what waits for a person."""
