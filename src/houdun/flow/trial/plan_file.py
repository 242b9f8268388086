"""The file that describes a trial. Every mistake is a UsageError that names file, key and mend.

terms = load(Path("trial.toml"))
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from houdun.channel.email import headers
from houdun.channel.email import settings as mailboxes
from houdun.channel.manual.sender import Medium
from houdun.facts.claim import Endpoint
from houdun.facts.question import Ingest, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE, Millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.moves import Rules
from houdun.flow.trial.terms import Address, Brief, Conduct, Contact, Guess, Reached, Terms
from houdun.language import Bilingual, Language
from houdun.scenario import question
from houdun.toml_file import Table, read_toml

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL = "all"
"""Stands for every packaged question."""
SHARES: Mapping[Stratum, float] = {Stratum.DAY: 0.4, Stratum.NIGHT: 0.25, Stratum.WEEKEND: 0.25, Stratum.PEAK: 0.1}
LONGEST_DAYS, MOST_BLOCKS = 366, 1_000
MOST_VENDORS = 20


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Terms:
    """The trial that the file describes, mailboxes' keys taken from `environment`."""
    return understood(read_toml(path), path.parent, environment)


def understood(table: Table, folder: Path, environment: Mapping[str, str] = os.environ) -> Terms:
    """The trial that a plan's root table describes; the files that it names lie in `folder`."""
    table.only(("trial", "vendors"), ("strata", "claim", "conduct", "brief"))
    trial, conduct = table.table("trial"), table.table("conduct")
    trial.only(("name", "start", "days", "blocks"), ("language", "zone", "seed", "questions", "weekly_peak", "patience_days"))
    zone = _zone(trial)
    endpoint = _endpoint(table.table("claim"))
    return Terms(
        name=trial.filled("name"),
        language=Language(trial.one_of("language", trial.text("language", Language.ZH), tuple(Language))),
        zone=zone,
        start=to_millis(dt.datetime.combine(trial.date("start"), dt.time(), ZoneInfo(zone))),
        days=trial.whole("days", 1, LONGEST_DAYS),
        blocks=trial.whole("blocks", 1, MOST_BLOCKS),
        seed=trial.whole("seed") if "seed" in trial.raw else 1,
        shares=_shares(table.table("strata")),
        weekly_peak=tuple(_peak(trial, text) for text in trial.texts("weekly_peak")),
        questions=_questions(trial, folder),
        endpoint=endpoint,
        conduct=_conduct(conduct),
        rules=_rules(trial, conduct, endpoint),
        brief=_brief(table.table("brief")),
        contacts=_contacts(table, folder, environment),
    )


def _zone(trial: Table) -> str:
    zone = trial.text("zone", "Asia/Shanghai")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        trial.fail(
            "zone",
            Bilingual(f"没有时区 {zone}", f"there is no zone {zone}"),
            Bilingual("例如 Asia/Shanghai", "such as Asia/Shanghai"),
        )
    return zone


def _questions(trial: Table, folder: Path) -> tuple[str, ...]:
    """Names of packaged questions, and files beside the plan."""
    named = trial.texts("questions") or (ALL,)
    listed = [name for each in named for name in (question.packaged() if each == ALL else (each,))]
    return tuple(_beside(folder, each) for each in dict.fromkeys(listed))


def _beside(folder: Path, name: str) -> str:
    """Files lie beside the plan; other names are packaged."""
    return str(folder / name) if name.endswith(".toml") else name


def _endpoint(claim: Table) -> Endpoint:
    claim.only((), ("horizon_hours", "level_worth", "false_claims"))
    given = Endpoint()
    return Endpoint(
        horizon_ms=round(_or(claim, "horizon_hours", 24, 1, 24 * 14) * HOUR),
        level_worth=_or(claim, "level_worth", given.level_worth, 1, 100),
        false_claims=_or(claim, "false_claims", given.false_claims, 0.001, 0.2),
    )


def _conduct(table: Table) -> Conduct:
    table.only(
        (),
        (
            "open_questions", "night_calls_a_week", "window_minutes", "spacing_minutes", "reply_after_minutes", "approval", "media_minutes",
            "terms_checked", "debrief",
        ),
    )  # fmt: skip
    usual = Conduct()
    return Conduct(
        open_questions=_whole(table, "open_questions", usual.open_questions, 1, 100),
        night_calls_a_week=_whole(table, "night_calls_a_week", usual.night_calls_a_week, 0, 100),
        window=_minutes(table, "window_minutes", usual.window),
        spacing=_minutes(table, "spacing_minutes", usual.spacing),
        approval=_yes(table, "approval", usual.approval),
        media_minutes=_whole(table, "media_minutes", usual.media_minutes, 1, 24 * 60),
        terms_checked=table.date("terms_checked").isoformat() if "terms_checked" in table.raw else "",
        debrief=_yes(table, "debrief", usual.debrief),
    )


def _rules(trial: Table, conduct: Table, endpoint: Endpoint) -> Rules:
    usual = Rules()
    patience = _or(trial, "patience_days", max(3.0, endpoint.horizon_ms / DAY), endpoint.horizon_ms / DAY, 60)
    return Rules(
        reply_after=_minutes(conduct, "reply_after_minutes", usual.reply_after),
        horizon=endpoint.horizon_ms,
        patience=round(patience * DAY),
        quiet=min(usual.quiet, endpoint.horizon_ms),
        retest_after=min(usual.retest_after, endpoint.horizon_ms),
    )


