"""The new words of a mail: what it quotes of earlier ones is taken off, in the manner of the clients that quote.

Three shapes of quotation: lines that begin with ">", a line "on such a day X wrote:" with the quotation after it, and a block
of the old mail's header fields (or a ruler that says "original message") with everything after it. Words between ">" lines
are answers and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

FROM, DATE, TO, SUBJECT, OTHER = "from", "date", "to", "subject", "other"
FIELDS: Final = {
    "from": FROM, "发件人": FROM, "發件人": FROM, "寄件者": FROM, "寄件人": FROM,
    "sent": DATE, "senttime": DATE, "sendtime": DATE, "date": DATE, "发送时间": DATE, "發送時間": DATE, "发件时间": DATE, "发送日期": DATE, "日期": DATE, "时间": DATE,
    "傳送時間": DATE, "寄件日期": DATE,
    "to": TO, "收件人": TO, "收件者": TO,
    "subject": SUBJECT, "主题": SUBJECT, "主題": SUBJECT, "主旨": SUBJECT,
    "cc": OTHER, "bcc": OTHER, "抄送": OTHER, "密送": OTHER, "副本": OTHER, "reply-to": OTHER, "回复": OTHER, "importance": OTHER,
    "重要性": OTHER, "attachments": OTHER, "附件": OTHER,
}  # fmt: skip
"""The header fields that clients print above a quotation, as they name them; inner spaces (日　期) removed."""

MAX_BLOCK: Final = 14
MAX_ATTRIBUTION: Final = 400

_FIELD: Final = re.compile(
    r"^[\s|*]{0,20}([A-Za-z-]{2,12}(?: [Tt]ime)?|[\u4e00-\u9fff](?:[\s\u3000]{0,4}[\u4e00-\u9fff]){1,3})[\s\u3000*]{0,8}(?:[:：]|\|)"
)
_BARE_FIELD: Final = re.compile(r"^[\s|]{0,20}(发件人|发送日期|收件人|主题|From|Date|To|Subject)[ \t]")
_RULER_CHARS: Final = re.compile(r"^[\s\-_=*—─━]+$")
_ORIGINAL: Final = re.compile(
    r"^\s*[-_—]{2,}\s*(?:original(?: messages?| mail| e-?mail)?|replied message|reply(?: to)? message|"
    r"原始邮件|原始郵件|原邮件|邮件原件|原始信件|原始訊息|回复的原邮件|回复的邮件(?:信息)?|回复邮件信息|原始消息)\s*[-_—]{2,}\s*$",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    r"^\s*(?:[-_—]{2,}\s*(?:forwarded (?:message|mail)|forwarded by .{1,80}|转发(?:的)?(?:邮件|信息|消息)(?:信息)?|已转发(?:的)?邮件|轉寄(?:的)?郵件)"
    r"\s*[-_—]{2,}|begin forwarded message[:：]|(?:开始转发的邮件|下面是(?:被)?转发的邮件|以下是转发的邮件)[:：])\s*$",
    re.IGNORECASE,
)
_DELIMITER: Final = re.compile(
    r"^\W*(?:(?:please )?(?:type|write|add|enter)? ?(?:your )?(?:reply|response|comment)s? above th(?:is|e) (?:dotted )?line|"
    r"请?(?:在|于)(?:此|这|本|该)(?:行|线|条线|分隔线)(?:的)?(?:上方|以上|之上|上面)(?:输入|键入|填写|写下)?(?:您的?|你的?)?(?:回复|内容|答复))\W*$",
    re.IGNORECASE,
)
"""What a ticket system puts above its mails: answers are cut off there, and so nobody says it."""
_LABEL_ONLY: Final = re.compile(r"^[\s\-]*(?:原始邮件|原始郵件|original message|original)[\s\-:：]*$", re.IGNORECASE)

_DAY: Final = r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_CLOCK: Final = r"\d{1,2}\s?[:：.时]\s?\d{2}"
_WROTE_ZH: Final = re.compile(
    rf"^[\s\-]*(?:.{{0,200}}\s)?(?:在|于|於)?\s?{_DAY}.{{0,30}}?{_CLOCK}.{{0,250}}?(?:写道|寫道|写到)\s*[:：]?[\s\-]*$"
)
_WROTE_EN: Final = re.compile(rf"^[\s\-]*(?:On|At)\s(?=.{{0,60}}\d)(?:.{{0,80}}?{_CLOCK}).{{0,250}}?\bwrote\s*[:：]?[\s\-]*$")
_WROTE_LOOSE: Final = re.compile(
    r"^[\s\-]*(?:On\s.{0,40}\d.{0,250}\bwrote|.{0,40}(?:在|于|於)?.{0,40}\d.{0,250}(?:写道|寫道))\s*[:：]?[\s\-]*$"
)
_WROTE_OLD_GMAIL: Final = re.compile(
    r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{2}:\d{2} .{1,200}<\S{1,200}@\S{1,200}>[:：]\s*$"
)

_VERBS: Final = ("wrote", "写道", "寫道", "写到", ">")
"""What every attribution ends with: most lines end the search here."""

_SIGNATURE: Final = re.compile(r"^--\s?$")
MAX_SIGNATURE: Final = 15
_APPS: Final = r"(?:网易|QQ|新浪|搜狐|阿里|企业|139|189|Foxmail|Outlook|iPhone|iPad|Android|华为|小米|荣耀|HUAWEI|Xiaomi|Windows)"
_DEVICE: Final = re.compile(
    rf"^\s*(?:(?:发自|發自|来自|發送自|发送自)\s?(?:我的.{{1,20}}|.{{0,3}}{_APPS}.{{0,20}})|从我的.{{1,20}}(?:发送|发出)|從我的.{{1,20}}(?:傳送|寄出)|"
    r"(?:获取|取得|下载).{0,3}Outlook.{1,20}|签名由.{1,20}定制|Signature is customized by .{1,40}|"
    r"Sent from (?:my |Mail |Outlook|Yahoo|Gmail|Samsung|QQ).{0,40}|Get Outlook for .{1,10})(?:\s*[<(]\S{1,200}[>)])?\s*$",
    re.IGNORECASE,
)
_MASTER: Final = re.compile(r"^\s*\|(?:\s*\|)?\s*$")


def own_words(text: str, *, forwarding: bool = False) -> str:
    """`text` without quotations and signatures.

    Where nothing else is said and the mail forwards another (by its subject, `forwarding`, or by its own marker), the
    forwarded words are what it says. Where all is quotation, nothing is left.
    """
    lines = [line.rstrip().replace("\u00a0", " ") if line != "-- " else line for line in text.split("\n")]
    kept, rest, marked = _unquoted(lines)
    said = _tidied(_unsigned(kept))
    if said or not (rest and (forwarding or marked)):
        return said
    return _tidied(rest)


_QUOTE = "\x00"
"""Stands in `kept` where a quotation was: a signature ends there. No text holds it: `charsets.clean` removes NUL."""


def _unquoted(lines: list[str]) -> tuple[list[str], list[str], bool]:
    """The lines outside quotations, those from where everything is quoted, and whether a forwarding marker says so."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if lines[at].lstrip().startswith(">"):
            kept.append(_QUOTE)
            at += 1
        elif _DELIMITER.match(lines[at][:MAX_ATTRIBUTION]):
            at += 1
        elif _FORWARDED.match(lines[at]):
            return _without_ruler(kept), lines[at + 1 :], True
        elif _ORIGINAL.match(lines[at]) or _is_header_block(lines, at):
            return _without_ruler(kept), lines[at:], False
        elif end := _attribution(lines, at):
            if not _quoted_next(lines, end):
                return kept, lines[end:], False
            kept.append(_QUOTE)
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return kept, [], False


