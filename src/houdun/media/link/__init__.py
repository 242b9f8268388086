"""An impaired link of our own: one model of delay, jitter, loss, bursts and rate; a TCP and a UDP relay that obey it."""
