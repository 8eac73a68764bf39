"""The demonstration shows a paper that was seen and given back, noted by the act that an officer uses."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent
from cauce.cases.papers.models import Paper
from cauce.demo import network, papers_seen
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_an_open_case_of_somebody_who_agreed_shows_a_paper(cast):
    post, now = cast.posts[network.SHOWN], timezone.now()
    name = f"{network.SHOWN.lower()}-proteccion"
    officer = member(name, "Protección", "protection_officer", post=post)
    for agreed in (False, True):
        case = open_case(
            actor=officer.actor, post=post, channel="walk_in", started_at=now, officer=officer.user
        )
        record_consent(actor=officer.actor, case=case, purpose="keeping", given=agreed, at=now)
    papers_seen.load(post, now)
    paper = Paper.objects.get()
    assert paper.case_id == case.id
    said = Paper.sealed.open(paper, case.key_id)
    assert said["kind"] == "work_paper" and said["last"] == "4471" and said["to"] == "person"
