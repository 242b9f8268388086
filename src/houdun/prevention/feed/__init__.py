"""A calendar that lies at an address: what may be fetched, and the one way to fetch it."""
