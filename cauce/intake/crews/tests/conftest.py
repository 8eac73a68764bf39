"""An incident at Houston that Inés began, and four people of a list."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.directory.tongues import language_code
from cauce.intake.crews import actions
from cauce.intake.crews.rules import look

SAID = {"place": "Empacadora (ejemplo)", "employer": "Contratista (ejemplo)"}
LIST = """A-01, mixteco, mujer, 30
A-02, español, hombre
A-03, náhuatl, niña, sola
A-04, mixteco, hombre, 17, médico"""


def begin(cast, **said):
    return actions.open_incident(
        actor=cast.ines.actor, post=cast.houston, said=SAID | said, at=timezone.now()
    )


def open_list(cast, incident, text=LIST, **more):
    now = timezone.now()
    given = {
        "actor": cast.ines.actor,
        "channel": "outreach_event",
        "at": now,
        "started_at": now - dt.timedelta(minutes=20),
    }
    lines = look(text, (), language_code).lines
    return actions.open_crew(incident=incident, lines=lines, **given | more)


@pytest.fixture
def incident(cast):
    return begin(cast)


@pytest.fixture
def crew(cast, incident):
    """The four, in the order of the list."""
    return open_list(cast, incident)
