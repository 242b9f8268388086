from __future__ import annotations

import pytest

from houdun.grading.blind.marks import Mark
from houdun.grading.blind.names import of_people, of_vendors, packaged


def vendor(text: str, *names: str) -> str:
    return of_vendors(names).masked(text, Mark.VENDOR).replace(Mark.VENDOR.code, "▮")


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("晨风云直播", "晨风云直播、晨风云、晨风", "▮、▮、▮"),
        ("Morningwind Live Ltd", "morningwind and Morningwind-Live", "▮ and ▮"),
        ("Quick", "Quick and QUICK, quick, QuickRtc, but quickly", "▮ and ▮, ▮, ▮, but quickly"),
        ("Q", "Q said: a Qt question", "▮ said: a Qt question"),
        ("Live Cloud", "the live stream in the cloud at Live Cloud", "the live stream in the cloud at ▮"),
    ],
)
def test_a_vendor_s_name_is_known_in_all_its_forms_and_words_of_others_stay(name: str, text: str, masked: str) -> None:
    assert vendor(text, name) == masked


def test_an_address_gives_the_name_that_stands_in_it() -> None:
    assert of_vendors([], ["help@mail.zhibozhe.com.cn"]).masked("zhibozhe 后台", Mark.VENDOR) == f"{Mark.VENDOR.code} 后台"


def test_a_person_is_masked_by_each_part_of_the_name_and_the_word_will_stays() -> None:
    people = of_people(["Will Turner", "wang.lei@example.com", "王磊"])
    seen = people.masked("Will and TURNER will ask 王磊 or Wang", Mark.PERSON).replace(Mark.PERSON.code, "▮")
    assert seen == "▮ and ▮ will ask ▮ or ▮"


@pytest.mark.parametrize(
    "kept", ["muxer", "panorama", "animation", "100ms", "daily", "compiling", "zoom in", "laws", "volcano", "字节", "华为手机"]
)
def test_words_that_only_look_like_brands_stay(kept: str) -> None:
    brands = packaged()
    assert brands.products.masked(brands.vendors.masked(kept, Mark.VENDOR), Mark.PRODUCT) == kept


def test_there_are_brands_of_both_scripts() -> None:
    names = packaged().vendors.anywhere
    assert sum(name.isascii() for name in names) > 40
    assert sum(not name.isascii() for name in names) > 20
