"""Papers that were seen and their copies: in the person's own copy, kept meanwhile, gone with the words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.cases.papers.actions import erase_copy, keep_copy, note_paper
from cauce.cases.papers.models import Paper, PaperCopy
from cauce.cases.papers.rounds import papers_over
from cauce.content.errors import BadInput
from cauce.protocol.documents.incoming import Clean
from cauce.rights.rights.actions import answer, carry_out
from cauce.rights.rights.copying import as_pdf, own_copy

from .test_requests import asked, each
from .test_retaining import gone

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(cast, case):
    """A passport went back to counsel, and a copy is kept for a return."""
    Case.objects.filter(id=case.id).update(status="active")
    case.refresh_from_db()
    now = timezone.now()
    given = {"actor": cast.ines.actor, "case": case, "at": now}
    record_consent(purpose="paper_copy", given=True, **given)
    day = now.date() - dt.timedelta(days=1)
    seen = note_paper(kind="passport", last="9431", on=day, to="counsel", **given)
    picture = Clean("JPEG", b"\xff\xd8\xff\xff\xd9")
    return keep_copy(paper=seen, use="return_trip", agreed=True, picture=picture, **given)


@pytest.mark.parametrize(
    ("language", "title", "to"),
    [
        ("es", "Pasaporte ···9431", "A su abogada o abogado"),
        ("en", "Passport ···9431", "To their lawyer"),
    ],
)
def test_their_copy_tells_which_papers_were_seen_and_until_when_one_is_kept(
    cast, case, copy, language, title, to
):
    made = own_copy(cast.ines.actor, case, language=language)
    [(_, said, whom, days)] = made.papers
    assert (said, whom) == (title, to) and days == [copy.until.astimezone(zone_of(case)).date()]
    assert "Inés" not in str(made.papers)
    as_pdf(made)


def test_a_copy_stays_while_what_they_asked_is_not_carried_out(cast, case, copy):
    one = asked(cast, case)
    assert papers_over(copy.until, each) == 0
    with pytest.raises(BadInput, match="cannot be erased for now"):
        erase_copy(actor=cast.ines.actor, case=case, copy=copy, at=timezone.now())
    answer(actor=cast.ines.actor, request=one, answer="granted", said="Sí.", at=timezone.now())
    carry_out(actor=cast.ines.actor, request=one, at=timezone.now())
    assert papers_over(copy.until, each) == 1


def test_papers_and_their_copies_go_with_the_words(cast, case, copy, later):
    Case.objects.filter(id=case.id).update(status="closed")
    gone(cast, case, later(3), "words")
    assert not Paper.objects.exists() and not PaperCopy.objects.exists()
