"""Does the vocabulary of consent hold together, and does it tell nobody what may never be told?

The floor is in ``vocabulary.py``: the program refuses it by itself, and here it is said with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest
from cauce.content.model_consent import RecipientKind
from cauce.content.vocabulary import FORBIDDEN, ONE_BY_ONE, vocabulary_before

REFERRAL = "referral"
# A datum that says by its name that it is of papers, migration or who somebody is.
SAYS_PAPERS = re.compile(
    r"nationalit|nacionalidad|citizen|ciudadan|immigra|migrator|a[_-]number|passport|pasaporte|\bvisas?\b"
    r"|\bcurp\b|consular|matr[ií]cula|\bentry_|birth|nacimiento|surname|apellido|full[_ ]name"
    r"|nombre completo",
    re.IGNORECASE,
)


def _recipients(world: World) -> Mapping[str, RecipientKind]:
    """The kinds of recipient by id: of these files, or as they were before where there is no file."""
    found: Mapping[str, RecipientKind] = world.values("recipient_kinds")
    return found or vocabulary_before().recipients


def told_to(world: World, *kinds: str) -> frozenset[str]:
    """The data of these files that one of these kinds of recipient may be told."""
    fields = world.values("shareable_fields") or vocabulary_before().fields
    return frozenset(id for id, one in fields.items() if not one.retired and set(kinds) & set(one.to))


def kinds_of(world: World, purpose: str) -> list[str]:
    """The kinds of recipient that are told by a purpose."""
    return [id for id, one in _recipients(world).items() if one.purpose == purpose]


def check_purposes_have_their_sentence(world: World) -> Iterator[Finding]:
    for entry in world.of("consent_purposes"):
        if entry.value.note is None:
            yield entry.finding("purpose_unsaid", ("id",), id=entry.value.id)


def check_recipients_name_what_exists(world: World) -> Iterator[Finding]:
    for entry in world.of("recipient_kinds"):
        kind: RecipientKind = entry.value
        if kind.purpose is not None and kind.purpose not in world.ids("consent_purposes"):
            yield _unknown(entry, ("purpose",), kind.purpose, world.ids("consent_purposes"))
        known = world.catalogue("services")
        for i, one in enumerate(kind.services):
            if one not in known:
                yield _unknown(entry, ("services", i), one, known)


def check_recipients_can_be_met(world: World) -> Iterator[Finding]:
    """Kinds of service are tried in order: one that stands after a kind of every service is of nobody."""
    ended = False
    for entry in world.of("recipient_kinds"):
        if entry.value.purpose != REFERRAL:
            continue
        if ended:
            yield entry.finding("recipient_unreachable", ("id",), id=entry.value.id)
        ended = ended or not entry.value.services


def check_fields_name_recipients(world: World) -> Iterator[Finding]:
    known = world.ids("recipient_kinds") or set(vocabulary_before().recipients)
    for entry in world.of("shareable_fields"):
        for i, one in enumerate(entry.value.to):
            if one not in known:
                yield _unknown(entry, ("to", i), one, known)
        if not (entry.value.to or entry.value.forbidden or entry.value.retired):
            yield entry.finding("field_to_nobody", ("id",), id=entry.value.id)


def _unknown(entry: Entry, loc: tuple[str | int, ...], word: str, known: set[str]) -> Finding:
    near = ", ".join(nearest(word, sorted(known))) or "–"
    return entry.finding("unknown_in_consent", loc, word=word, id=entry.value.id, near=near)


def check_forbidden_fields_stay_forbidden(world: World) -> Iterator[Finding]:
    """What the program never lets go is written as such; what is written as such goes to nobody else."""
    recipients = _recipients(world)
    for entry in world.of("shareable_fields"):
        id, forbidden = entry.value.id, entry.value.forbidden
        if id in FORBIDDEN and not forbidden:
            yield entry.finding("field_not_forbidden", ("id",), id=id)
        for i, kind in enumerate(entry.value.to):
            purpose = recipients[kind].purpose if kind in recipients else None
            if kind not in recipients or purpose in ONE_BY_ONE:
                continue
            if forbidden:
                yield entry.finding("field_forbidden", ("to", i), id=id, kind=kind)


def _openly(kind: RecipientKind) -> bool:
    """Whether it is told in a referral, or without consent."""
    return kind.purpose in (None, REFERRAL)


def check_fields_are_not_papers_by_another_name(world: World) -> Iterator[Finding]:
    """A new name for a forbidden datum does not make it shareable with whoever lodges or cares."""
    recipients = _recipients(world)
    for entry in world.of("shareable_fields"):
        one = entry.value
        open_to = [kind for kind in one.to if kind in recipients and _openly(recipients[kind])]
        said = " ".join((one.id, one.label.es, one.label.en))
        if open_to and not one.forbidden and (found := SAYS_PAPERS.search(said)):
            yield entry.finding("field_says_papers", ("id",), id=one.id, found=found[0], to=open_to[0])
