"""Is nothing presented as firmer than it is?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World

LEGAL_KINDS = ("law", "rule", "treaty", "agency")


def _said_to_be_law(world: World) -> Iterator[tuple[Entry, tuple[Any, ...], list[str]]]:
    whole = (
        ("pathways", "legal"),
        ("law", "sources"),
        ("programmes", "sources"),
        ("logframe", "sources"),
        ("indicators", "sources"),
    )
    for kind, named in whole:
        for entry in world.of(kind):
            if entry.value.provenance == "law":
                yield entry, ("provenance",), getattr(entry.value, named)
    for entry in world.of("parameters"):
        for i, value in enumerate(entry.value.values):
            if value.provenance == "law":
                yield entry, ("values", i, "provenance"), value.sources
    for entry in world.of("law"):
        for i, form in enumerate(entry.value.forms):
            if form.provenance == "law":
                yield entry, ("forms", i, "provenance"), form.sources


def check_law_rests_on_law(world: World) -> Iterator[Finding]:
    """``law`` needs a legal source that somebody read (mark S); a proposal is none."""
    sources, known = world.values("sources"), world.ids("sources")
    for entry, loc, named in _said_to_be_law(world):
        if any(word not in sources and word in known for word in named):
            continue  # a source that could not be read was reported there
        if any(word not in known for word in named):
            continue  # so was one that does not exist
        cited = [sources[word] for word in named]
        if not any(one.kind in LEGAL_KINDS and one.mark == "S" for one in cited):
            yield entry.finding("law_without_law", loc)


def check_urls(world: World) -> Iterator[Finding]:
    for entry in world.of("sources"):
        url = entry.value.url
        head, found, rest = (url or "").partition("://")
        host = rest.split("/")[0]
        good = found and head in ("http", "https") and "." in host and " " not in url
        if url is not None and not good:
            yield entry.finding("bad_url", ("url",), url=url)


def check_law_was_confirmed(world: World) -> Iterator[Finding]:
    for entry in world.of("sources"):
        if entry.value.kind in ("law", "rule", "treaty") and not entry.value.verified:
            yield entry.finding("law_unverified", ("id",), warning=True, id=entry.value.id)
