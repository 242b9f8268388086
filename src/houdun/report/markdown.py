"""The document as GitHub-flavoured Markdown: figures become the words that tell them, folds their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from houdun.report.document import (
    Block,
    Callout,
    CaseFile,
    Cell,
    Document,
    Figure,
    Fold,
    Heading,
    Items,
    Line,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#!$])")
BREAK = "<br>"


def markdown(document: Document) -> bytes:
    """UTF-8. Text from outside can open no markup, call nobody (@) and link nowhere by itself."""
    head = [f"# {escape(document.title)}", escape(document.subtitle)]
    return ("\n\n".join([*head, *_blocks(document, document.blocks)]) + "\n").encode()


def escape(text: str) -> str:
    """Text as text, on one line: special characters escaped, mentions and bare addresses broken."""
    flat = re.sub(r"\s*\n\s*", " ", text).replace("&", "&amp;")
    safe = SPECIAL.sub(r"\\\1", flat).replace("://", r":\//").replace("@", "@<!-- -->")
    safe = re.sub(r"\bwww\.", r"www\\.", safe, flags=re.IGNORECASE)
    return re.sub(r"^(\s*)([-+=]|\d+[.)])", lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", safe)


def _blocks(document: Document, blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            label = f"{escape(block.label)}{document.labels['colon']}" if block.label and block.label != block.text else ""
            yield f'<a id="{block.anchor}"></a>\n\n{"#" * (block.level + depth)} {label}{escape(block.text)}'
        elif isinstance(block, Fold):
            yield f"{'#' * (4 + depth)} {_line(block.title)}"
            yield from _blocks(document, block.blocks, depth + 1)
        elif isinstance(block, CaseFile):
            yield from _case(document, block)
        else:
            yield _plain(block)


def _plain(block: Paragraph | Items | Callout | Table | Figure) -> str:
    if isinstance(block, Paragraph):
        return _line(block.line)
    if isinstance(block, Items):
        return "\n".join(f"- {_line(line)}" for line in block.lines)
    if isinstance(block, Callout):
        return f"> **{escape(block.title)}**\n>\n> {_line(block.line)}"
    if isinstance(block, Table):
        return _table(block)
    return f"**{escape(block.title)}**\n\n{escape(block.summary)}\n\n*{escape(block.note.strip())}*"


def _table(table: Table) -> str:
    width = len(table.columns)
    rows = [_row(table.columns), "|" + "|".join(" ---: " if cell.number else " --- " for cell in table.columns) + "|"]
    for row in table.rows:
        anchor = f'<a id="{row.anchor}"></a>' if row.anchor else ""
        cells = (*row.cells, *(Cell(()) for _ in range(width - len(row.cells))))
        rows.append("| " + anchor + _row(cells)[2:])
    name = f'<a id="{table.anchor}"></a>\n\n' if table.anchor else ""
    return f"{name}*{escape(table.caption)}*\n\n" + "\n".join(rows)


def _row(cells: tuple[Cell, ...]) -> str:
    return "| " + " | ".join(BREAK.join(_line(line) for line in cell.lines) for cell in cells) + " |"


def _case(document: Document, case: CaseFile) -> Iterator[str]:
    facts = "\n".join(f"- {escape(name)}{document.labels['colon']}{escape(said)}" for name, said in case.facts)
    yield f'<a id="{case.anchor}"></a>\n\n{_line(case.title)}'
    yield facts
    for quote in case.quotes:
        yield _quote(document, quote)


def _quote(document: Document, quote: Quote) -> str:
    left = f"*… {escape(document.labels['left_out'])} {quote.left_out} …*\n\n" if quote.left_out else ""
    source = f"{escape(document.labels['evidence'])} {escape(quote.source)}"
    files = f"\n>\n> {escape(document.labels['attached'])} {escape(', '.join(quote.files))}" if quote.files else ""
    return f"{left}> **{escape(quote.who)}** · {escape(quote.at)}\n>\n> {_line(quote.line)}{files}\n>\n> <sub>{source}</sub>"


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    text = _styled(span)
    if span.to.startswith("#"):
        return f"[{text}]({span.to})"
    return f"[{text}](<{span.to}>)" if span.to else text


def _styled(span: Span) -> str:
    text, core = escape(span.text), span.text.strip()
    if not core:
        return text
    if span.style is Style.CODE:
        return f"<code>{text}</code>"
    if span.style in (Style.STRONG, Style.GOOD, Style.WARN, Style.BAD):
        return text.replace(escape(core), f"**{escape(core)}**", 1)
    if span.style is Style.MARK:
        return f"<ins>{text}</ins> <sub>({escape(span.note)})</sub>"
    return text
