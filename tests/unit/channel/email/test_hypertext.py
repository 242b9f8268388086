"""HTML is read as a person sees it; hostile HTML costs nothing and does nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.hypertext import text_of


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>one</p><p>two &amp; three</p>", "one\n\ntwo & three"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("  many \n  spaces&nbsp;&nbsp;here ", "many spaces here"),
        ("<script>alert(1)</script><style>p{}</style>seen<!-- not --> too", "seen too"),
        ("<head><title>t</title></head><body>b</body>", "b"),
        ('see <a href="https://d.example/x">the guide</a>', "see the guide (https://d.example/x)"),
        ('<a href="https://d.example">https://d.example/</a>', "https://d.example/"),
        ('<a href="javascript:alert(1)">go</a>', "go"),
        ("<table><tr><td>room</td><td>8801</td></tr><tr><td>fps</td><td>12</td></tr></table>", "room | 8801\nfps | 12"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("new<blockquote>old<br>older<blockquote>oldest</blockquote></blockquote>end", "new\n> old\n> older\n>> oldest\nend"),
        ("a<hr>b", "a\n________________________________\nb"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("unclosed <b bold", "unclosed <b bold"),
        ("<![CDATA[x]]>y", "y"),
    ],
)
def test_a_page_reads_as_it_is_seen(html: str, seen: str) -> None:
    assert text_of(html) == seen


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<a ",
        "</",
        "<?",
        "<!",
        '<a a="',
        "<a/",
        "<![CDATA[",
        "<script>",
        "<script></",
        "&",
        "&#",
        "<div>",
        "<blockquote>",
        "<td>",
        "<p>",
    ],
)
def test_hostile_pages_take_time_in_proportion(piece: str) -> None:
    started = time.process_time()
    text_of(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 60  # quadratic parsing would take minutes: this is no race


@given(st.text(st.sampled_from("<>/!-[]?&#;=\"' abpscriptblockquotetd\n"), max_size=300) | st.text(max_size=100))
def test_any_text_is_survived_and_no_tag_is_left_running(html: str) -> None:
    assert "\0" not in text_of(html.replace("\0", ""))
