"""The reference page of the faults, made from the catalogue: `python -m houdun.cli.fault_page > docs/reference/faults.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from houdun.cli.fault_words import EVIDENCE, LAYERS
from houdun.facts.fault import FaultFacts, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.catalogue import bounds, entries

INTRODUCTION = """# Faults 故障

<!-- Made from the catalogue by `python -m houdun.cli.fault_page > docs/reference/faults.md`; edit the files in src/houdun/scenario/faults. -->

Each can be caused at will, and its true cause is known: `houdun play solo --to URL --fault NAME[:param=value…] --at 20`. A remedy is a change of the
customer's set-up; ✓ cures, ✗ is what a support desk might propose in vain. `*` takes servers of ours: the customer's side alone cannot cause it.
How to add one: [add a fault](../how-to/add-a-fault.md).

每一种都能随时注入，真实原因已知：`houdun play solo --to URL --fault NAME[:param=value…] --at 20`。补救办法是对客户侧设置的一处改动：
✓ 能修好，✗ 是客服可能提出、但无济于事的。带 `*` 的只靠客户一侧造不出来，要我们自己的服务器。怎样新增一种：[新增故障](../how-to/add-a-fault.md)。
"""


def page() -> str:
    """The whole page, Markdown, both languages."""
    return INTRODUCTION + "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    layer = None
    yield from _overview()
    for facts in entries():
        if facts.layer is not layer:
            layer = facts.layer
            yield from ("", f"## {_both(LAYERS[layer])}")
        yield from _entry(facts)


def _overview() -> Iterator[str]:
    yield ""
    yield "| fault 故障 | layer 层 | viewers notice 观众所见 |"
    yield "|---|---|---|"
    for facts in entries():
        mark = "" if facts.injectable_at_vendor else " *"
        yield f"| [`{facts.id}`](#{facts.id}){mark} {_both(facts.name)} | {_both(LAYERS[facts.layer])} | {_both(facts.notices, '<br>')} |"


def _entry(facts: FaultFacts) -> Iterator[str]:
    yield from ("", f"### {facts.id}", "")
    yield f"**{_both(facts.name)}** · {facts.true_cause.en}. {facts.true_cause.zh}。"
    yield ""
    yield f"- revealed by 查证靠: {'; '.join(_both(EVIDENCE[each]) for each in facts.reveals)}"
    yield f"- mistaken for 易误判为: {', '.join(f'`{each}`' for each in facts.mistaken_for)}"
    for parameter in facts.parameters:
        yield f"- {_parameter(parameter)}"
    for remedy in facts.remedies:
        yield f"- {_remedy(remedy)}"


def _parameter(parameter: Parameter) -> str:
    return f"`{parameter.name}={parameter.default:g}` ({bounds(parameter)}): {_both(parameter.meaning, '; ')}"


def _remedy(remedy: Remedy) -> str:
    changed = ", ".join(f"{name}={value}" for name, value in remedy.change.items())
    return f"{'✓' if remedy.cures else '✗'} `{remedy.id}` ({changed}): {_both(remedy.what, '; ')}"


def _both(text: Bilingual, between: str = " ") -> str:
    return f"{text.en}{between}{text.zh}"


if __name__ == "__main__":
    sys.stdout.write(page())
