from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.fault import Evidence
from houdun.facts.happening import Happening
from houdun.facts.question import Given
from houdun.flow.trial import moves, record
from houdun.language import Bilingual

TIMES, NUMBERS = st.integers(0, 2**43), st.integers(0, 99)
MEANINGS = st.builds(
    moves.Meaning,
    wants=st.frozensets(st.sampled_from(Evidence)),
    given=st.frozensets(st.sampled_from(Given)),
    reserves=st.frozensets(st.text()),
    proposals=st.lists(st.text()).map(tuple),
    answer=st.text(),
)
EVENTS = st.one_of(
    st.builds(moves.Began, at=TIMES),
    st.builds(
        moves.Shown, at=TIMES, number=NUMBERS, onset_at=st.none() | TIMES, detected_at=st.none() | TIMES, healthy=st.booleans()
    ),
    st.builds(moves.NotShown, at=TIMES, number=NUMBERS, reason=st.builds(Bilingual, st.text(), st.text())),
    st.builds(moves.Sent, at=TIMES, number=NUMBERS, plus_minus=TIMES),
    st.builds(moves.NotSent, at=TIMES, number=NUMBERS, reason=st.builds(Bilingual, st.text(), st.text())),
    st.builds(moves.Returned, at=TIMES, number=NUMBERS, reason=st.builds(Bilingual, st.text(), st.text())),
    st.builds(moves.Heard, at=TIMES, uid=st.text(), meaning=MEANINGS),
    st.builds(moves.Decided, at=TIMES, uid=st.text(), meaning=MEANINGS),
    st.builds(moves.Tick, at=TIMES),
    st.builds(moves.Stopped, at=TIMES),
)


@given(event=EVENTS)
def test_an_event_comes_back_through_json_as_it_was(event: moves.Event) -> None:
    written = record.event("12345678", event)
    assert record.read_event(json.loads(json.dumps(written.data))) == ("12345678", event)
    assert written.at == event.at


@given(one=EVENTS, other=EVENTS)
def test_the_same_thing_has_the_same_key_whenever_it_was_seen_to_happen(one: moves.Event, other: moves.Event) -> None:
    again = moves.Sent(at=5, number=3), moves.Sent(at=9, number=3)
    assert record.event("c", again[0]).key == record.event("c", again[1]).key
    if type(one) is not type(other):
        assert record.event("c", one).key != record.event("c", other).key
    assert record.event("c", one).key != record.event("d", one).key


def test_a_meaning_comes_back_as_it_was() -> None:
    meaning = moves.Meaning(wants=frozenset({Evidence.DEVICE_LIST}), proposals=("mono",), answer="no")
    assert record.meaning(json.loads(json.dumps(record.plain(meaning)))) == meaning


@given(meaning=MEANINGS)
def test_a_set_is_written_sorted_whatever_order_it_has(meaning: moves.Meaning) -> None:
    written = record.plain(meaning)
    for name in ("wants", "given", "reserves"):
        assert written[name] == sorted(getattr(meaning, name))


def test_a_journal_in_memory_writes_each_key_once_and_reads_from_any_place() -> None:
    journal = record.Memory()
    assert journal.append_all([Happening("t", "a", 1, {"n": 1}), Happening("t", "b", 2), Happening("u", "a", 3)]) == 3
    assert journal.append_all([Happening("t", "a", 9, {"n": 9})]) == 0
    entries = list(journal.read("t"))
    assert [(entry.key, entry.at) for entry in entries] == [("a", 1), ("b", 2)]
    assert [entry.key for entry in journal.read("t", after=entries[0].seq)] == ["b"]
    found = journal.find("t", "a")
    assert found is not None
    assert found.data == {"n": 1}
    assert journal.find("t", "z") is None
