"""Every page of the house, asked by somebody to whom a case is closed: it shows nothing of that case."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.scoped import ScopedRows, ways_to_case
from cauce.site.routes import OPEN_ROUTES
from tests import quickcast
from tests.architecture.matrix import ALL
from tests.architecture.walking import canaries, filled, houston
from tests.security.asking import asking

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
PAGES = [one for one in ALL if one[0] not in OPEN_ROUTES and one[0] != "close"]
# Pages of things that are of no case, or of another one, with a text of their own that was planted.
NOT_OF_IT = set(
    """
    calls:call crews:shared crews:together directory:interpreter recusals:one rights:breach searches:board
    searches:one transfers:answer
    """.split()
)
# Tables of people that no column binds to a case or its person.
OF_NO_CASE = set(
    """
    appointments.Quarter complaints.Complaint complaints.Word cases.BroughtFile
    cases.BroughtMapping crews.CrewRide crews.IncidentStaff crews.SharedIncident joins.Possible kits.Kit
    kits.KitSheet measurement.PostSums people.LinkagePair referrals.Group rights.BreachRecord
    screenings.LinkNotice screenings.LinkQuery searches.Identification searches.Request searches.Search
    searches.SearchStep
    """.split()
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One thing of each kind of Houston; the case of all of them is closed to Mateo and to Aurora."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = quickcast.build()
        # The first folio of the year stands in hints of forms: the case has another.
        first = {"channel": "walk_in", "started_at": timezone.now()}
        cases.open_case(actor=cast.ines.actor, post=cast.houston, **first)
        ids = houston(cast)
        case = Case.objects.get(id=ids["case_id"])
        before = pages(cast.mateo, ids)
        for who in ("mateo", "aurora"):
            cases.declare_party(
                actor=cast.ines.actor,
                case=case,
                user=getattr(cast, who).user,
                relation="named",
                words="",
                at=case.opened_at,
            )
        yield SimpleNamespace(cast=cast, ids=ids, case=case, before=before)
        transaction.set_rollback(True)


def pages(one, ids) -> dict[str, object]:
    """What each page answers to somebody, with the ids of what there is."""
    with asking(one.user) as ask:
        return {name: ask("get", filled(address, ids)) for name, address in PAGES}


def tells(answer, case: Case) -> set[str]:
    """What of the case an answer shows."""
    content = getattr(answer, "content", b"")
    marks = {str(case.id), str(case.person_id), case.folio}
    return {mark for mark in marks if mark.encode() in content} | {part for _, part in canaries(content)}


@pytest.mark.parametrize("who", ["mateo", "aurora"])
def test_no_page_shows_anything_of_it_to_whoever_is_a_party(world, who):
    opened = {name for name, answer in world.before.items() if tells(answer, world.case)}
    after = pages(getattr(world.cast, who), world.ids)
    shown = {name: tells(answer, world.case) for name, answer in after.items() if name not in NOT_OF_IT}
    assert {name: parts for name, parts in shown.items() if parts} == {}
    assert {answer.status_code for answer in after.values()} <= {200, 204, 302, 404, 405}
    assert len(opened) > 60, "before, these pages showed it to Mateo"


def test_the_answer_for_it_is_that_for_a_case_of_nobody(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.mateo.user)
    for name, address in PAGES:
        if "case_id" not in address:
            continue
        with transaction.atomic():
            nothing = client.get(filled(address))
            closed = client.get(filled(address, world.ids | {"case_id": world.case.id}))
            transaction.set_rollback(True)
        assert (closed.status_code, closed.content) == (nothing.status_code, nothing.content), name
        assert closed.status_code in (404, 405), name


def test_every_table_about_people_knows_of_which_case_a_row_is_or_has_none():
    from django.apps import apps

    tables = [one for one in apps.get_models() if isinstance(one._default_manager.all(), ScopedRows)]
    assert {one._meta.label for one in tables if not ways_to_case(one)} == OF_NO_CASE
