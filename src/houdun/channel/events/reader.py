"""Event logs as they are exported, CSV or Parquet: any columns, any activities, told apart by a mapping file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import ClassVar, Final

from houdun.channel.events.clock import Offsets
from houdun.channel.events.csvtable import CsvTable
from houdun.channel.events.layout import Layout, Sight, wanted_columns
from houdun.channel.events.mapping import Map, load
from houdun.channel.events.parquet import MAGIC, ParquetTable
from houdun.channel.events.survey import survey_of
from houdun.channel.events.table import Table
from houdun.channel.events.telling import Telling
from houdun.channel.opening import opened
from houdun.channel.port import Part, RawFile, ReadOptions
from houdun.errors import InputError, UsageError
from houdun.facts.time import LATEST
from houdun.language import Bilingual

ENDINGS: Final = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".parquet")

NO_VENDOR = Bilingual("没有写明服务商", "nobody said whose cases these are")
NAME_VENDOR = Bilingual(
    "请加 --vendor NAME 或 --vendor-field 列名", "add --vendor NAME, or --vendor-field with the column that names it"
)


class Reader:
    """Reads the files of one import as one log. It looks through them twice: first which cases there are, then what they say.
    A case is handed over when its last row has been read, or in parts where many long cases run side by side; only a case
    whose rows stand out of order is held whole."""

    kind: ClassVar[str] = "events"
    about: ClassVar[Bilingual] = Bilingual(
        "事件日志（CSV、Parquet），配一个对照文件", "event logs (CSV, Parquet) with a mapping file"
    )

    def files(self, path: Path) -> Sequence[Path]:
        if not path.is_dir():
            return [path]
        found = sorted(each for each in path.rglob("*") if each.name.lower().endswith(ENDINGS) and each.is_file())
        if not found:
            raise InputError(
                Bilingual("文件夹里没有 CSV 或 Parquet 文件", "the folder holds no CSV or Parquet files"),
                Bilingual("请检查路径", "check the path"),
                where=str(path),
            )
        return found

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]:
        mapped = _map(options)
        vendor_column = "" if options.vendor else options.vendor_field or mapped.columns.get("vendor", "")
        if not options.vendor and not vendor_column:
            raise UsageError(NO_VENDOR, NAME_VENDOR, where="--vendor")
        as_of = mapped.as_of if options.as_of is None else options.as_of
        tables = [_table(file, mapped, vendor_column) for file in sorted(files, key=attrgetter("sha256"))]
        sight = Sight(vendor_column, LATEST if as_of is None else as_of, Offsets())
        layouts = [Layout(table, mapped, sight, number) for number, table in enumerate(tables)]
        survey = survey_of(layouts)
        if sight.offsets.given and sight.offsets.missing and mapped.times.zone is None:
            sight.offsets.required = True
            layouts = [layout.anew() for layout in layouts]
            survey = survey_of(layouts)
        horizon = survey.latest if as_of is None else as_of
        yield from Telling(mapped, options.vendor, survey, [table.blob for table in tables], horizon).parts(layouts)


def _map(options: ReadOptions) -> Map:
    if options.mapping is None:
        raise UsageError(
            Bilingual("事件日志需要对照文件", "an event log needs a mapping file"),
            Bilingual(
                "请加 --map FILE；写法见 docs/reference/events.md",
                "add --map FILE; docs/reference/events.md says how to write it",
            ),
            where="--map",
        )
    return load(options.mapping)


def _table(file: RawFile, mapped: Map, vendor_column: str) -> Table:
    with opened(file.path, file.name) as stream:
        packed_or_plain = stream.read(len(MAGIC))
    if packed_or_plain == MAGIC:
        return ParquetTable(file)
    wanted = wanted_columns(mapped, vendor_column)
    return CsvTable(file, delimiter=mapped.delimiter, encoding=mapped.encoding, wanted=wanted)
