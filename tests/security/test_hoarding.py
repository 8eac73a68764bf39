"""A02: whoever opens many records, or tries ids one after the other, is stopped and told of, once."""

from __future__ import annotations

import datetime as dt
import time
import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import record_read
from cauce.custody.journal.models import Entry
from cauce.custody.journal.read_limits import TooMany
from cauce.staff.notices.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(cast):
    """Six cases of Houston."""
    return [
        cases.open_case(
            actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
        )
        for _ in range(6)
    ]


def looked(member, count: int, ago: dt.timedelta = dt.timedelta(minutes=5)) -> None:
    """As many different cases were read before, some of them more than once."""
    at = timezone.now() - ago
    append_many(
        Link("read", "case.page", str(member.user.id), at, "HOU", "case", str(uuid.UUID(int=n)))
        for n in [*range(count), *range(count)]
    )


@pytest.mark.parametrize("kind", ["call", "search", "transfer", "aid", "crew", "petition", "envelope"])
def test_what_was_told_by_telephone_or_stands_beside_a_case_is_counted_as_cases_are(cast, kind):
    """Whoever copies a post slowly, page by page, would take it from the calls and the errands."""
    at, ines = timezone.now(), cast.ines.actor
    append_many(
        Link("read", f"{kind}.read", ines.user, at, "HOU", kind, str(uuid.UUID(int=n))) for n in range(40)
    )
    record_read(ines, f"{kind}.read", about=(kind, uuid.UUID(int=5)), post="HOU")
    with pytest.raises(TooMany):
        record_read(ines, f"{kind}.read", about=(kind, uuid.uuid4()), post="HOU")


def test_a_list_of_names_tried_one_after_the_other_ends_and_two_people_are_told(client, cast):
    client.force_login(cast.ines.user)
    for n in range(60):
        assert client.post("/casos/", {"name": f"Fulana {n}"}).status_code == 200
    stopped = client.post("/casos/", {"name": "Fulana Sesenta"})
    assert stopped.status_code == 429 and "Sesenta" not in stopped.content.decode()
    client.post("/casos/", {"name": "Fulana"})
    assert len(alerts()) == 2
    prove(client)
    assert client.post("/seguir/", {"reason": "many_people", "next": "/pendientes/"}).status_code == 302
    assert client.post("/casos/", {"name": "Fulana"}).status_code == 200


def opens(client, case) -> int:
    return client.get(f"/casos/{case.id}/").status_code


def alerts() -> list[str]:
    return [m.recipient for m in Message.objects.filter(key__startswith="pace:")]


def prove(client) -> None:
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()


def test_A02_the_forty_first_record_in_an_hour_stays_closed_and_two_people_are_told_once(
    client, cast, folder
):
    looked(cast.ines, 39)
    client.force_login(cast.ines.user)
    assert opens(client, folder[0]) == 200
    answer = client.get(f"/casos/{folder[1].id}/")
    assert answer.status_code == 429 and folder[1].folio not in answer.content.decode()
    assert opens(client, folder[2]) == 429
    assert opens(client, folder[0]) == 200, "what was open before stays open"
    assert sorted(alerts()) == sorted([str(cast.aurora.user.id), str(cast.elena.user.id)])
    stopped = Entry.objects.filter(kind="refused", what="pace.exceeded", about_kind="case").order_by("id")
    assert [e.about_id for e in stopped] == [str(folder[1].id), str(folder[2].id)]
    assert not Entry.objects.filter(kind="read", about_id=str(folder[1].id)).exists()


def test_A02_it_counts_the_day_too(client, cast, folder):
    for part in range(4):
        at = timezone.now() - dt.timedelta(hours=3 + 3 * part)
        append_many(
            Link(
                "read",
                "case.page",
                str(cast.ines.user.id),
                at,
                "HOU",
                "case",
                str(uuid.UUID(int=part * 30 + n)),
            )
            for n in range(30)
        )
    client.force_login(cast.ines.user)
    assert opens(client, folder[0]) == 429


@pytest.mark.parametrize(("count", "ago"), [(25, 5), (60, 90)])
def test_A02_an_officer_at_work_is_not_stopped(client, cast, folder, count, ago):
    looked(cast.ines, count, dt.timedelta(minutes=ago))
    client.force_login(cast.ines.user)
    assert [opens(client, case) for case in folder] == [200] * 6
    assert alerts() == []


def test_A02_another_person_at_the_same_post_is_not_stopped_with_her(client, cast, folder):
    looked(cast.ines, 60)
    client.force_login(cast.mateo.user)
    assert opens(client, folder[0]) == 200


def test_A02_a_proof_and_a_reason_open_some_more_and_stand_in_the_journal(client, cast, folder):
    looked(cast.ines, 40)
    client.force_login(cast.ines.user)
    assert opens(client, folder[0]) == 429
    assert client.get("/seguir/").status_code == 302, "without a fresh proof there is no reason"
    prove(client)
    assert 'role="alert"' not in client.get("/seguir/").content.decode(), "nothing was sent yet"
    assert client.post("/seguir/", {"reason": "curious"}).status_code == 422
    assert opens(client, folder[0]) == 429
    back = f"/casos/{folder[0].id}/"
    answer = client.post("/seguir/", {"reason": "handover", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert opens(client, folder[0]) == 200
    said = Entry.objects.get(what="pace.extend")
    assert (said.actor, said.detail) == (str(cast.ines.user.id), {"reason": "handover"})
    looked(cast.ines, 60)
    assert opens(client, folder[1]) == 429
    for _ in range(2):
        client.post("/seguir/", {"reason": "review"})
    assert client.post("/seguir/", {"reason": "review"}).status_code == 422
    assert client.post("/seguir/", {"reason": "review", "next": "https://evil.example/"}).status_code == 422


def test_A02_whoever_tries_ids_one_after_the_other_is_told_of(client, cast, folder):
    client.force_login(cast.tomas.user)
    for case in folder:
        assert opens(client, case) == 404
    assert alerts() == []
    for _ in range(12):
        assert client.get(f"/casos/{uuid.uuid4()}/").status_code == 404
    assert alerts() == [str(cast.elena.user.id)], "Laredo has no head of post here"


def test_A02_a_role_may_have_its_own_measure(client, cast, folder, settings):
    settings.PACE_OF_ROLE = {"protection_officer": {"hour": 3}}
    client.force_login(cast.ines.user)
    assert [opens(client, case) for case in folder[:4]] == [200, 200, 200, 429]


def test_A02_the_count_is_one_question_to_the_database(cast, django_assert_num_queries):
    from cauce.custody.journal import read_limits

    looked(cast.ines, 30)
    with django_assert_num_queries(1):
        read_limits.check(cast.ines.actor, ("case", str(uuid.uuid4())), timezone.now())
