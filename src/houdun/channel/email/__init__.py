"""Mail as a channel. This issue reads history; sending and receiving come later."""

from houdun.channel.email.reader import Reader

__all__ = ["Reader"]
