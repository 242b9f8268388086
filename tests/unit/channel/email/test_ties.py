from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.channel.email.parties import Parties, Side, Supplier
from houdun.channel.email.ties import By, Doubt, OpenCase, Tie, message, tie
from houdun.channel.port import Incoming, Undelivered
from houdun.facts.case import CaseKey, Role, Source
from houdun.facts.signals import Derived, Signal
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual
from houdun.testing.factories import MONDAY, finding

US = Side(domains=frozenset({"us.example"}))
ACME = Supplier(Vendor("acme"), Side(domains=frozenset({"acme.example"})), frozenset({"noreply@acme.example"}))
OTHER = Supplier(Vendor("other"), Side(domains=frozenset({"other.example"})))


def case(number: int, supplier: Supplier = ACME, *tags: str) -> OpenCase:
    key = CaseKey(supplier.vendor, "email", f"c{number}")
    return OpenCase(
        key,
        frozenset({f"q{number}@us.example", f"a{number}@acme.example"}),
        frozenset({f"471{number}", *tags}),
        Parties(US, supplier),
    )


ONE, TWO, THEIRS = case(1, ACME, "vendor-88"), case(2), case(3, OTHER)
CASES = (ONE, TWO, THEIRS)


def mail(**changes: object) -> Incoming:
    """An answer of the vendor's that refers to nothing."""
    made = Incoming(
        uid="u1", id="x@acme.example", at=MONDAY, written_at=MONDAY, author="Vera <vera@acme.example>", address="vera@acme.example",
        subject="Re: 音画不同步", text="请把 GOP 改成 2 秒。", answers=(), tags=(), automatic="", doubtful="", source=Source("0" * 64, "1"),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields


def test_what_it_answers_says_whose_it_is() -> None:
    assert tie(mail(answers=("q1@us.example",)), CASES) == Tie(ONE, By.HEADERS)
    assert tie(mail(answers=("unknown@x", "a2@acme.example")), CASES) == Tie(TWO, By.HEADERS)


def test_of_two_cases_that_it_answers_the_one_answered_last_counts() -> None:
    assert tie(mail(answers=("q1@us.example", "q2@us.example")), CASES).case is TWO


def test_the_tag_says_it_where_nothing_is_quoted() -> None:
    assert tie(mail(tags=("4712",)), CASES) == Tie(TWO, By.TAG)


def test_the_vendors_own_number_says_it_once_it_is_known() -> None:
    assert tie(mail(tags=("vendor-88",)), CASES) == Tie(ONE, By.TAG)


def test_what_says_nothing_is_left_to_a_person_with_the_vendors_cases_at_hand() -> None:
    assert tie(mail(), CASES) == Tie(None, By.PERSON, candidates=(ONE, TWO))
    assert tie(mail(address="spam@nowhere.example"), CASES) == Tie(None, By.PERSON)


def test_a_tag_in_what_it_quotes_says_it_where_the_subject_has_none() -> None:
    assert tie(mail(mentions=("4712",)), CASES) == Tie(TWO, By.TAG)
    assert tie(mail(mentions=("4712",), tags=("4711",)), CASES) == Tie(ONE, By.TAG)
    assert tie(mail(mentions=("4712",), answers=("q1@us.example",)), CASES) == Tie(ONE, By.HEADERS)


def test_the_number_of_one_ticket_for_two_of_our_cases_is_no_doubt_and_tells_neither() -> None:
    one, two = (replace(each, numbers=frozenset({"88"})) for each in (ONE, TWO))
    assert tie(mail(tags=("88",)), [one, two]) == Tie(None, By.PERSON, candidates=(one, two))
    assert tie(mail(tags=("88",), answers=("q1@us.example",)), [one, TWO]) == Tie(one, By.HEADERS)
    assert tie(mail(tags=("88",), answers=("q2@us.example",)), [one, TWO]) == Tie(TWO, By.HEADERS)


def test_a_machine_that_answers_under_our_own_id_is_tied_to_what_it_answers() -> None:
    assert tie(mail(id="q2@us.example"), CASES) == Tie(TWO, By.HEADERS)


def test_the_tags_of_two_cases_are_for_a_person() -> None:
    assert tie(mail(tags=("4711", "4712")), CASES) == Tie(None, By.PERSON, candidates=(ONE, TWO))


@pytest.mark.parametrize("reference", [{"answers": ("q1@us.example",)}, {"tags": ("4711",)}])
def test_another_vendors_answer_is_never_tied_to_this_ones_case(reference: dict[str, object]) -> None:
    found = tie(mail(address="eve@other.example", **reference), CASES)
    assert (found.case, found.by) == (None, By.PERSON)
    assert found.candidates


@pytest.mark.parametrize(("reference", "by"), [({"answers": ("q1@us.example",)}, By.HEADERS), ({"tags": ("4711",)}, By.TAG)])
def test_an_answer_from_another_address_is_tied_and_doubtful_until_a_person_says_so(reference: dict[str, object], by: By) -> None:
    stranger = mail(address="vera@private.example", **reference)
    found = tie(stranger, CASES)
    assert found == Tie(ONE, by, Doubt.STRANGER)
    entry = message(stranger, ONE, found.doubt)
    assert (entry.role, entry.doubtful) == (Role.VENDOR, "another_address")
    assert speaker(entry, []) is Speaker.DOUBTFUL
    assert speaker(entry, [finding(entry, Derived.IS_PERSON)]) is Speaker.HUMAN


def test_an_answer_in_the_wrong_case_is_doubtful_where_its_tag_betrays_it() -> None:
    wrong = mail(answers=("q1@us.example",), tags=("4712",))
    found = tie(wrong, CASES)
    assert found == Tie(ONE, By.HEADERS, Doubt.OTHER_TAG)
    assert speaker(message(wrong, ONE, found.doubt), []) is Speaker.DOUBTFUL


def test_both_tags_in_a_thread_that_names_its_own_are_no_doubt() -> None:
    assert tie(mail(answers=("q1@us.example",), tags=("4711", "vendor-88")), CASES).doubt is None


def test_an_answer_of_a_person_is_the_vendors_word() -> None:
    entry = message(mail(), ONE)
    assert (entry.role, entry.public, entry.doubtful, entry.uid, entry.at) == (Role.VENDOR, True, "", "u1", MONDAY)


def test_two_answers_are_two_entries_and_the_same_one_twice_is_one() -> None:
    first, second, again = mail(), mail(uid="u2", id="y@acme.example"), mail(cursor="later")
    assert len({message(each, ONE).uid for each in (first, second, again)}) == 2


@pytest.mark.parametrize(
    ("automatic", "address", "public"),
    [("reply:auto_submitted", "vera@acme.example", True), ("notice:bot_address", "noreply@acme.example", True), ("", "noreply@acme.example", True),
     ("bounce:multipart_report", "mailer-daemon@us.example", False), ("reply:auto_submitted", "bot@nowhere.example", False)],
)  # fmt: skip
def test_a_machines_word_is_a_machines(automatic: str, address: str, public: bool) -> None:
    told = mail(automatic=automatic, address=address, answers=("q1@us.example",))
    entry = message(told, ONE, tie(told, CASES).doubt)
    assert (entry.role, entry.public) == (Role.BOT, public)
    assert entry.doubtful == ""


@pytest.mark.parametrize("automatic", ["notice:auto_submitted", "notice:precedence", "notice:bot_address"])
@pytest.mark.parametrize("address", ["support@acme.example", "support@acme.tickets.example"])
def test_what_a_ticket_system_sends_may_be_a_persons_word(automatic: str, address: str) -> None:
    told = mail(automatic=automatic, address=address, answers=("q1@us.example",))
    entry = message(told, ONE, tie(told, CASES).doubt)
    assert (entry.role, entry.public, entry.automatic) == (Role.VENDOR, True, "")
    assert speaker(entry, []) is Speaker.DOUBTFUL
    assert speaker(entry, [finding(entry, Signal.AUTOMATIC_REPLY)]) is Speaker.MACHINE


def test_a_bounce_is_tied_to_the_letter_that_it_brings_back() -> None:
    report = Undelivered(recipient="support@acme.example", final=True, reason=Bilingual("满", "full"), said="5.2.2")
    bounce = mail(
        automatic="bounce:multipart_report", address="mailer-daemon@us.example", answers=("q2@us.example",), undelivered=report
    )
    assert tie(bounce, CASES) == Tie(TWO, By.HEADERS)


def test_a_colleagues_word_is_ours() -> None:
    ours = mail(address="bob@us.example", answers=("q1@us.example",), doubtful="body_says_automatic")
    entry = message(ours, ONE, tie(ours, CASES).doubt)
    assert (entry.role, entry.doubtful) == (Role.CUSTOMER, "")
