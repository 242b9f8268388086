"""Blocks on a calendar: the same question to every vendor, within a short window of the same stratum, order and wording from a seed. Pure.

blocks = schedule(terms, questions, peaks)
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from houdun.errors import UsageError
from houdun.facts.question import Ingest, Instance, Question, Sort, Stratum
from houdun.facts.time import DAY, MINUTE, SECOND, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.moves import Matter
from houdun.flow.trial.terms import Span, Terms
from houdun.language import Bilingual
from houdun.scenario.instance import instances
from houdun.verdict import hours

STEP: Millis = 5 * MINUTE
"""How finely moments are tried. A few minutes and seconds are added: nobody writes on the dot."""
WEEK = 7
SLEEPS_FROM, SLEEPS_TO = 22, 8
"""Hours between which a question is a night call to whoever has to answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One question for all vendors, numbered from 1. `matters` are in the order of their asking."""

    number: int
    stratum: Stratum
    matters: tuple[Matter, ...]

    @property
    def question(self) -> Question:
        return self.matters[0].instance.question

    @property
    def situation(self) -> str:
        return self.matters[0].instance.situation

    @property
    def due(self) -> Millis:
        return self.matters[0].due


def schedule(
    terms: Terms, questions: Sequence[Question], peaks: Sequence[Span] = (), others: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """`terms.blocks` blocks in the order of time. The same arguments give the same plan. `others` are the blocks of other trials at the same time: where they
    put something to one of our vendors, the conduct holds over both, and no situation is put to it again.

    Raises UsageError where the calendar, the conduct or the questions do not allow for so many.
    """
    return replan(terms, questions, peaks, begun=(), first=1, now=terms.start, others=others)


def replan(
    terms: Terms,
    questions: Sequence[Question],
    peaks: Sequence[Span],
    *,
    begun: Sequence[Block],
    first: int,
    now: Millis,
    others: Sequence[Block] = (),
) -> tuple[Block, ...]:
    """The blocks that are still to come, from `now` on and numbered from `first`, where `begun` ones count among `terms.blocks`: the conduct holds over
    both, and no situation comes back. Raises as `schedule`."""
    chance = random.Random(f"{terms.seed}:{terms.name}")
    beside = _same_vendors(terms, others)
    moments = sorted(_moments(terms, peaks, chance, begun, beside, now))
    stock = _Stock(playable(terms, questions), chance, {block.situation for block in (*begun, *beside)})
    cases = {matter.case for block in (*begun, *others) for matter in block.matters}
    blocks = []
    for number, (at, stratum) in enumerate(moments, start=first):
        asked = stock.take(stratum, len(terms.contacts))
        if asked is None:
            raise _too_few(number - first, len(begun), len(beside), stratum)
        blocks.append(Block(number=number, stratum=stratum, matters=_matters(terms, number, at, asked, chance, cases)))
    return tuple(blocks)


def _same_vendors(terms: Terms, others: Sequence[Block]) -> list[Block]:
    """Those that reach the same people: whoever is behind one plan of a vendor is behind its others."""
    names = {vendor.name for vendor in terms.vendors}
    return [block for block in others if any(matter.vendor.name in names for matter in block.matters)]


def playable(terms: Terms, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Those that every vendor can be asked: what they play can be published to each of them."""
    return tuple(question for question in questions if not question.show or common_ingest(terms, question))


def common_ingest(terms: Terms, question: Question) -> Ingest | None:
    """The way in which a question's stream is published to all vendors alike."""
    return next((way for way in question.ingest if all(way in contact.streams for contact in terms.contacts)), None)


def stratum_of(at: Millis, terms: Terms, peaks: Sequence[Span]) -> Stratum:
    """A declared peak comes before the weekend, the weekend before the night."""
    moment = hours.local(at, ZoneInfo(terms.zone))
    weekly = any(day == moment.weekday() and first <= moment.hour <= last for day, first, last in terms.weekly_peak)
    if weekly or any(span.holds(at) for span in peaks):
        return Stratum.PEAK
    return Stratum(hours.band_of(at, ZoneInfo(terms.zone)))


