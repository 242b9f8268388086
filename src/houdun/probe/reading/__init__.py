"""The hot path, a file per kind of event: as little as can be is done while events come, the rest for a whole second at once."""
