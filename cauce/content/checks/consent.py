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
            yield entry.finding(
                "purpose_unsaid",
                ("id",),
                f"no se sabe cómo preguntar «{entry.value.id}».",
                f"nobody knows how to ask '{entry.value.id}'.",
                "Escriba en note la frase que se le lee a la persona, en las dos lenguas.",
                "Write the sentence that is read to the person in note, in both languages.",
            )


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
            yield entry.finding(
                "recipient_unreachable",
                ("id",),
                f"ningún servicio llega a ser «{entry.value.id}»: antes hay un tipo que los toma todos.",
                f"no service is ever '{entry.value.id}': a kind before it takes them all.",
                "Póngalo antes del tipo que no dice services.",
                "Put it before the kind that names no services.",
            )
        ended = ended or not entry.value.services


def check_fields_name_recipients(world: World) -> Iterator[Finding]:
    known = world.ids("recipient_kinds") or set(vocabulary_before().recipients)
    for entry in world.of("shareable_fields"):
        for i, one in enumerate(entry.value.to):
            if one not in known:
                yield _unknown(entry, ("to", i), one, known)
        if not (entry.value.to or entry.value.forbidden or entry.value.retired):
            yield entry.finding(
                "field_to_nobody",
                ("id",),
                f"«{entry.value.id}» no se comparte con nadie.",
                f"'{entry.value.id}' is shared with nobody.",
                "Diga en to con quién; si ya no se usa, escriba retired: true.",
                "Say with whom in to; if it is no longer used, write retired: true.",
            )


def _unknown(entry: Entry, loc: tuple[str | int, ...], word: str, known: set[str]) -> Finding:
    near = ", ".join(nearest(word, sorted(known))) or "–"
    return entry.finding(
        "unknown_in_consent",
        loc,
        f"«{word}» no existe, y «{entry.value.id}» lo nombra.",
        f"'{word}' does not exist, and '{entry.value.id}' names it.",
        f"Lo más parecido: {near}.",
        f"Nearest: {near}.",
    )


def check_forbidden_fields_stay_forbidden(world: World) -> Iterator[Finding]:
    """What the program never lets go is written as such; what is written as such goes to nobody else."""
    recipients = _recipients(world)
    for entry in world.of("shareable_fields"):
        id, forbidden = entry.value.id, entry.value.forbidden
        if id in FORBIDDEN and not forbidden:
            yield entry.finding(
                "field_not_forbidden",
                ("id",),
                f"«{id}» nunca va en una canalización, y aquí no se dice.",
                f"'{id}' never goes in a referral, and it is not said here.",
                "Escriba forbidden: true; ninguna edición puede quitarlo.",
                "Write forbidden: true; no edition can take it away.",
            )
        for i, kind in enumerate(entry.value.to):
            purpose = recipients[kind].purpose if kind in recipients else None
            if kind not in recipients or purpose in ONE_BY_ONE:
                continue
            if forbidden:
                yield entry.finding(
                    "field_forbidden",
                    ("to", i),
                    f"«{id}» está prohibido y se comparte con «{kind}».",
                    f"'{id}' is forbidden, and shared with '{kind}'.",
                    f"Quite «{kind}» de to: no lo necesita para recibir a nadie, y expone a la persona.",
                    f"Take '{kind}' out of to: it is not needed to receive anybody, and exposes the person.",
                )


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
            yield entry.finding(
                "field_says_papers",
                ("id",),
                f"«{one.id}» parece un dato de identidad o migratorio («{found[0]}») y va a «{open_to[0]}».",
                f"'{one.id}' looks like identity or migration ('{found[0]}'), and goes to '{open_to[0]}'.",
                "Escriba forbidden: true y déjelo solo en sobre cerrado; si no lo es, dígalo de otro modo.",
                "Write forbidden: true and leave it to a sealed envelope; if it is none, say it otherwise.",
            )
