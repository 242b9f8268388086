"""Every rule on one message."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil

from houdun.facts.case import Finding, Message
from houdun.facts.signals import Signal
from houdun.grading import signals
from houdun.grading.registry import REGISTRY
from houdun.grading.text import Evidence, Utterance
from houdun.grading.version import version_of_rules

for _module in pkgutil.iter_modules(signals.__path__):
    importlib.import_module(f"{signals.__name__}.{_module.name}")

RULES_VERSION = version_of_rules()


def find(message: Message, *, zone: str | None = None) -> tuple[Finding, ...]:
    """The signals of one message, each with its first evidence `text[start:end]`, in the order of `Signal`.

    Times in words are read in `zone` (an IANA name), else in China's for Chinese and in UTC for English.
    """
    said = Utterance(message.text, message.role, message.at, zone)
    asked = (REGISTRY[name] for name in Signal if message.role in REGISTRY[name].speakers)
    found = ((each.signal, each.rule(said)) for each in asked)
    return tuple(finding_of(message, name, evidence) for name, evidence in found if evidence)


def finding_of(message: Message, name: str, evidence: Evidence) -> Finding:
    """The finding about this message. Equal evidence, equal uid, whatever the version of the rules."""
    content = (message.uid, str(name), evidence.start, evidence.end, evidence.value)
    return Finding(
        uid="f-" + hashlib.sha256(repr(content).encode()).hexdigest()[:24],
        at=message.at,
        about=message.uid,
        name=str(name),
        start=evidence.start,
        end=evidence.end,
        value=evidence.value,
        version=RULES_VERSION,
    )
