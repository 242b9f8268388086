from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from houdun.channel.chat.mapping import ChatMapping, Members, account, bare, load
from houdun.errors import UsageError
from houdun.facts.case import Role
from houdun.facts.vendor import Vendor

MEMBERS = Members(vendor=frozenset({"李工", "@声网", "10001"}), bots=frozenset({"小助手"}))


def written(folder: Path, text: str) -> Path:
    path = folder / "chat.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("李工", Role.VENDOR),
        ("李工(8848123)", Role.VENDOR),
        ("客服小王(10001)", Role.VENDOR),
        ("王工@声网", Role.VENDOR),
        ("小助手", Role.BOT),
        ("声网", None),
        ("张三@即构", None),
        ("张三", None),
    ],
)
def test_a_name_is_known_as_shown_by_its_number_or_by_its_company(name: str, role: Role | None) -> None:
    assert MEMBERS.role(name) is role


def test_whoever_is_not_named_is_a_customer_unless_the_customers_are_named() -> None:
    assert MEMBERS.role_or_default("张三") is Role.CUSTOMER
    named = Members(vendor=frozenset({"李工"}), customer=frozenset({"王五"}))
    assert [named.role_or_default(name) for name in ("王五", "张三")] == [Role.CUSTOMER, Role.BYSTANDER]


def test_a_machine_is_a_machine_even_where_its_company_is_the_vendor() -> None:
    assert Members(vendor=frozenset({"@声网"}), bots=frozenset({"小助手@声网"})).role("小助手@声网") is Role.BOT


@pytest.mark.parametrize(
    ("name", "plain", "number"),
    [("张三(12345)", "张三", "12345"), ("李四<li@qq.com>", "李四", "li@qq.com"), ("王五", "王五", "王五"), ("(1)", "(1)", "1")],
)
def test_an_account_number_is_told_from_the_name(name: str, plain: str, number: str) -> None:
    assert (bare(name), account(name)) == (plain, number)


def test_a_file_says_vendor_zone_day_and_gap(tmp_path: Path) -> None:
    text = 'vendor = "声网@高级"\nzone = "Asia/Shanghai"\ndate = {}\ngap_hours = 24\n[members]\nvendor = ["李工"]\n'
    for date in ("2026-03-08", '"2026-03-08"'):
        mapping = load(written(tmp_path, text.format(date)))
        assert (mapping.vendor, str(mapping.zone), mapping.date) == (Vendor("声网", "高级"), "Asia/Shanghai", dt.date(2026, 3, 8))
        assert (mapping.gap_hours, mapping.members) == (24, Members(vendor=frozenset({"李工"})))
    assert load(None) == ChatMapping()


@pytest.mark.parametrize(
    "text", ['vendor = "@gold"', 'date = "yesterday"', "date = 2026-03-08T10:00:00", "date = 0001-01-01", "date = 3"]
)
def test_a_wrong_value_is_a_usage_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        load(written(tmp_path, text))
