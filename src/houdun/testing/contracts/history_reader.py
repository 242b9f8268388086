"""The contract of `HistoryReader`: a channel's test inherits it, says what good and bad files look like, and adds its own."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from houdun.channel.port import HistoryReader, Part, RawFile, ReadOptions, Reject
from houdun.errors import HoudunError, InputError, UsageError
from houdun.facts.case import CaseKey, CaseLog, Entry, Finding, Message, Role, Source
from houdun.facts.time import DAY, EARLIEST, LATEST
from houdun.facts.vendor import Vendor

LONG = os.environ.get("HOUDUN_FUZZ") == "long"

fuzzed = settings(
    max_examples=5_000 if LONG else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)
"""For every fuzz test of a reader: a few examples in `make test`, many in `make fuzz` (HOUDUN_FUZZ=long)."""

NOWHERE = Source(blob="", place="")


def raw_files(reader: HistoryReader, path: Path) -> list[RawFile]:
    """The files of a path as the import hands them to a reader."""
    return [raw_file(file) for file in reader.files(path)]


def raw_file(path: Path) -> RawFile:
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "0" * 64
    return RawFile(path, path.name, digest)


def read_all(reader: HistoryReader, path: Path, options: ReadOptions) -> list[Part]:
    return list(reader.read(raw_files(reader, path), options))


def logs_of(parts: Iterable[Part]) -> list[CaseLog]:
    return [part for part in parts if isinstance(part, CaseLog)]


def rejects_of(parts: Iterable[Part]) -> list[Reject]:
    return [part for part in parts if isinstance(part, Reject)]


def facts_of(parts: Iterable[Part]) -> dict[tuple[CaseKey, str], Entry]:
    """Entries by case and uid, wherever they were read. Fails where one uid means two things within a case."""
    facts: dict[tuple[CaseKey, str], Entry] = {}
    for log in logs_of(parts):
        for entry in log.entries:
            assert not isinstance(entry, Finding), "findings are made elsewhere"
            fact = replace(entry, source=NOWHERE)
            assert facts.setdefault((log.key, entry.uid), fact) == fact, f"uid {entry.uid} means two things"
    return facts


class HistoryReaderContract:
    """Give `reader`, `options`, and three writers of samples; a sample is a file, or a folder that `reader.files` lists.

    The writers raise here, because a suite without its samples would pass by testing nothing.
    """

    reader: ClassVar[HistoryReader]
    options: ClassVar[ReadOptions] = ReadOptions(vendor=Vendor("acme"))
    suffix: ClassVar[str] = ".jsonl"
    """How a file of this kind ends: the fuzz tests write their bytes to such a file."""
    takes_mapping: ClassVar[bool] = True

    def sample(self, folder: Path) -> Path:
        """Writes at least two good cases, each with a customer's message, into `folder`."""
        raise NotImplementedError

    def newer(self, folder: Path) -> Path:
        """Writes the same cases as exported later, with at least one entry more."""
        raise NotImplementedError

    def flawed(self, folder: Path) -> Path:
        """Writes a good case and at least one record that cannot be read."""
        raise NotImplementedError

    def parts(self, path: Path, options: ReadOptions | None = None) -> list[Part]:
        return read_all(self.reader, path, options or self.options)

    def test_it_is_a_history_reader_that_introduces_itself_in_both_languages(self) -> None:
        assert isinstance(self.reader, HistoryReader)
        assert self.reader.kind.isidentifier()
        assert all(self.reader.about)

    def test_its_files_are_listed_in_the_same_order_every_time(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        listed = list(self.reader.files(path))
        assert listed
        assert listed == list(self.reader.files(path)) == sorted(listed)
        assert all(file.is_file() for file in listed)

    def test_good_cases_are_read_without_rejects_and_each_has_a_customer(self, tmp_path: Path) -> None:
        parts = self.parts(self.sample(tmp_path))
        assert not rejects_of(parts), rejects_of(parts)[0].error()
        asked = {key for (key, _), entry in facts_of(parts).items() if isinstance(entry, Message) and entry.role is Role.CUSTOMER}
        assert asked == {log.key for log in logs_of(parts)}
        assert len(asked) >= 2

    def test_what_it_reads_can_be_kept_and_leads_back_to_the_evidence(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        blobs = {raw.sha256 for raw in raw_files(self.reader, path)}
        for log in logs_of(self.parts(path)):
            check_keepable(log, self.reader.kind)
            assert {entry.source.blob for entry in log.entries if not isinstance(entry, Finding)} <= blobs

    def test_reading_twice_gives_the_same_parts(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        assert self.parts(path) == self.parts(path)

    def test_the_same_content_from_another_place_gives_the_same_facts(self, tmp_path: Path) -> None:
        here, there = tmp_path / "here", tmp_path / "there"
        here.mkdir()
        there.mkdir()
        assert facts_of(self.parts(self.sample(here))) == facts_of(self.parts(self.sample(there)))

    def test_the_order_of_the_files_does_not_matter(self, tmp_path: Path) -> None:
        files = raw_files(self.reader, self.sample(tmp_path))
        forwards, backwards = (list(self.reader.read(order, self.options)) for order in (files, files[::-1]))
        assert facts_of(forwards) == facts_of(backwards)

    def test_a_newer_export_gives_the_old_facts_again_and_new_ones(self, tmp_path: Path) -> None:
        old_folder, new_folder = tmp_path / "old", tmp_path / "new"
        old_folder.mkdir()
        new_folder.mkdir()
        old, new = facts_of(self.parts(self.sample(old_folder))), facts_of(self.parts(self.newer(new_folder)))
        assert old.items() <= new.items()
        assert len(new) > len(old)

    def test_a_packed_file_reads_like_the_plain_one(self, tmp_path: Path) -> None:
        plain = self.sample(tmp_path)
        if plain.is_dir():
            pytest.skip("the sample is a folder")
        packed = tmp_path / f"{plain.name}.gz"
        packed.write_bytes(gzip.compress(plain.read_bytes()))
        assert facts_of(self.parts(packed)) == facts_of(self.parts(plain))

    def test_the_vendor_named_for_the_import_is_every_cases_vendor(self, tmp_path: Path) -> None:
        vendor = Vendor("example", "gold")
        options = replace(self.options, vendor=vendor, vendor_field=None)
        assert {log.key.vendor for log in logs_of(self.parts(self.sample(tmp_path), options))} == {vendor}

    def test_the_moment_of_the_export_is_the_horizon(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        as_of = max(log.horizon for log in logs_of(self.parts(path))) + 3 * DAY
        options = replace(self.options, as_of=as_of)
        assert {log.horizon for log in logs_of(self.parts(path, options))} == {as_of}

    def test_a_bad_record_is_rejected_with_its_place_and_mend_and_reading_goes_on(self, tmp_path: Path) -> None:
        parts = self.parts(self.flawed(tmp_path))
        assert logs_of(parts)
        assert rejects_of(parts)
        for reject in rejects_of(parts):
            assert reject.file
            assert reject.row >= 0
            assert reject.raw
            assert all((*reject.problem, *reject.mend))
            assert "\n" not in str(reject.error())

    def test_a_missing_file_is_an_input_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError):
            self.parts(tmp_path / f"nothing{self.suffix}")

    def test_an_empty_file_is_never_passed_over_in_silence(self, tmp_path: Path) -> None:
        path = tmp_path / f"empty{self.suffix}"
        path.touch()
        try:
            parts = self.parts(path)
        except InputError:
            return
        assert rejects_of(parts)

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\xff", b"= 3 =", b"surely_no_such_key = 1\n"])
    def test_a_wrong_mapping_file_is_a_usage_error(self, tmp_path: Path, content: bytes | None) -> None:
        if not self.takes_mapping:
            pytest.skip("this kind takes no mapping file")
        mapping = tmp_path / "mapping.toml"
        if content is not None:
            mapping.write_bytes(content)
        with pytest.raises(UsageError) as caught:
            self.parts(self.sample(tmp_path), replace(self.options, mapping=mapping))
        assert "mapping.toml" in caught.value.where

    @fuzzed
    @example(b"")
    @example(b"\x1f\x8b\x08\x00")
    @example(b"\x00" * 64)
    @given(st.binary(max_size=400))
    def test_fuzz_any_bytes_give_parts_or_an_error_that_can_be_mended(self, data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"fuzz{self.suffix}"
            path.write_bytes(data)
            self.check_survives(path)

    @fuzzed
    @given(st.data())
    def test_fuzz_damaged_samples_give_parts_or_an_error_that_can_be_mended(self, data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = self.sample(Path(folder))
            files = list(self.reader.files(path))
            victim = data.draw(st.sampled_from(files))
            victim.write_bytes(data.draw(damaged(victim.read_bytes())))
            self.check_survives(path)

    def check_survives(self, path: Path) -> None:
        parts: list[Part] = []
        refused: list[HoudunError] = []
        try:
            parts = self.parts(path)
        except (InputError, UsageError) as error:
            refused.append(error)
        assert all(error.where and all((*error.problem, *error.mend)) for error in refused)
        for log in logs_of(parts):
            check_keepable(log, self.reader.kind)


def check_keepable(log: CaseLog, kind: str) -> None:
    """Whatever the bytes were, a log can be stored: known times, distinct uids, text that any database takes."""
    assert log.key.channel == kind
    assert log.key.id
    assert log.key.vendor.name
    assert log.entries
    assert len({entry.uid for entry in log.entries}) == len(log.entries)
    assert EARLIEST <= log.horizon <= LATEST
    for entry in log.entries:
        assert entry.uid
        assert EARLIEST <= entry.at <= log.horizon
    for text in texts_of(log):
        text.encode("utf-8")
        assert "\0" not in text, f"no database takes NUL: {text!r}"


def texts_of(log: CaseLog) -> Sequence[str]:
    own = [log.title, log.key.id, log.key.vendor.name, log.key.vendor.plan]
    said = [text for entry in log.entries if isinstance(entry, Message) for text in (entry.author, entry.text)]
    return own + said + [entry.uid for entry in log.entries]


def damaged(sample: bytes) -> st.SearchStrategy[bytes]:
    """The sample cut off, with a stretch overwritten, doubled or taken out."""
    spot = st.integers(0, max(len(sample) - 1, 0))
    return st.one_of(
        st.builds(lambda at: sample[:at], spot),
        st.builds(lambda at, new: sample[:at] + new + sample[at + len(new) :], spot, st.binary(min_size=1, max_size=8)),
        st.builds(lambda a, b: sample[: max(a, b)] + sample[min(a, b) :], spot, spot),
        st.builds(lambda a, b: sample[: min(a, b)] + sample[max(a, b) :], spot, spot),
    )