def _field(line: str) -> str:
    found = _FIELD.match(line) or _BARE_FIELD.match(line)
    return FIELDS.get(re.sub(r"[\s\u3000]", "", found[1]).lower(), "") if found else ""


def _is_header_block(lines: list[str], at: int) -> bool:
    """A From line with a date and a recipient or subject soon after: long recipient lists wrap, some clients leave gaps."""
    if _field(lines[at]) != FROM:
        return False
    names = [_field(line) for line in lines[at + 1 : at + MAX_BLOCK]]
    early = set(names[:4])
    return bool(early - {""}) and DATE in names and (TO in names or SUBJECT in names)


def _attribution(lines: list[str], at: int) -> int:
    """The line after an attribution that starts at `at` (clients wrap it over up to four lines), 0 where none does."""
    if (
        lines[at].rstrip(" -:：").endswith(_VERBS)
        and _WROTE_LOOSE.match(lines[at][:MAX_ATTRIBUTION])
        and _quoted_next(lines, at + 1)
    ):
        return at + 1
    for end in range(at + 1, min(at + 4, len(lines)) + 1):
        last = lines[end - 1].strip()
        if not last or last.startswith(">"):
            return 0
        if last.rstrip(" -:：").endswith(_VERBS) and _is_attribution(lines[at:end]):
            return 0 if _begins_later(lines[at:end]) else end
    return 0


