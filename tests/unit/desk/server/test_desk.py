from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houdun.channel.email.compose import compose
from houdun.channel.port import Attachment, Letter
from houdun.desk.inside import Inside
from houdun.desk.mind import Mind as DeskMind
from houdun.desk.persona import find
from houdun.desk.server.desk import Desk, Told
from houdun.desk.server.ledger import Entry, Ledger, Side
from houdun.desk.server.reading import read
from houdun.desk.turn import Mind, Turn
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis
from houdun.scenario.question import load_all, packaged
from tests.desk_given import NOBODY, OFFICE, Echo, Parrot, mailbox

AT: Millis = 1_772_888_651_000


def mail(named: Millis | None = None) -> bytes:
    moment = f"X-Houdun-Time: {named}\r\n" if named else ""
    head = "Message-ID: <q1@ourlive.example>\r\nFrom: Cora <ops@ourlive.example>\r\nSubject: Sound\r\n"
    return f"{head}{moment}\r\nRoom 8801\r\n".encode()


BRIEF = (
    AT - HOUR,
    Letter(
        id="brief@ourlive.example", tag="4000", to="", subject="业务背景",
        text="- 2026-03-14 20:00 … 23:00 周六高峰\n- 2026-03-21 02:00 … 04:00 停机维护\n- 2026-03-28 20:00 … 23:00 Spring gala",
        attachments=(Attachment("calendar.ics", "text/calendar", b"BEGIN:VCALENDAR"),),
    ),
)  # fmt: skip


class Bench:
    """A desk on a folder, with what it delivers and tells."""

    def __init__(self, folder: Path, mind: Mind, *, virtual: bool = True) -> None:
        self.delivered: list[Entry] = []
        self.told: list[Told] = []
        self.ledger = Ledger(folder, AT)
        self.desk = Desk(OFFICE, mind, self.ledger, self.delivered.append, self.told.append, virtual=virtual)

    @property
    def texts(self) -> list[str]:
        return [read(entry.path.read_bytes()).text for entry in self.delivered if entry.side is Side.SAID]


@contextlib.contextmanager
def bench(folder: Path, mind: Mind | None = None, *, virtual: bool = True) -> Iterator[Bench]:
    made = Bench(folder, mind or Parrot(), virtual=virtual)
    with contextlib.closing(made.ledger):
        yield made


