"""The onset as a picture: the changed series over time, with the bounds of ITU-R BT.1359-1 where it is sound against picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode

from houdun.facts.observation import Change, Detection, Unit
from houdun.facts.time import SECOND, Millis, iso
from houdun.language import Bilingual, Language
from houdun.probe.detection.rules import ACCEPTABILITY, DETECTABILITY

WIDTH, HEIGHT, SCALE = 760, 300, 2
BEFORE_S = 30.0
"""Seconds before the onset that are shown, at most."""
INK, SOFT, GRID, LINE, ONSET = "#1f2933", "#52606d", "#e4e7eb", "#1f6f8b", "#c2410c"
NOTICED, REJECTED = "#b7791f", "#b91c1c"
SYNC_TITLE = Bilingual("声音晚于画面（毫秒）", "sound behind picture, ms")
ACROSS = Bilingual("距变化开始的秒数", "seconds from the onset")
LIMITS = (
    (-DETECTABILITY[1], NOTICED, Bilingual("声音早 45 毫秒：察觉得到", "45 ms early: noticed")),
    (-DETECTABILITY[0], NOTICED, Bilingual("声音晚 125 毫秒：察觉得到", "125 ms late: noticed")),
    (-ACCEPTABILITY[1], REJECTED, Bilingual("声音早 90 毫秒：无法接受", "90 ms early: not acceptable")),
    (-ACCEPTABILITY[0], REJECTED, Bilingual("声音晚 185 毫秒：无法接受", "185 ms late: not acceptable")),
)
SOURCE = Bilingual("界限：ITU-R BT.1359-1", "bounds: ITU-R BT.1359-1")


def png(found: Detection, unit: Unit, points: Sequence[tuple[Millis, float]], language: Language) -> bytes:
    """`points` of the changed series in order of time; drawn from `BEFORE_S` seconds before the onset on."""
    _register_fonts()
    shown = [((at - found.onset) / 1000, value) for at, value in points if at - found.onset >= -1000 * BEFORE_S]
    with debug_mode(False):  # checking each part against the schema as it is made takes as long as drawing
        drawn = _chart(shown, found, unit, language).to_dict(validate=False)
    return bytes(vl_convert.vegalite_to_png(drawn, scale=SCALE))


def _chart(shown: Sequence[tuple[float, float]], found: Detection, unit: Unit, language: Language) -> alt.LayerChart:
    layers = [_line(shown, found, unit, language), *_onset(found, language)]
    if found.metric == "av_offset":
        layers = [*_limits([value for _, value in shown], language), *layers]
    chart = alt.layer(*layers).properties(
        width=WIDTH, height=HEIGHT, background="white", padding=18, title=_title(found, language)
    )
    configured: alt.LayerChart = (
        chart.configure(font="Noto Sans SC")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=SOFT,
            titleColor=SOFT,
            gridColor=GRID,
            domainColor=SOFT,
            tickColor=SOFT,
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=13,
            titlePadding=10,
        )
        .configure_title(anchor="start", color=INK, fontSize=15, subtitleColor=SOFT, subtitleFontSize=12, offset=14)
    )
    return configured


def warm() -> None:
    """The first picture costs half a second more than the next ones: drawn ahead, it is over when one is wanted."""
    png(Detection("", "", Change.SHIFT, 0, 0, 0.0, 0.0), Unit.COUNT, [(0, 0.0), (1000, 0.0)], Language.EN)


def _title(found: Detection, language: Language) -> alt.TitleParams:
    when = iso(found.onset // SECOND * SECOND)
    sync = found.metric == "av_offset"
    said = Bilingual(
        f"{'音画偏移' if sync else f'{found.metric} '}于 {when} 起变化",
        f"{'Sound against picture' if sync else found.metric} changes at {when}",
    )
    return alt.TitleParams(said.to(language), subtitle=SOURCE.to(language) if sync else "")


def _line(points: Sequence[tuple[float, float]], found: Detection, unit: Unit, language: Language) -> alt.Chart:
    title = SYNC_TITLE.to(language) if found.metric == "av_offset" else f"{found.metric} ({unit})"
    line: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"at": at, "value": value} for at, value in points]))
        .mark_line(color=LINE, strokeWidth=2, point=alt.OverlayMarkDef(color=LINE, size=14))
        .encode(
            x=alt.X("at:Q", title=ACROSS.to(language), axis=alt.Axis(grid=False, tickCount=6)),
            y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False, nice=True)),
        )
    )
    return line


def _onset(found: Detection, language: Language) -> list[alt.Chart]:
    detected = (found.at - found.onset) / 1000
    marks = [
        {"at": 0.0, "name": Bilingual("变化开始", "onset").to(language)},
        {"at": detected, "name": Bilingual(f"{detected:.1f} 秒后发现", f"known after {detected:.1f} s").to(language)},
    ]
    rules = alt.Chart(alt.InlineData(values=marks)).encode(x="at:Q")
    name = alt.Chart(alt.InlineData(values=marks)).encode(x="at:Q", y=alt.value(-4), text="name:N")
    first, second = "datum.at == 0", "datum.at != 0"
    return [
        rules.mark_rule(color=ONSET, strokeWidth=1.5, strokeDash=[5, 4]),
        name.transform_filter(first).mark_text(
            color=ONSET, align="right", baseline="bottom", dx=-3, fontSize=12, fontWeight="bold"
        ),
        name.transform_filter(second).mark_text(
            color=ONSET, align="left", baseline="bottom", dx=3, fontSize=12, fontWeight="bold"
        ),
    ]


def _limits(values: Sequence[float], language: Language) -> list[alt.Chart]:
    """The bounds on the side to which the series went; all of them where it stayed inside."""
    most, least = max(values, default=0.0), min(values, default=0.0)
    sides = [
        (at, colour, name) for at, colour, name in LIMITS if not (at < 0 and most > -least) and not (at > 0 and most < -least)
    ]
    layers = []
    for at, colour, name in sides:
        data = alt.Chart(alt.InlineData(values=[{"value": at, "name": name.to(language)}]))
        layers.append(data.mark_rule(color=colour, strokeWidth=1, strokeDash=[2, 3]).encode(y="value:Q"))
        layers.append(
            data.mark_text(color=colour, align="left", baseline="bottom", dx=4, dy=-3, fontSize=11).encode(
                y="value:Q", x=alt.value(0), text="name:N"
            )
        )
    return layers


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.files("houdun.data") / "fonts"))
