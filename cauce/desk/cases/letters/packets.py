"""What a packet may hold: finished forms, issued letters and an extract, in the order that was chosen."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cauce.cases import access_forms, access_letters
from cauce.cases.facts import acts_of, edition_of, zone_of
from cauce.cases.models import Case
from cauce.cases.rules.letters import ISSUED, number_of
from cauce.content.model import Text
from cauce.desk.cases.tools.filling import filled, leaf
from cauce.protocol.documents.joining import INDEX, Piece, joined
from cauce.protocol.documents.letterhead import house
from cauce.protocol.documents.paper import pdf
from cauce.protocol.editions.access import edition_by_id
from cauce.rules.permissions import Actor

EXTRACT = "extract"
EXTRACT_TITLE = Text(es="Extracto: lo que se hizo", en="Extract: what was done")
TITLE = Text(es="Documentos", en="Documents")
NAME = "documentos"  # what the file is called says nothing
SPACE = uuid.UUID("5c5f0ac3-55e4-4f7d-9c42-6f2f3a1d9b60")


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper that may go in. ``key`` names it in the form: its kind and its id."""

    key: str
    title: Text
    row: Any = None


def offers(case: Case) -> tuple[Offer, ...]:
    """Everything that the case could contribute now, letters first."""
    found = []
    for row in access_letters.letters_of(case):
        if row.state == ISSUED and row.files is not None:
            title = edition_of(case).letter_versions[row.template, row.version].title
            number = number_of(row.post_id, row.year, row.number)
            found.append(
                Offer(
                    f"letter-{row.id}",
                    Text(es=f"{title.es} · {number}", en=f"{title.en} · {number}"),
                    row,
                )
            )
    for row in access_forms.forms_of(case):
        if row.state == "final":
            found.append(Offer(f"form-{row.id}", access_forms.tool_of(row).printed_title, row))
    return (*found, Offer(EXTRACT, EXTRACT_TITLE))


def name_of(case: Case, chosen: Sequence[Offer], recipient: str) -> str:
    """The same id for the same papers in the same order for the same receiver, and no other: what a
    second person approves."""
    return str(uuid.uuid5(SPACE, "|".join([str(case.id), recipient, *(one.key for one in chosen)])))


def packet(actor: Actor, case: Case, chosen: Sequence[Offer], language: str, at) -> bytes:
    """The papers in one PDF with its index; reading each letter is written down."""
    on, from_ = at.astimezone(zone_of(case)).date(), house(case.post, language)
    pieces = [Piece(one.title[language], _body(actor, case, one, language, at)) for one in chosen]
    return joined(
        pieces,
        lambda lines: pdf(
            INDEX, {"lines": lines, "on": on, "from": from_}, language=language, title=TITLE[language]
        ),
    )


def _body(actor: Actor, case: Case, one: Offer, language: str, at) -> bytes:
    kind = one.key.partition("-")[0]
    if kind == "letter":
        return access_letters.files_of(actor, one.row, "letter.taken")["pdf"]
    from_ = house(case.post, language)
    if kind == "form":
        tool, edition = access_forms.tool_of(one.row), edition_by_id(one.row.edition)
        access_forms.record_print(actor, case, tool, form=one.row, mark="packet")
        made = leaf(case, edition, filled(case, edition, tool, at, form=one.row), language)
        context = {"leaf": made, "from": from_, "draft": False, "mark": ""}
        return pdf("documents/tool.html", context, language=language, title=made.title)
    edition, zone = edition_of(case), zone_of(case)
    done = [
        (act.at.astimezone(zone).date(), edition.acts[act.name].title[language])
        for act in sorted(acts_of(case), key=lambda one: one.at)
        if act.name in edition.acts
    ]
    context = {
        "folio": case.folio,
        "opened_on": case.opened_at.astimezone(zone).date(),
        "done": done,
        "from": from_,
        "on": at.astimezone(zone).date(),
    }
    return pdf("documents/extract.html", context, language=language, title=EXTRACT_TITLE[language])