def _brief(table: Table) -> Brief:
    table.only((), ("business", "architecture"))
    return Brief(business=table.text("business", "").strip(), architecture=table.text("architecture", "").strip())


def _shares(table: Table) -> Mapping[Stratum, float]:
    table.only((), tuple(Stratum))
    if not table.raw:
        return SHARES
    shares = {stratum: table.number(stratum) if stratum in table.raw else 0.0 for stratum in Stratum}
    if not sum(shares.values()):
        table.fail(
            "day",
            Bilingual("各时段占比全为 0", "every share is 0"),
            Bilingual("至少给一个时段正的占比", "give one a share above 0"),
        )
    return shares


def _peak(trial: Table, text: str) -> tuple[int, int, int]:
    """`sat 20-23`: from 20:00 to 23:00."""
    day, _, span = text.strip().lower().partition(" ")
    first, _, last = span.partition("-")
    if day not in WEEKDAYS or not (first.isdecimal() and last.isdecimal() and 0 <= int(first) < int(last) <= 24):
        trial.fail(
            "weekly_peak", Bilingual(f"读不懂 {text}", f"cannot read {text}"), Bilingual("请写成 sat 20-23", "write sat 20-23")
        )
    return WEEKDAYS.index(day), int(first), int(last) - 1


def _contacts(root: Table, folder: Path, environment: Mapping[str, str]) -> tuple[Contact, ...]:
    contacts = tuple(_contact(table, folder, environment) for table in root.list("vendors"))
    names = [str(contact.vendor).casefold() for contact in contacts]
    if not 1 <= len(set(names)) == len(names) <= MOST_VENDORS:
        root.fail(
            "vendors",
            Bilingual(
                f"应有 1 到 {MOST_VENDORS} 家各不相同的服务商", f"there must be 1 to {MOST_VENDORS} vendors, all different"
            ),
            Bilingual("请检查 name 与 plan", "check name and plan"),
        )
    return contacts


def _contact(table: Table, folder: Path, environment: Mapping[str, str]) -> Contact:
    table.only(("name", "to"), ("plan", "reached", "mailbox", "medium", "streams", "aliases", "guess", "persona"))
    reached = Reached(table.one_of("reached", table.text("reached", Reached.EMAIL), tuple(Reached)))
    if reached is Reached.EMAIL and "mailbox" not in table.raw:
        table.fail(
            "mailbox", Bilingual("缺少收发邮件的邮箱", "the mailbox to write from is missing"), Bilingual("请补上", "add it")
        )
    return Contact(
        vendor=Vendor(table.filled("name"), table.text("plan", "").strip()),
        reached=reached,
        to=_to(table, reached),
        mailbox=mailboxes.load(table.table("mailbox"), environment) if reached is Reached.EMAIL else None,
        medium=table.one_of("medium", table.text("medium", Medium.OTHER), tuple(Medium)),
        streams={Ingest(way): _address(each) for way, each in _streams(table.table("streams"))},
        aliases=table.texts("aliases"),
        guess=_guess(table.table("guess")) if "guess" in table.raw else None,
        persona=_beside(folder, table.text("persona", "")),
    )


def _to(table: Table, reached: Reached) -> str:
    to = table.filled("to")
    if reached is Reached.EMAIL and headers.sender(to).address != to.lower():
        table.fail(
            "to",
            Bilingual("这不是邮箱地址", "this is no mail address"),
            Bilingual(
                '例如 support@vendor.example；不用邮件的写 reached = "manual"',
                'such as support@vendor.example; without mail write reached = "manual"',
            ),
        )
    return to


def _streams(table: Table) -> list[tuple[str, Table]]:
    table.only((), tuple(Ingest))
    return list(table.tables())


def _address(table: Table) -> Address:
    table.only(("publish", "play"))
    return Address(publish=table.text("publish"), play=table.text("play"))


def _guess(table: Table) -> Guess:
    table.only(("minutes",), ("ability", "never", "spread"))
    minutes, usual = table.table("minutes"), Guess(medians_ms={})
    minutes.only((Stratum.DAY,), tuple(Stratum))
    by_day = minutes.positive(Stratum.DAY)
    return Guess(
        medians_ms={each: round((minutes.positive(each) if each in minutes.raw else by_day) * MINUTE) for each in Stratum},
        ability=_or(table, "ability", usual.ability, -5, 5),
        never=_or(table, "never", usual.never, 0, 1),
        spread=_or(table, "spread", usual.spread, 0.01, 5),
    )


def _or(table: Table, key: str, usual: float, low: float, high: float) -> float:
    return table.number(key, low, high) if key in table.raw else usual


def _whole(table: Table, key: str, usual: int, low: int, high: int) -> int:
    return table.whole(key, low, high) if key in table.raw else usual


def _minutes(table: Table, key: str, usual: Millis) -> Millis:
    return round(_or(table, key, usual / MINUTE, 0, 24 * 60) * MINUTE)


def _yes(table: Table, key: str, usual: bool) -> bool:
    held = table.raw.get(key, usual)
    if not isinstance(held, bool):
        table.fail(key, Bilingual("这里应当是 true 或 false", "this must be true or false"), Bilingual("请改正", "correct it"))
    return held
