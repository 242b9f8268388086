"""Chats: JSON lines of conversations, and text pasted from WeChat, QQ, Feishu, DingTalk and WeCom."""

from houdun.channel.chat.reader import Reader

__all__ = ["Reader"]
