"""The nouns that cross rooms: frozen, without I/O, without clock reading."""
