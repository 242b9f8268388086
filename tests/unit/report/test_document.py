from __future__ import annotations

from houdun.report.document import Fold, Heading, Paragraph, Span, walk


def test_a_walk_meets_what_is_folded_too_in_reading_order() -> None:
    first, last = Heading(level=2, text="a", anchor="a"), Heading(level=2, text="z", anchor="z")
    inner = Paragraph((Span("inside"),))
    fold = Fold((Span("more"),), (Fold((Span("deeper"),), (inner,)),))
    walked = list(walk((first, fold, last)))
    assert walked[0] is first
    assert walked[-1] is last
    assert inner in walked
    assert len(walked) == 5
