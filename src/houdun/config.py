"""Settings of a workspace: defaults < its houdun.toml < the environment. An unknown key is an error."""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual

FILE = "houdun.toml"
PREFIX = "HOUDUN_"
NOT_SETTINGS = frozenset(
    {
        "HOUDUN_LANG",
        "HOUDUN_FUZZ",
        "HOUDUN_COVERAGE",
        "HOUDUN_TEST_PROCESSES",
        "HOUDUN_SECRETS",
        "HOUDUN_SERVED_WORKSPACE",
        "HOUDUN_SERVED_ORIGIN",
    }
)
KEYS = "HOUDUN_KEY_"
"""Names of keys of media addresses: never settings, and never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`zone` is the customers' IANA zone, in which day, night and weekend are meant. `viewers` names a CSV file with the
    team's viewers (`weekday,hour,viewers`; 0 is Monday), `promises` and `rubric` files that replace the packaged ones;
    paths are relative to the workspace. `database_url` empty: SQLite inside the workspace."""

    zone: str = "Asia/Shanghai"
    stage: str = "growth"
    run_by: str = ""
    paid_by: str = ""
    rubric: str = ""
    promises: str = ""
    viewers: str = ""
    database_url: str = ""
    draws: int = 4096
    seed: int = 20260101


def load(root: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the workspace at `root`. Raises UsageError with the place and the mend."""
    merged: dict[str, str | int] = {}
    path = root / FILE
    if path.exists():
        merged |= _checked(_table(path), where=str(path))
    merged |= _checked(_from_environment(environment), where="environment")
    settings = dataclasses.replace(Settings(), **merged)  # type: ignore[arg-type]  # _checked has checked names and types
    _check_zone(settings.zone, str(path))
    return settings


def template() -> str:
    """The houdun.toml that `houdun init` writes: every setting, commented out, with its default."""
    lines = ["# Houdun 后盾: settings of this workspace / 工作区设置", "# Remove the # to change one / 去掉 # 即可修改", ""]
    for field, (zh, en) in EXPLAINED.items():
        default = getattr(Settings(), field)
        lines += [f"# {zh} / {en}", f"# {field} = {default!r}".replace("'", '"'), ""]
    return "\n".join(lines)


EXPLAINED: Mapping[str, Bilingual] = {
    "zone": Bilingual("客户所在时区：昼、夜、周末按它划分", "the customers' time zone: day, night and weekend are meant in it"),
    "stage": Bilingual(
        "团队阶段：startup、growth、scale，决定五个维度的权重",
        "the team's stage (startup, growth, scale): the dimensions' weights",
    ),
    "run_by": Bilingual("由谁执行，写进报告", "who ran this: stands in the report"),
    "paid_by": Bilingual("由谁出资，写进报告", "who paid for it: stands in the report"),
    "rubric": Bilingual("自己的评估表文件", "a rubric file of your own"),
    "promises": Bilingual("自己的服务承诺目录文件", "a promise catalogue of your own"),
    "viewers": Bilingual(
        "每小时观众数的 CSV（weekday,hour,viewers；0 为周一），用来换算观众损失",
        "CSV of viewers per hour (weekday,hour,viewers; 0 is Monday)",
    ),
    "database_url": Bilingual("数据库：留空为 SQLite，或 postgresql://…", "database: empty for SQLite, or postgresql://…"),
    "draws": Bilingual("后验抽样次数", "posterior draws"),
    "seed": Bilingual("随机种子：相同则结果可复现", "random seed: the same seed gives the same result"),
}


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            Bilingual(f"不是有效的 TOML（{error}）", f"not valid TOML ({error})"),
            Bilingual("请按提示的行列修改", "mend it at the line and column given"),
            where=str(path),
        ) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and not name.startswith(KEYS) and name not in NOT_SETTINGS
    }


def _checked(table: Mapping[str, object], *, where: str) -> dict[str, str | int]:
    kinds = {field.name: type(getattr(Settings(), field.name)) for field in dataclasses.fields(Settings)}
    checked: dict[str, str | int] = {}
    for key, value in table.items():
        if key not in kinds:
            raise _unknown(key, list(kinds), where)
        if kinds[key] is int:
            checked[key] = _whole_number(key, value, where)
        elif isinstance(value, str):
            checked[key] = value
        else:
            raise UsageError(
                Bilingual(f"{key} 应为文字", f"{key} must be text"),
                Bilingual("请加引号", "put it in quotation marks"),
                where=where,
            )
    return checked


def _whole_number(key: str, value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    raise UsageError(
        Bilingual(f"{key} 应为非负整数", f"{key} must be a whole number of 0 or more"),
        Bilingual(f"例如 {key} = {getattr(Settings(), key)}", f"for example {key} = {getattr(Settings(), key)}"),
        where=where,
    )


def _unknown(key: str, known: list[str], where: str) -> UsageError:
    near = difflib.get_close_matches(key, known, 1)
    mend = (
        Bilingual(f"是否想写 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Bilingual(f"可用的设置：{'、'.join(known)}", f"the settings are {', '.join(known)}")
    )
    return UsageError(Bilingual(f"没有名为 {key} 的设置", f"there is no setting {key}"), mend, where=where)


def _check_zone(zone: str, where: str) -> None:
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            Bilingual(f"没有名为 {zone} 的时区", f"there is no time zone {zone}"),
            Bilingual("请用 IANA 名称，例如 Asia/Shanghai", "use an IANA name such as Asia/Shanghai"),
            where=where,
        ) from error
