"""Reads chats: a file that begins like JSON holds conversations, any other one pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final

from houdun.channel import opening
from houdun.channel.chat import pasted
from houdun.channel.chat.conversation import Naming, Scribe, part_of
from houdun.channel.chat.mapping import ChatMapping, load
from houdun.channel.fields import BadField, Fields
from houdun.channel.port import Part, RawFile, ReadOptions, Reject
from houdun.channel.records import Record, records
from houdun.errors import InputError, UsageError
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

ENDINGS: Final = (".json", ".jsonl", ".ndjson", ".txt", ".log", ".md")
MAX_TEXT: Final = 64 * 1024 * 1024
"""Bytes of a pasted text: a long life of chatting."""

_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\{|\[[\s\0]*[\[\{\]])")


class Reader:
    """The vendor stands in each conversation's `vendor`, or in the mapping file."""

    kind: ClassVar[str] = "chat"
    about: ClassVar[Bilingual] = Bilingual(
        "聊天：JSON 每行一段对话，或从微信、QQ、飞书、钉钉、企业微信复制的文字",
        "chats: JSON lines of conversations, or text copied from WeChat, QQ, Feishu, DingTalk, WeCom",
    )

    def files(self, path: Path) -> Sequence[Path]:
        return opening.files_in(path, ENDINGS)

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]:
        mapping = load(options.mapping)
        for file in files:
            with opening.opened(file.path, file.name) as stream:
                head = stream.read(opening.CHUNK)
            read = self._conversations if _JSON.match(head) else self._pasted
            yield from read(file, options, mapping)

    def _conversations(self, file: RawFile, options: ReadOptions, mapping: ChatMapping) -> Iterator[Part]:
        """Gone through twice: how long the unanswered have waited is known only at the end of the file."""
        naming = Naming(options.vendor, options.vendor_field or "vendor", mapping)
        horizon = max(_latest(file, mapping), options.as_of or 0)
        for item in records(file.path, file.name):
            if isinstance(item, Reject):
                yield item
                continue
            try:
                yield part_of(Fields(item.values), Scribe(mapping, file.sha256, item.row), naming, self.kind, horizon)
            except BadField as bad:
                yield bad.reject(file.name, item.row, item.raw)

    def _pasted(self, file: RawFile, options: ReadOptions, mapping: ChatMapping) -> Iterator[Part]:
        text = opening.text_of(opening.whole(file.path, file.name, MAX_TEXT), file.name)
        if not text.strip():
            raise InputError(Bilingual("文件是空的", "the file is empty"), opening.FETCH_AGAIN, where=file.name)
        if not pasted.recognised(text, mapping.members):
            raise _no_chat(file)
        vendor = _who(file, options, mapping)
        yield from pasted.logs(file, text, mapping, vendor, self.kind, options.as_of or 0)


def _latest(file: RawFile, mapping: ChatMapping) -> Millis:
    latest: Millis = 0
    for item in records(file.path, file.name):
        if isinstance(item, Record):
            with suppress(BadField):
                for turn in Fields(item.values).each("turns"):
                    latest = max(latest, turn.time("at", zone=mapping.zone) or 0)
    return latest


def _no_chat(file: RawFile) -> InputError:
    return InputError(
        Bilingual("既不是 JSON 对话，也不是聊天软件里复制的文字", "neither conversations in JSON nor text copied from a chat"),
        Bilingual("支持的格式见 docs/reference/chat.md", "docs/reference/chat.md shows what is read"),
        where=file.name,
    )


def _who(file: RawFile, options: ReadOptions, mapping: ChatMapping) -> Vendor:
    """Pasted text says neither who belongs to the vendor nor in which zone its clocks run."""
    vendor = options.vendor or mapping.vendor
    if vendor and mapping.zone and mapping.members.vendor:
        return vendor
    raise UsageError(
        Bilingual("粘贴的聊天文字需要对照文件（--map）", "pasted text needs a mapping file (--map)"),
        Bilingual(
            'TOML 中写 vendor、zone = "Asia/Shanghai"、members.vendor = ["张三"]，见 docs/reference/chat.md',
            'give it vendor, zone = "Asia/Shanghai" and members.vendor = ["Ann"]: see docs/reference/chat.md',
        ),
        where=mapping.where or file.name,
    )
