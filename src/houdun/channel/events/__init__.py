"""Event logs: CSV and Parquet with a mapping file (docs/reference/events.md)."""

from houdun.channel.events.reader import Reader

__all__ = ["Reader"]
