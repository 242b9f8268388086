"""Frames and packets on exact time bases, endpoints by protocol, impaired links, test servers. Only here: PyAV, aiortc, aiohttp."""