def test_a_mail_that_is_taken_twice_counts_once(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        it.desk.take(mail(), AT)
        it.desk.take(mail(), AT + MINUTE)
        assert [told.again for told in it.told] == [False, True]
        assert [entry.side for entry in it.delivered] == [Side.HEARD]


def test_all_that_is_due_is_said_in_order_at_its_own_moment_in_virtual_time(tmp_path: Path) -> None:
    with bench(tmp_path, Parrot(warns_at=AT + MINUTE)) as it:
        it.desk.take(mail(), AT)
        assert it.desk.next_due() == AT + 3 * SECOND
        assert it.desk.say_due(AT + 2 * SECOND) == AT + 3 * SECOND
        assert it.desk.say_due(AT + HOUR) is None
        assert [told.at - AT for told in it.told] == [0, 3 * SECOND, MINUTE, 10 * MINUTE]
        assert [read(entry.path.read_bytes()).virtual_at for entry in it.delivered[1:]] == [told.at for told in it.told[1:]]


def test_in_real_time_what_is_late_is_said_now(tmp_path: Path) -> None:
    with bench(tmp_path, virtual=False) as it:
        it.desk.take(mail(), AT)
        it.desk.say_due(AT + HOUR)
        assert [told.at for told in it.told] == [AT, AT + HOUR, AT + HOUR]


@pytest.mark.parametrize(("virtual", "at"), [(True, AT + 5), (False, AT)])
def test_a_mail_stands_at_the_time_that_it_names_in_virtual_time_only(tmp_path: Path, virtual: bool, at: Millis) -> None:
    with bench(tmp_path, virtual=virtual) as it:
        it.desk.take(mail(AT + 5), AT)
        assert it.delivered[0].at == at


def test_after_a_restart_it_is_where_it_was_and_says_what_is_left(tmp_path: Path) -> None:
    with bench(tmp_path) as whole:
        whole.desk.take(mail(), AT)
        whole.desk.say_due(AT + MINUTE)
        assert len(whole.texts) == 1
    with bench(tmp_path) as again:
        assert [entry.number for entry in again.delivered] == [1, 2]
        assert again.told == []
        assert (again.desk.now, again.desk.next_due()) == (AT + 3 * SECOND, AT + 10 * MINUTE)
        again.desk.say_due(AT + HOUR)
        assert again.texts == ["We have got your mail.", "答复第 1 封：Room 8801\n附件：无"]


def test_where_the_disk_is_full_nothing_was_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench(tmp_path) as it:
        with monkeypatch.context() as full:
            full.setattr(Path, "write_bytes", _full)
            with pytest.raises(OSError, match="No space"):
                it.desk.take(mail(), AT)
        assert it.desk.next_due() is None
        it.desk.take(mail(), AT)
        assert [told.again for told in it.told] == [False]


def _full(self: Path, data: bytes) -> int:
    raise OSError(28, "No space left on device")


@given(
    st.lists(st.binary(max_size=80), max_size=6), st.sampled_from(["Subject", "From", "References", "Message-ID", "Content-Type"])
)
@example([b"x"], "Message-ID")
def test_whatever_is_written_to_it_it_answers_and_goes_on_after_a_restart(parts: list[bytes], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with bench(Path(folder), Echo()) as it:
            for part in parts:
                it.desk.take(name.encode() + b": " + part + b"\r\n\r\n" + part, AT)
                it.desk.say_due(AT)
            said = it.texts
        with bench(Path(folder), Echo()) as again:
            assert (again.texts, again.desk.next_due()) == (said, None)


def test_through_mail_it_says_what_its_mind_says_in_the_same_process(tmp_path: Path) -> None:
    questions, letters = load_all(packaged()), [BRIEF]
    for number, question in enumerate(questions[:8]):
        words, asked = question.wordings[0].zh, AT + number * HOUR
        letter = Letter(id=f"q{number}@ourlive.example", tag=str(4711 + number), to="", subject=words.subject, text=words.text)
        again = replace(letter, id=f"r{number}@ourlive.example", text="试过了，没有变化。", answers=(letter.id,))
        letters += [(asked, letter), (asked + DAY, again)]
    persona = find("chenfeng")
    mind = DeskMind(persona, questions, 3, OFFICE.zone)
    inside = Inside(mind)
    said: list[tuple[str, Turn]] = []
    with contextlib.closing(Ledger(tmp_path, AT)) as ledger:
        desk = Desk(replace(OFFICE, persona=persona, seed=3), mind, ledger, lambda entry: None, lambda told: None, virtual=True)
        for at, letter in sorted(letters, key=lambda each: each[0]):
            said += inside.advance(at)
            desk.say_due(at)
            data = compose(replace(letter, to=OFFICE.support), mailbox(NOBODY), at, virtual=True)
            heard = read(data)
            desk.take(data, at)
            inside.take(
                (*letter.answers, letter.id)[0],
                Turn(id=heard.id, at=at, ours=False, subject=heard.subject, text=heard.text, files=heard.files),
            )
        said += inside.advance(AT + 30 * DAY)
        desk.say_due(AT + 30 * DAY)
        kept = [(entry.at, read(entry.path.read_bytes())) for entry in ledger.entries if entry.side is Side.SAID]
    assert len(kept) > 20
    assert any(not mail.answers for _, mail in kept)
    assert sorted((at, mail.text) for at, mail in kept) == sorted((turn.at, turn.text) for _, turn in said)
