"""A family in words and as a picture: who, how far, what may be, what comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from cauce.content.model import Text
from cauce.family.reunification import access
from cauce.family.reunification.facts import Family, Member
from cauce.family.reunification.rules.kinship import MISSING, PRINCIPAL, RELATIONS, Possible, Reading
from cauce.family.reunification.rules.reunion import (
    BESIDE,
    CUSTODY,
    HELD_BY_HARM,
    HOLDERS,
    LEAVES,
    MARKS,
    OWNERS,
    STEPS,
    TOGETHER,
    Standing,
    standing,
    warnings_of,
)
from cauce.protocol.editions.access import current_edition
from cauce.ui.charts import Caption
from cauce.ui.tree import ACROSS, NARROW, Somebody, longest, tree
from cauce.ui.words import exact, language_of

TOGETHER_WORDS = Text(es="Ya se reunieron", en="Together")
NEXT = Text(es="Es lo que sigue", en="This is next")
LEFT = Text(es="No viene", en="Does not come")
THE_PERSON = Text(es="La persona", en="The person")
ROWS = {"parent": 0, "sibling": 1, "spouse": 1, "other": 1, "child": 2, "descendant": 3}


def language() -> str:
    return language_of(get_language())


def step_names() -> dict[str, Text]:
    """Every step by id, and what is said when there is none left."""
    rows = {row.id: row.title for row in current_edition().catalogues["reunion_steps"]}
    return rows | BESIDE | {TOGETHER: TOGETHER_WORDS}


def catalogue(name: str) -> dict[str, Text]:
    return {row.id: row.title for row in current_edition().catalogues[name]}


def waits_words(here: Standing) -> Text:
    """«Falta: entrevista y visa · 12 días»."""
    name = step_names()[here.step]
    if here.step == TOGETHER:
        return name
    since = days(here.days) if here.days else Text(es="desde hoy", en="since today")
    es, en = (f"{one[:1].lower()}{one[1:]}" for one in (name.es, name.en))
    return Text(es=f"Falta: {es} · {since.es}", en=f"Missing: {en} · {since.en}")


def days(count: int) -> Text:
    if count == 1:
        return Text(es="1 día", en="1 day")
    return Text(es=f"{count} días", en=f"{count} days")


def fits_words(reading: Reading | None) -> Text:
    """What the table gives for a relative, in one line; never a decision."""
    if reading is None or not reading.possible:
        return Text(
            es="La tabla no incluye este parentesco: consulte a la abogada o al abogado",
            en="The table does not list this relationship: ask the lawyer",
        )
    found = []
    if reading.codes:
        codes = " / ".join(reading.codes)
        today = reading.if_today
        found.append(
            Text(
                es=f"Podría caber en {codes}" + (", si se presentara hoy" if today else ""),
                en=f"Might fit {codes}" + (", if filed today" if today else ""),
            )
        )
    elif reading.open:
        codes = " / ".join(one.category.code for one in reading.open)
        found.append(Text(es=f"Por averiguar ({codes})", en=f"To find out ({codes})"))
    if reading.missing and not reading.codes:
        es = ", ".join(MISSING[name].es for name in reading.missing)
        en = ", ".join(MISSING[name].en for name in reading.missing)
        found.append(Text(es=f"falta saber {es}", en=f"not known: {en}"))
    if not found:
        return Text(
            es="Con lo que se sabe, la tabla no lo incluye: consulte a la abogada o al abogado",
            en="From what is known, the table does not include them: ask the lawyer",
        )
    return Text(es="; ".join(one.es for one in found), en="; ".join(one.en for one in found))


def people(family: Family, on: dt.date) -> list[dict[str, Any]]:
    """The relatives for the list of the page, in the order they were added."""
    read, opened = access.readings(family, on), family.begun
    found = []
    for one in family.members:
        row, traveller = one.row, one.traveller(on)
        here = standing(traveller, opened, on)
        gone = LEAVES.get(row.left)
        reading = read.get(str(row.id))
        found.append(
            {
                "member": one,
                "name": one.name,
                "relation": RELATIONS[row.relation],
                "here": waits_words(here),
                "left": gone,
                "fits": fits_words(reading),
                "state": "no"
                if gone
                else "met"
                if here.step == TOGETHER
                else "danger"
                if row.held_by in HELD_BY_HARM
                else "open",
                "warnings": [] if gone else warnings_of(traveller),
                "reading": reading,
                "href": reverse("families:relative", args=[family.row.case_id, row.id]),
                "twice": one.twice,
            }
        )
    return found


def changes(family: Family, on: dt.date) -> list[dict[str, Any]]:
    """Birthdays and marriages that would change something, soonest first, with whose it is."""
    names = {str(one.row.id): one.name for one in family.members}
    found = [
        {"name": names[id], "change": change}
        for id, reading in access.readings(family, on).items()
        for change in reading.changes
    ]
    return sorted(found, key=lambda one: one["change"].on or dt.date.max)


def reasons(possible: Possible) -> list[dict[str, Any]]:
    shapes = {True: "yes", False: "no", None: "unknown"}
    return [{"state": shapes[one.holds], "text": one.text} for one in possible.reasons]


def table(reading: Reading | None) -> list[dict[str, Any]]:
    """Each category for one relative with its reasons and its sources."""
    sources = current_edition().sources
    shapes = {True: "yes", False: "no", None: "unknown"}
    return [
        {
            "code": one.category.code,
            "title": one.category.title,
            "state": shapes[one.holds],
            "reasons": reasons(one),
            "note": one.category.note,
            "verified": one.category.verified,
            "sources": [sources[id] for id in one.category.sources],
            "missing": [MISSING[name] for name in one.missing] if one.holds is None else [],
        }
        for one in (reading.possible if reading else ())
    ]


def blockers(family: Family, on: dt.date) -> list[dict[str, Any]]:
    """What holds it up, the oldest first, then what was resolved."""
    names = {one.row.id: one.name for one in family.members}
    kinds = catalogue("reunion_blockers")
    rows = sorted(family.blockers, key=lambda pair: (pair[0].resolved_on is not None, pair[0].opened_on))
    return [
        {
            "blocker": one,
            "kind": kinds.get(one.kind, Text(es=one.kind, en=one.kind)),
            "owner": OWNERS[one.owner],
            "whom": names.get(one.relative_id, ""),
            "note": note,
            "days": days(((one.resolved_on or on) - one.opened_on).days),
        }
        for one, note in rows
    ]


def stations(one: Member, on: dt.date, opened: dt.date) -> list[dict[str, Any]]:
    """The eight steps of one relative as rows, each with who acts and the day it was done."""
    notes = {row.id: row.note for row in current_edition().catalogues["reunion_steps"]}
    names, traveller = step_names(), one.traveller(on)
    here = standing(traveller, opened, on).step
    found = []
    for step in STEPS:
        done, waits = traveller.steps.get(step), step == here and not one.row.left
        day = Text(es=exact(done, "es"), en=exact(done, "en")) if done else ""
        found.append(
            {
                "title": names[step],
                "about": notes[step],
                "by": day or (NEXT if waits else ""),
                "state": "met" if done else "soon" if waits else "open",
            }
        )
    return found


def done_steps(one: Member) -> list[dict[str, Any]]:
    names = step_names()
    return [
        {"id": step, "name": names[step], "day": dt.date.fromisoformat(one.row.steps[step])}
        for step in MARKS
        if step in one.row.steps
    ]


# The picture -----------------------------------------------------------------------------------


def _edges(family: Family) -> list[tuple[str, str]]:
    """(parent, child) of everybody; a child of nobody named is the person's, who is her parents'."""
    ids = {str(one.row.id) for one in family.members}
    found = []
    for one in family.members:
        id, named = str(one.row.id), [p for p in one.row.parents if p in ids or p == PRINCIPAL]
        if one.row.relation == "parent":
            found.append((id, PRINCIPAL))
        elif one.row.relation == "child" and PRINCIPAL not in named:
            found.append((PRINCIPAL, id))
        found += [(parent, id) for parent in named]
    return list(dict.fromkeys(found))


def _row_of(one: Member, members: dict[str, Member], seen: tuple[str, ...] = ()) -> int:
    """Which generation: below the lowest parent that is named, else by the relation."""
    own = ROWS[one.row.relation]
    if one.row.relation != "descendant":
        return own
    rows = [
        _row_of(members[p], members, (*seen, str(one.row.id)))
        for p in one.row.parents
        if p in members and p not in seen
    ]
    return max(rows) + 1 if rows else own


def picture(family: Family, on: dt.date) -> dict[str, Any]:
    """The tree with its sentence and the same in words."""
    lang, names = language(), step_names()
    members = {str(one.row.id): one for one in family.members}
    opened = family.begun
    drawn = [Somebody(PRINCIPAL, 1, (THE_PERSON[lang],), main=True)]
    for id, one in members.items():
        here = standing(one.traveller(on), opened, on).step
        arrived, left = here == TOGETHER, bool(one.row.left)
        held = one.row.held_by in HELD_BY_HARM
        state = LEFT if left else names["arrival"] if arrived else names[here]
        mark = "no" if left else "done" if arrived else "danger" if held else ""
        drawn.append(
            Somebody(
                id,
                _row_of(one, members),
                (one.name, RELATIONS[one.row.relation][lang], state[lang]),
                mark=mark,
                faint=left,
            )
        )
    # A spouse stands beside the person.
    drawn.sort(key=lambda one: (one.row, _beside(one.id, members)))
    pairs = [(PRINCIPAL, id) for id, one in members.items() if one.row.relation == "spouse"]
    said = _in_words(family, members, names)

    def draw(name: str, in_a_row: int) -> str:
        title = {"es": "La familia", "en": "The family"}[lang]
        description = " ".join(text[lang] for text in said)
        return tree(Caption(name, title, description), drawn, _edges(family), pairs, in_a_row)

    # A long generation is drawn a second time for a phone; the styles show one of the two.
    narrow = draw("familia-angosta", NARROW) if longest(drawn) > NARROW else None
    return {"svg": draw("familia", ACROSS), "narrow": narrow, "words": said}


def _beside(id: str, members: dict[str, Member]) -> tuple[int, int]:
    if id == PRINCIPAL:
        return 1, 0
    one = members[id]
    return {"spouse": 2, "sibling": 0}.get(one.row.relation, 3), one.row.number


def _in_words(family: Family, members: dict[str, Member], names: dict[str, Text]) -> list[Text]:
    found = []
    for one in members.values():
        relation, row = RELATIONS[one.row.relation], one.row
        parents = [members[p].name if p in members else "" for p in row.parents]
        whose = [name for name in parents if name]
        es, en = f"{one.name}: {relation.es.lower()}", f"{one.name}: {relation.en.lower()}"
        if whose:
            es, en = f"{es}, de {' y '.join(whose)}", f"{en}, of {' and '.join(whose)}"
        if row.held_by in HELD_BY_HARM:
            holder = HOLDERS[row.held_by]
            es, en = (
                f"{es}; vive con: {holder.es.lower()}",
                f"{en}; lives with: {holder.en.lower()}",
            )
        if row.custody not in ("not_known", "not_needed"):
            es, en = (
                f"{es}; {CUSTODY[row.custody].es.lower()}",
                f"{en}; {CUSTODY[row.custody].en.lower()}",
            )
        found.append(Text(es=es + ".", en=en + "."))
    return found
