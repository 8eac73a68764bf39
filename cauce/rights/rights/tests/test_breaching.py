"""Data got out: everybody is told, safely, before the record closes; the authority gets no names."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.rights.rights import access
from cauce.rights.rights.actions import (
    BreachKnown,
    add_actions,
    close_breach_record,
    plan_warning,
    record_breach,
    tell_authority,
    warn,
)
from cauce.rights.rights.telling import authority_pdf

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 9, 1, 17, tzinfo=dt.UTC)
WHAT = "Se perdió una libreta con apuntes (ejemplo)."


def recorded(cast, **given):
    return record_breach(
        actor=cast.aurora.actor,
        post=cast.houston,
        at=AT,
        **gathered(
            {
                "nature": "loss",
                "classes": ["identity", "health"],
                "people": None,
                "happened_on": None,
                "known_at": AT,
                "what": WHAT,
                "actions": "",
            }
            | given,
            breach=BreachKnown,
        ),
    )


def test_it_closes_only_when_everybody_and_the_authority_were_told(cast, case):
    one = recorded(cast)
    warning = plan_warning(actor=cast.aurora.actor, breach=one, case=case, way="not_yet_safe")

    def closes():
        close_breach_record(actor=cast.aurora.actor, breach=one, at=AT)

    with pytest.raises(BadInput):
        closes()
    with pytest.raises(BadInput, match="safe"):
        warn(actor=cast.aurora.actor, breach=one, warning=warning, at=AT)
    warning = plan_warning(actor=cast.aurora.actor, breach=one, case=case, way="in_person")
    warn(actor=cast.aurora.actor, breach=one, warning=warning, at=AT)
    with pytest.raises(BadInput):
        closes()
    tell_authority(actor=cast.aurora.actor, breach=one, at=AT)
    with pytest.raises(BadInput):
        closes()
    add_actions(actor=cast.aurora.actor, breach=one, people=1, actions="Se avisó.", at=AT)
    closes()
    with pytest.raises(BadInput):
        add_actions(actor=cast.aurora.actor, breach=one, people=1, actions="Más.", at=AT)


def test_the_paper_for_the_authority_tells_what_and_how_many_and_nobody(cast, case, tmp_path):
    one = recorded(cast, people=1, actions="Se cambiaron las llaves.")
    plan_warning(actor=cast.aurora.actor, breach=one, case=case, way="in_person")
    paper = tmp_path / "a.pdf"
    paper.write_bytes(authority_pdf(one, "es"))
    text = subprocess.run(  # noqa: S603, S607
        ["pdftotext", str(paper), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for said in ("libreta", "Se cambiaron las llaves", "Identidad", "Salud", "sin verificar"):
        assert said in text.replace("\n", " ")
    assert case.folio not in text and "Citlalmina" not in text


def test_what_happened_is_sealed_and_in_no_journal(cast):
    one = recorded(cast)
    assert b"libreta" not in bytes(one.sealed)
    assert "libreta" not in str(list(Entry.objects.values()))


def test_only_who_leads_the_post_and_headquarters(cast):
    one = recorded(cast)
    assert access.breaches(cast.sofia.actor) == [one]
    for who in ("ines", "mateo", "tomas", "elena", "bruno", "raul"):
        with pytest.raises(Absent):
            access.breach_for(getattr(cast, who).actor, one.id)
        with pytest.raises(Refused):
            tell_authority(actor=getattr(cast, who).actor, breach=one, at=AT)


@pytest.mark.parametrize("given", [{"what": " "}, {"nature": "x"}, {"classes": ["x"]}])
def test_it_refuses_what_says_nothing(cast, given):
    with pytest.raises(Exception, match="what|natures|classes"):
        recorded(cast, **given)
