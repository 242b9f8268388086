"""The card under a mail: the name of who wrote it, and below that what the house puts under every mail."""

from __future__ import annotations

import re

HOUSE = re.compile(
    r"support|team|care|service|desk|bot|system|center|centre|customer|account|notice|regards|thank|dear|hello|hi\b|客服|支持|团队|中心|系统|服务|助手|机器人|公司|您好|你好|谢谢|感谢|敬上|部$|组$|云$",
    re.IGNORECASE,
)
"""What a line that is nothing but somebody's name does not hold."""
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]*\.?){0,2}")
CARD = 4
"""Lines that a card has at most."""


def card(text: str) -> int | None:
    """Where the card begins: the last paragraph's first line is a person's name, and nothing else. None where nobody has signed."""
    body = text.rstrip()
    start = body.rfind("\n\n") + 2
    lines = [line.strip() for line in body[start:].split("\n")]
    signed = start > 1 and len(lines) <= CARD and NAME.fullmatch(lines[0]) and not HOUSE.search(lines[0])
    return start if signed else None
