"""Does each template declare every blank it has, fill it from what exists, and tell nobody too much?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.consent import told_to
from cauce.content.checks.report import Finding
from cauce.content.checks.tools import TELLING
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest

# What a letter takes from the case without being typed. Who it is only goes into the person's hands,
# to the civil registry that is asked for her own record, or to the authority that holds her and knows it.
CASE_ORIGINS = (
    "post:house",
    "post:city",
    "case:folio",
    "case:opened_on",
    "case:officer",
    "identity:name",
    "identity:birth_date",
    "recipient:name",
)


def check_blanks_are_declared(world: World) -> Iterator[Finding]:
    """Every blank of the words is a field, in both languages, and every field is used in both."""
    for entry in world.of("letters"):
        letter, known = entry.value, {one.id for one in entry.value.fields}
        for language in ("es", "en"):
            named = letter.blanks(language)
            for word in sorted(named - known):
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield entry.finding("missing_field", ("body",), language=language, word=word, near=near)
            for word in sorted(known - named):
                yield entry.finding("unused_field", ("fields",), word=word, language=language)


def check_origins_exist(world: World) -> Iterator[Finding]:
    known = {"typed", *CASE_ORIGINS, *(f"fact:{id}" for id in world.ids("facts"))}
    for entry in world.of("letters"):
        for i, field in enumerate(entry.value.fields):
            if field.origin not in known:
                near = ", ".join(nearest(field.origin, sorted(known))) or "–"
                yield entry.finding("unknown_origin", ("fields", i, "origin"), origin=field.origin, near=near)


def check_letters_tell_no_more_than_they_may(world: World) -> Iterator[Finding]:
    """Who it is never goes to a partner, and whatever of the case does names the consent it needs, which
    is one that may be asked for that kind of partner."""
    for entry in world.of("letters"):
        if entry.value.goes_to_partner:
            yield from _too_much(entry, told_to(world, entry.value.to))


def _too_much(entry: Entry, told: frozenset[str]) -> Iterator[Finding]:
    for i, field in enumerate(entry.value.fields):
        names = field.origin.startswith("identity:")
        silent = field.shares is None and field.origin.startswith(("fact:", "typed"))
        if names or silent or (field.shares is not None and field.shares not in told):
            yield entry.finding("tells_too_much", ("fields", i), id=field.id)


def check_titles_of_letters_tell_nothing(world: World) -> Iterator[Finding]:
    for entry in world.of("letters"):
        for language in ("es", "en"):
            if TELLING.search(entry.value.printed_title[language]):
                yield entry.finding("telling_letter", ("printed_title", language))


def check_letters_are_ours(world: World) -> Iterator[Finding]:
    """No wording of ours passes for official text."""
    for entry in world.of("letters"):
        if entry.value.provenance != "proposed":
            yield entry.finding("not_official", ("provenance",))
