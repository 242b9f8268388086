"""Houdun 后盾: measures, compares and holds to its word the after-sales service of live-video vendors."""

__version__ = "0.1.0"
