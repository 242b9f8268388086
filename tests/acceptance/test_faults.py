"""`houdun faults` as a user runs it."""

from __future__ import annotations

from tests.acceptance.conftest import Shell


def test_the_catalogue_is_a_table_by_layer(houdun: Shell) -> None:
    shown = houdun.fine("faults").out
    assert shown.index("late_sound") < shown.index("long_gop") < shown.index("loss_bursts") < shown.index("wrong_token")
    assert "delay_ms 60–800 ms" in shown


def test_one_fault_is_shown_in_full_in_the_readers_language(houdun: Shell) -> None:
    english = houdun.fine("faults", "long_gop").out
    assert all(said in english for said in ("true cause", "the encoder's settings", "✓ gop_of_2_s", "✗ lower_bitrate", "7–20 s"))
    chinese = houdun.fine("faults", "long_gop", env={"HOUDUN_LANG": "zh"}).out
    assert all(said in chinese for said in ("真实原因", "编码设置", "把关键帧间隔固定为 2 秒"))


def test_json_holds_every_fact_of_every_fault(houdun: Shell) -> None:
    listed = houdun.fine("faults", "--json").json
    assert len(listed) >= 25
    one = houdun.fine("faults", "narrow_uplink", "--json").json
    assert one in listed
    assert set(one) == {
        "id",
        "layer",
        "name",
        "true_cause",
        "notices",
        "reveals",
        "mistaken_for",
        "injectable_at_vendor",
        "parameters",
        "remedies",
    }
    assert one["parameters"][0]["name"] == "rate_kbps"
    assert one["remedies"][0]["change"] == {"uplink_kbps": 0.0}


def test_a_name_that_is_nearly_right_is_wrong_use_and_the_right_one_is_offered(houdun: Shell) -> None:
    ended = houdun("faults", "late_sond")
    assert ended.code == 2
    assert "did you mean late_sound?" in ended.err