def _is_attribution(lines: list[str]) -> bool:
    joined = " ".join(line.strip() for line in lines)
    return len(joined) <= MAX_ATTRIBUTION and any(each.match(joined) for each in (_WROTE_EN, _WROTE_ZH, _WROTE_OLD_GMAIL))


def _begins_later(lines: list[str]) -> bool:
    """Whether the first lines are words before the attribution, not its beginning."""
    return any(_is_attribution(lines[at:]) and not lines[at - 1].endswith(">") for at in range(1, len(lines)))


def _quoted_next(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return following.lstrip().startswith(">")


def _without_ruler(kept: list[str]) -> list[str]:
    """Rulers and bare labels above a quoted header block belong to it."""
    end = len(kept)
    while end and (not kept[end - 1].strip() or _RULER_CHARS.match(kept[end - 1]) or _LABEL_ONLY.match(kept[end - 1])):
        end -= 1
    return kept[:end]


def _unsigned(kept: list[str]) -> list[str]:
    """Without signatures: after "-- " up to the next quotation, lines of devices, the card of NetEase Mail Master."""
    lines: list[str] = []
    at = 0
    while at < len(kept):
        end = _signature_end(kept, at)
        if end > at:
            at = end
            continue
        if _DEVICE.match(kept[at]):
            lines = _without_ruler(lines)
        else:
            lines.append(kept[at])
        at += 1
    return lines


def _signature_end(kept: list[str], at: int) -> int:
    """Where the signature that starts at `at` ends; `at` itself where none does."""
    if not (_SIGNATURE.match(kept[at]) or (_MASTER.match(kept[at]) and kept[at].count("|") == 2)):
        return at
    end = next((each for each in range(at, len(kept)) if kept[each] == _QUOTE), len(kept))
    return end if sum(1 for line in kept[at:end] if line.strip()) <= MAX_SIGNATURE else at


def _tidied(lines: list[str]) -> str:
    """One blank line at most between paragraphs, none around."""
    text = "\n".join(line.rstrip() for line in lines if line != _QUOTE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").strip()


SHORTEST: Final = 40
"""Letters of a message that is known again: anybody may say less than that in the same words."""
PROBE: Final = 16
"""So much of its longest word is looked for first: nearly all messages end the search there."""


def without_history(text: str, ours: Sequence[str], theirs: Sequence[str]) -> str:
    """`text` without the messages of its conversation that stand in it word for word, in whichever lines: ticket systems put them below what is new, unmarked.
    Theirs are known for history by ours beside them: alone they are said again. Where nothing else is said all stays."""
    rest = _without(text, ours)
    if rest == text:
        return text
    rest = _tidied(_without(rest, theirs).split("\n"))
    return rest if re.search(r"\w", rest) else text


def _without(text: str, messages: Iterable[str]) -> str:
    for message in messages:
        longest = max(message.split(), key=len, default="")
        if longest[:PROBE] in text and (found := _repeated(text, message)):
            text = text[: found[0]] + text[found[1] :]
    return text


def _repeated(text: str, message: str) -> tuple[int, int] | None:
    """Where the message stands in the text, whatever the lines, spaces and quotation marks of either."""
    places = [place for place, letter in enumerate(text) if not _is_layout(letter)]
    words = "".join(letter for letter in message if not _is_layout(letter))
    at = "".join(text[place] for place in places).find(words) if len(words) >= SHORTEST else -1
    return (places[at], places[at + len(words) - 1] + 1) if at >= 0 else None


def _is_layout(letter: str) -> bool:
    return letter == ">" or letter.isspace()
