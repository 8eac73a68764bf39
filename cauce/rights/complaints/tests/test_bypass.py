"""A complaint is heard outside the post: nobody of it learns that there is one, whatever else they are."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from cauce.custody.journal import access as journal
from cauce.custody.journal import access_desk as desk
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rights.complaints import access, actions
from cauce.rights.complaints.models import Complaint
from cauce.rights.complaints.tests.conftest import TOLD, filed
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.notices.actions import see
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from cauce.staff.offices.models import Assignment
from tests.cast import member, today

pytestmark = pytest.mark.django_db
STEP = {"to": "acknowledged", "code": "read", "text": ""}


def signed(one) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(one.user)
    return client


def also(one, role: str, **where) -> None:
    """The same person with one role more, as by a mistake of whoever gives roles."""
    assign(actor=SYSTEM, user=one.user, role=role, **where)
    one.actor = actor_for(one.user)


def told(one) -> set[str]:
    """The accounts that a message about this complaint was made for."""
    rows = Message.objects.filter(key__contains=str(one.id))
    return set(rows.values_list("recipient", flat=True))


def sees_nothing(one, complaint) -> None:
    """No list, no count, no page, no journal, no message and no act."""
    client = signed(one)
    for address in ("/voces/", "/voces/senales/", "/avisos/"):
        page = client.get(address)
        assert str(complaint.id) not in page.content.decode(), address
        if address.startswith("/voces/") and Complaint.objects.count() == 1:
            words = page.content.decode()
            assert page.status_code == 404 or "No hay ninguna" in words or "Nada se repite" in words
    assert client.get(f"/voces/{complaint.id}/").status_code == 404
    nothing = client.get("/voces/00000000-0000-4000-8000-000000000000/")
    assert client.get(f"/voces/{complaint.id}/").content == nothing.content
    assert str(complaint.id) not in client.get("/bitacora/").content.decode()
    if one.actor.has_role("auditor"):
        shown = [*journal.page(one.actor).entries, *desk.refusals(one.actor).entries]
        shown += desk.of_names(one.actor, "all", desk.names_with("complaint.")).entries
        assert shown and not [row for row in shown if "complaint" in row.what + row.about_kind]
    with pytest.raises(Absent):
        access.complaint_for(one.actor, complaint.id)
    with pytest.raises((Absent, Refused)):
        actions.step(actor=one.actor, complaint=complaint, at=timezone.now(), **STEP)
    assert str(one.user.id) not in told(complaint)


def test_a_flood_of_others_takes_none_that_waits_from_the_list(cast, olga, complaint, monkeypatch):
    monkeypatch.setattr(access, "MOST", 2)
    for _ in range(11):
        filed(about="provider")
    ended = Complaint.objects.order_by("-filed_at").first()
    actions.step(
        actor=olga.actor, complaint=ended, to="founded", code="founded", text="Se habló.", at=timezone.now()
    )
    assert access.complaints(cast.sofia.actor)[0] == complaint


def test_a_flood_is_one_line_with_its_count_and_danger_stands_before_it_by_itself(cast, olga, complaint):
    for _ in range(6):
        filed(about="provider")
    real = filed(about="provider", category="danger")
    page = signed(olga).get("/avisos/").content.decode()
    assert "2 avisos nuevos" in page and "Y 6 más." in page
    now = timezone.now()
    shown = notices.of(olga.actor, now)
    assert [(one.urgent, one.more) for one in shown] == [(True, 0), (False, 6)]
    assert notices.unseen(olga.actor, now).count() == 2 and str(olga.user.id) in told(real)
    assert access.complaints(olga.actor)[0] == real
    # Nobody is mailed for what is folded; a day later, or once it was seen, a new line stands.
    assert Message.objects.filter(recipient=str(olga.user.id), sent_at=None).count() == 2
    see(actor=olga.actor, at=now)
    filed(about="provider")
    assert notices.unseen(olga.actor, timezone.now()).count() == 1


def test_headquarters_and_internal_control_are_told_and_read_it(cast, olga, complaint):
    assert told(complaint) == {str(one.user.id) for one in (cast.sofia, cast.ximena, olga)}
    for one in (cast.sofia, olga):
        assert TOLD in signed(one).get(f"/voces/{complaint.id}/").content.decode()
    assert TOLD not in str(list(Message.objects.values_list()))


@pytest.mark.parametrize("who", ["lucia", "ines", "mateo", "aurora", "raul", "elena", "bruno", "paula"])
def test_nobody_else_sees_it(cast, complaint, who):
    if who == "elena":
        return _an_auditor_sees_only_that_there_was_an_act(cast.elena, complaint)
    sees_nothing(getattr(cast, who), complaint)


def _an_auditor_sees_only_that_there_was_an_act(elena, complaint) -> None:
    assert signed(elena).get(f"/voces/{complaint.id}/").status_code == 404
    rows = Entry.objects.filter(kind="act", about_kind="complaint", about_id=str(complaint.id))
    assert rows.exists() and all(row.detail == {} and row.chain == "network" for row in rows)


@pytest.mark.parametrize("role", ["headquarters", "internal_control", "auditor"])
def test_a_head_of_post_with_another_role_sees_nothing_of_it_either(cast, olga, complaint, role):
    also(cast.aurora, role)
    actions.chase(actor=SYSTEM, complaint=complaint, key=f"x:{complaint.id}", at=timezone.now())
    sees_nothing(cast.aurora, complaint)
    other = filed(post=cast.laredo)
    if role != "auditor":
        assert access.may_see(cast.aurora.actor, other), "what is said of another post, yes"
        assert [one.id for one in access.complaints(cast.aurora.actor)] == [other.id]


def test_whoever_left_the_post_for_headquarters_still_does_not_read_it(cast, complaint):
    Assignment.objects.filter(user=cast.aurora.user).update(
        starts_on=today() - dt.timedelta(days=90), ends_on=today() - dt.timedelta(days=3)
    )
    also(cast.aurora, "headquarters")
    assert not cast.aurora.actor.posts
    sees_nothing(cast.aurora, complaint)


def test_once_somebody_is_named_nobody_of_where_they_are_now_reads_it(cast, olga, complaint):
    noe = member("noe", "Noé Cárdenas", "headquarters")
    also(noe, "protection_officer", post=cast.laredo)
    assert access.may_see(noe.actor, complaint), "of Laredo, which has nothing to do with it yet"
    actions.name(actor=cast.sofia.actor, complaint=complaint, kind="officer", typed="Mateo")
    assert access.may_see(noe.actor, complaint)
    also(cast.mateo, "protection_consul", post=cast.laredo)  # he is moved there
    assert not access.may_see(noe.actor, complaint)
    also(cast.mateo, "headquarters")  # and then to headquarters
    assert not access.may_see(cast.sofia.actor, complaint) and access.may_see(olga.actor, complaint)
    sees_nothing(cast.mateo, complaint)
    assert access.readers(complaint) == [olga.user]


def test_a_reviewer_who_is_named_is_refused_from_then_on(cast, olga, complaint):
    client = signed(cast.sofia)
    form = {"do": "name", "kind": "officer", "typed": "sofia"}
    assert client.post(f"/voces/{complaint.id}/", form)["Location"] == "/voces/"
    assert client.get(f"/voces/{complaint.id}/").status_code == 404
    with pytest.raises(Absent):
        actions.step(actor=cast.sofia.actor, complaint=complaint, at=timezone.now(), **STEP)
    assert Entry.objects.filter(kind="refused", what="complaint.read").exists()


def test_who_looks_into_complaints_finds_in_the_journal_none_that_is_about_them(cast, olga, complaint):
    also(olga, "auditor")
    actions.name(actor=cast.sofia.actor, complaint=complaint, kind="officer", typed="olga")
    also(cast.ximena, "auditor")
    for one in (olga, cast.ximena):
        shown = journal.page(one.actor).entries
        assert shown and not [row for row in shown if "complaint" in row.what + row.about_kind]


def test_about_headquarters_internal_control_alone_is_told(cast, olga):
    one = filed(about="headquarters")
    assert told(one) == {str(olga.user.id)}
    sees_nothing(cast.sofia, one)
    other = filed(about="control")
    assert told(other) == {str(cast.sofia.user.id), str(cast.ximena.user.id)}
    sees_nothing(olga, other)


def test_where_nobody_may_read_it_those_who_give_roles_are_told_that_a_role_is_missing(cast):
    one = filed(about="headquarters")
    assert told(one) == {str(cast.bruno.user.id)}
    assert "control interno" in Message.objects.get(key__contains=str(one.id)).body
    assert signed(cast.bruno).get(f"/voces/{one.id}/").status_code == 404


def test_iom_reads_what_concerns_it_with_her_yes_and_decides_nothing(cast, olga):
    one = filed(about="provider", with_iom=True, post=cast.houston)
    page = signed(cast.paula).get(f"/voces/{one.id}/").content.decode()
    assert TOLD in page and 'value="step"' not in page
    with pytest.raises(Refused):
        actions.step(actor=cast.paula.actor, complaint=one, at=timezone.now(), **STEP)
    assert str(cast.paula.user.id) in told(one)
    sees_nothing(cast.paula, filed(about="iom", with_iom=True))
    assert not filed(about="iom", with_iom=True).with_iom
