"""An issue's identity, its vendor and its people, in REST's shape or that of `gh … --json`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from houdun.channel.fields import BadField, Fields
from houdun.channel.github.mapping import GithubMapping
from houdun.channel.github.people import GHOST, Cast, actor_of
from houdun.channel.port import ReadOptions
from houdun.errors import UsageError
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

_ADDRESS = re.compile(r"/([^/\s]{1,100})/([^/\s]{1,100})/(?:issues|pull)/(\d{1,15})(?![\d/])")
_LABEL: Final = "label:"
ONLY_INSIDERS: Final = ("closed", "labeled", "assigned")
FIELDS: Final = ("owner", "repo", "owner/repo", f"{_LABEL}PREFIX")


@dataclass(frozen=True, slots=True)
class Ref:
    """Which issue."""

    owner: str
    repo: str
    number: str

    @property
    def id(self) -> str:
        return f"{self.owner}/{self.repo}#{self.number}"


@dataclass(frozen=True, slots=True)
class Head:
    """What a comment or an event that stands elsewhere needs to know of its issue."""

    ref: Ref
    vendor: Vendor
    title: str
    cast: Cast


@dataclass(frozen=True, slots=True)
class Naming:
    """Which vendor an issue belongs to, as the options say."""

    vendor: Vendor | None
    field: str

    @classmethod
    def of(cls, options: ReadOptions) -> Naming:
        """Raises UsageError for a field that issues do not have."""
        field = options.vendor_field or "owner"
        if field not in FIELDS[:-1] and not (field.startswith(_LABEL) and field != _LABEL):
            raise UsageError(
                Bilingual(f"GitHub 工单没有字段 {field}", f"GitHub issues have no field {field}"),
                Bilingual(f"可选：{'、'.join(FIELDS)}", f"choose one of {', '.join(FIELDS)}"),
                where="--vendor-field",
            )
        return cls(options.vendor, field)

    def vendor_of(self, ref: Ref, issue: Fields) -> Vendor:
        """Raises BadField where the issue's labels name no vendor, or several."""
        if self.vendor:
            return self.vendor
        if self.field.startswith(_LABEL):
            return _labelled(issue, self.field.removeprefix(_LABEL))
        return Vendor({"owner": ref.owner, "repo": ref.repo}.get(self.field, f"{ref.owner}/{ref.repo}"))


def ref_of(record: Fields) -> Ref:
    """From the fields owner, repo, number, else from an address. Raises BadField."""
    if all(isinstance(record.values.get(name), str | int) for name in ("owner", "repo", "number")):
        return Ref(record.needed("owner"), record.needed("repo"), record.needed("number"))
    for name in ("html_url", "issue_url", "url"):
        if found := _ADDRESS.search(record.text(name)):
            return Ref(*found.groups())
    raise BadField(
        record.path + "url",
        Bilingual("看不出属于哪个仓库的哪个 issue", "nothing says which issue of which repository this is"),
        Bilingual("请重新导出并带上 url 字段（gh：--json url,…）", "export again with the field url (gh: --json url,…)"),
    )


def head_of(issue: Fields, naming: Naming, mapping: GithubMapping) -> Head:
    """Raises BadField."""
    ref = ref_of(issue)
    return Head(ref, naming.vendor_of(ref, issue), issue.text("title"), _cast(issue, mapping))


def events_of(issue: Fields) -> list[Fields]:
    """The events nested in an issue, as REST's events or timeline."""
    return [event for name in ("events", "timeline") for event in issue.each(name)]


def _cast(issue: Fields, mapping: GithubMapping) -> Cast:
    def login(record: Fields, *names: str) -> str:
        return actor_of(record, mapping, *names).login.lower()

    customer, closer = login(issue, "user", "author"), login(issue, "closed_by")
    machine = closer if issue.flag("is_bot_close") and closer not in (customer, GHOST) else ""
    acting = [login(event, "actor", "user") for event in events_of(issue) if event.text("event") in ONLY_INSIDERS]
    return Cast(customer, mapping, machine, frozenset({closer, *acting} - {customer, GHOST}))


def is_pull_request(record: Fields) -> bool:
    """Also of a comment on one, or an event of one."""
    for each in (record, record.inner("issue")):
        if "pull_request" in each or each.flag("is_pull_request") or "/pull/" in each.text("html_url", "url"):
            return True
    return False


def labels_of(issue: Fields) -> list[str]:
    return [label.text("name") for label in issue.each("labels")]


def _labelled(issue: Fields, prefix: str) -> Vendor:
    names = {label[len(prefix) :].strip() for label in labels_of(issue) if label.lower().startswith(prefix.lower())} - {""}
    if len(names) == 1:
        try:
            return Vendor.parse(names.pop())
        except ValueError:
            pass
    raise BadField(
        "labels",
        Bilingual(
            f"应恰有一个以 {prefix} 开头的标签来说明服务商", f"exactly one label must begin with {prefix} to name the vendor"
        ),
        Bilingual("请补上标签，或用 --vendor 指定服务商", "label it, or name the vendor with --vendor"),
    )