def _moments(
    terms: Terms, peaks: Sequence[Span], chance: random.Random, begun: Sequence[Block], beside: Sequence[Block], now: Millis
) -> Iterator[tuple[Millis, Stratum]]:
    """When blocks begin: the scarcest stratum chooses first, and what it cannot hold goes to the next; no day gets one more before all have
    as many."""
    free: dict[Stratum, dict[int, list[Millis]]] = defaultdict(lambda: defaultdict(list))
    for at in range(terms.start, terms.end, STEP):
        stratum = stratum_of(at, terms, peaks)
        if at >= now and stratum is stratum_of(at + terms.conduct.window, terms, peaks):
            free[stratum][(at - terms.start) // DAY].append(at)
    missing = max(0, terms.blocks - len(begun))
    diary, spare = _Diary(terms, (*begun, *beside)), 0
    for stratum, wanted in sorted(_counts(terms, missing, free).items(), key=lambda pair: sum(map(len, free[pair[0]].values()))):
        spare += wanted
        while spare and (found := diary.take(free[stratum], chance)) is not None:
            spare, missing = spare - 1, missing - 1
            yield found + chance.randrange(STEP // SECOND) * SECOND, stratum
    if missing:
        raise _no_room(terms, terms.blocks - missing, late=not begun and now > terms.start)


class _Diary:
    """The moments that are taken."""

    def __init__(self, terms: Terms, begun: Sequence[Block]) -> None:
        self._terms = terms
        self._taken: list[Millis] = []
        self._days: Counter[int] = Counter()
        self._nights: Counter[int] = Counter()
        for block in begun:
            self._enter(block.due)

    def take(self, free: Mapping[int, Sequence[Millis]], chance: random.Random) -> Millis | None:
        """A free moment of one of the days that have the fewest questions; None where there is none."""
        for day in sorted(free, key=lambda day: (self._days[day], chance.random())):
            fitting = [at for at in free[day] if self._fits(at)]
            if fitting:
                at = chance.choice(fitting)
                self._enter(at)
                return at
        return None

    def _enter(self, at: Millis) -> None:
        self._taken.append(at)
        self._days[(at - self._terms.start) // DAY] += 1
        self._nights[self._week(at)] += self._is_night(at)

    def _fits(self, at: Millis) -> bool:
        conduct = self._terms.conduct
        if self._is_night(at) and self._nights[self._week(at)] >= conduct.night_calls_a_week:
            return False
        return all(abs(at - other) >= conduct.spacing + conduct.window for other in self._taken)

    def _week(self, at: Millis) -> int:
        return (at - self._terms.start) // (WEEK * DAY)

    def _is_night(self, at: Millis) -> bool:
        """Some vendor may be asked when people sleep, on whichever day: the block begins or ends then."""
        ends = (at, at + STEP + self._terms.conduct.window)
        return any(not SLEEPS_TO <= hours.local(each, ZoneInfo(self._terms.zone)).hour < SLEEPS_FROM for each in ends)


def _counts(terms: Terms, blocks: int, free: Mapping[Stratum, Mapping[int, list[Millis]]]) -> dict[Stratum, int]:
    """Blocks for each stratum by the largest remainders; a stratum that the calendar does not have gives its share to the others."""
    shares = {stratum: share for stratum, share in terms.shares.items() if share > 0 and free.get(stratum)}
    whole = sum(shares.values())
    exact = {stratum: blocks * share / whole for stratum, share in shares.items()}
    counts = {stratum: int(share) for stratum, share in exact.items()}
    for stratum in sorted(exact, key=lambda each: counts[each] - exact[each])[: blocks - sum(counts.values())]:
        counts[stratum] += 1
    return counts


class _Stock:
    """The instances that have not been put yet, none of a situation that is `spent`. Sorts keep the proportions that the questions have, and kinds take
    turns."""

    def __init__(self, questions: Sequence[Question], chance: random.Random, spent: Collection[str]) -> None:
        self._chance = chance
        self._wanted = Counter(question.sort for question in questions)
        self._asked: Counter[Sort] = Counter()
        self._used: Counter[str] = Counter()
        self._last = ""
        situations: dict[str, list[Instance]] = defaultdict(list)
        for instance in instances(questions):
            if instance.situation not in spent:
                situations[instance.situation].append(instance)
        for wordings in situations.values():
            chance.shuffle(wordings)
        self._situations = list(situations.values())
        self._turn: Counter[str] = Counter()

    def take(self, stratum: Stratum, vendors: int) -> list[Instance] | None:
        """One situation, an instance for each vendor, in different wordings as far as there are any; None where nothing is left."""
        fitting = [each for each in self._situations if stratum in each[0].question.strata and self._left(each)]
        if not fitting:
            return None
        wordings = min(fitting, key=lambda each: (*self._rank(each[0]), self._chance.random()))
        first, turn = wordings[0], self._turn[wordings[0].situation]
        self._turn[first.situation] += 1
        self._asked[first.question.sort] += 1
        self._used[first.question.id] += 1
        self._last = first.question.id
        return [wordings[(vendor + turn) % len(wordings)] for vendor in range(vendors)]

    def _left(self, wordings: Sequence[Instance]) -> bool:
        """Each turn gives every vendor another wording: there are as many turns as wordings."""
        return self._turn[wordings[0].situation] < len(wordings)

    def _rank(self, instance: Instance) -> tuple[bool, float, int, int]:
        """Least wanted last: never the same kind twice running, then the sort that is most behind, then the kind and the situation used least."""
        sort, id = instance.question.sort, instance.question.id
        behind = (self._asked[sort] + 1) / self._wanted[sort]
        return id == self._last, behind, self._used[id], self._turn[instance.situation]


def _matters(
    terms: Terms, number: int, at: Millis, asked: Sequence[Instance], chance: random.Random, cases: set[str]
) -> tuple[Matter, ...]:
    """Their case ids are none of `cases`, and among them from now on."""
    later = [chance.randrange(terms.conduct.window // SECOND) * SECOND for _ in asked[1:]]
    order = chance.sample(terms.vendors, len(asked))
    wordings = dict(zip(terms.vendors, asked, strict=True))
    return tuple(
        Matter(
            case=_new_case(terms, number, vendor, cases),
            vendor=vendor,
            block=number,
            instance=wordings[vendor],
            language=terms.language,
            due=at + wait,
            rules=terms.rules,
        )
        for vendor, wait in zip(order, sorted((0, *later)), strict=True)
    )


def _new_case(terms: Terms, number: int, vendor: Vendor, cases: set[str]) -> str:
    case = next(each for turn in itertools.count() if (each := case_id(terms, number, vendor, turn)) not in cases)
    cases.add(case)
    return case


def case_id(terms: Terms, number: int, vendor: Vendor, turn: int = 0) -> str:
    """Eight digits that tell nothing, made from the trial, the block and the vendor; with another `turn` others, where these belong to another case."""
    return str(_digest(terms, number, str(vendor), *([turn] if turn else [])) % 90_000_000 + 10_000_000)


def _digest(terms: Terms, *parts: object) -> int:
    return int.from_bytes(hashlib.sha256(repr((terms.name, terms.seed, *parts)).encode()).digest()[:8])


def _too_few(planned: int, begun: int, beside: int, stratum: Stratum) -> UsageError:
    """Planned anew, or `beside` blocks of other trials to the same vendors, a trial has fewer: what was put once is not put again, in whatever words."""
    taken = Bilingual(
        f"；另有 {beside} 组的情形属于同一工作区的其他考察" if beside else "",
        f"; the situations of {beside} more belong to this workspace's other trials" if beside else "",
    )
    spent = Bilingual(
        f"（其中 {begun} 组已经问过；重新排时，问过的情形不再出现）" if begun else "",
        f" ({begun} of them begun: planned anew, no situation that was asked comes back)" if begun else "",
    )
    return UsageError(
        Bilingual(
            f"考题只够 {begun + planned} 组{spent.zh}：{stratum} 时段没有还能用的了",
            f"the questions suffice for {begun + planned} blocks{spent.en}: none is left for {stratum}",
        ),
        Bilingual(f"请增加考题或减少 blocks{taken.zh}", f"add questions, or ask for fewer blocks{taken.en}"),
        where="trial.questions",
    )


def _no_room(terms: Terms, found: int, *, late: bool) -> UsageError:
    """`late`: some of its days are past."""
    apart, nights = terms.conduct.spacing // MINUTE, terms.conduct.night_calls_a_week
    return UsageError(
        Bilingual(
            f"{terms.days} 天里{'余下的时间' if late else ''}只排得下 {found} 道考题（间隔 {apart} 分钟，每周夜间至多 {nights} 次）",
            f"{'what is left of ' if late else ''}{terms.days} days hold{'s' if late else ''} {found} questions ({apart} minutes apart, at most {nights} a week at night)",
        ),
        Bilingual(
            f"请{'把 start 改到今天之后、' if late else ''}增加天数、减少题数或调整 strata",
            f"{'let it start later, ' if late else ''}give it more days, ask fewer questions, or change the strata",
        ),
        where="trial.blocks",
    )
