"""A name is written at a post that attends the same person already: who attends the earlier file is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.people.identity_match import alike_among
from cauce.people.models import Identity
from cauce.sharing.joins import access
from cauce.sharing.joins.models import Join, Possible
from cauce.staff.notices.models import Message
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
ELENA = {"given_names": "Elena", "first_surname": "Prado", "second_surname": "Ruiz"}
BORN = {"birth_date": "1998-04-02"}


def named(cast, fields, by=None, officer=None) -> Case:
    who = by or cast.ines
    at = timezone.now()
    case = cases.open_case(
        actor=who.actor,
        post=cast.laredo if who is cast.tomas else cast.houston,
        channel="walk_in",
        started_at=at - dt.timedelta(minutes=9),
        officer=(officer or who).user,
    )
    cases.record_consent(actor=who.actor, case=case, purpose="keeping", given=True, at=at)
    cases.save_identity(actor=who.actor, case=case, seen_version=0, at=at, fields=fields)
    return case


def looked() -> int:
    return rounds_of("cauce.sharing.joins", timezone.now())["doubles_looked_at"]


def told() -> list[str]:
    return [one.recipient for one in Message.objects.filter(key__startswith="join_alike:")]


def alike(who) -> list[tuple[str, str]]:
    found = access.of_post(who.actor, "HOU", timezone.now()).alike
    return [(one.earlier.folio, one.later.folio) for one in found]


def test_the_owner_of_the_earlier_file_is_told_and_nobody_else(cast):
    earlier = named(cast, ELENA | BORN, officer=cast.mateo)
    later = named(cast, ELENA | BORN)
    assert looked() == 1
    assert told() == [str(cast.mateo.user.id)]
    message = Message.objects.get(key__startswith="join_alike:")
    said = f"{message.subject} {message.body}"
    assert not [word for word in (earlier.folio, later.folio, "Elena", "Prado") if word in said]
    assert alike(cast.mateo) == [(earlier.folio, later.folio)] and alike(cast.ines) == []
    assert looked() == 0 and len(told()) == 1, "nobody is told twice"
    assert Possible.objects.count() == 1 and not Join.objects.exists(), "nothing moves"


def test_the_page_that_saves_the_name_says_that_she_be_asked_and_nothing_else(client, cast):
    earlier = named(cast, ELENA | BORN, officer=cast.mateo)
    later, other = named(cast, {"given_names": "Rosa"}), named(cast, {"given_names": "Rosa"})
    client.force_login(cast.ines.user)
    said = []
    for case, fields in ((later, ELENA | BORN), (other, {"given_names": "Nadie", "first_surname": "Igual"})):
        page = f"/casos/{case.id}/identidad/"
        asked = client.post(page, {"do": "save", "seen": "1", **fields}, follow=True)
        looked()
        after = client.get(page).content.decode()
        said.append((asked.status_code, len(asked.redirect_chain)))
        assert earlier.folio not in asked.content.decode() + after
    assert said[0] == said[1]
    fresh = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    opened = client.post(f"/casos/{fresh.id}/identidad/", {"do": "open", "reason": "attend"})
    assert "si ya la atendieron antes" in opened.content.decode()
    opened = client.post(f"/casos/{later.id}/identidad/", {"do": "open", "reason": "attend"})
    assert "si ya la atendieron antes" not in opened.content.decode(), "who has a name was asked already"


def test_she_asks_that_they_be_joined_and_another_of_the_post_agrees(client, cast):
    earlier, later = named(cast, ELENA | BORN, officer=cast.mateo), named(cast, ELENA | BORN)
    looked()
    possible = Possible.objects.get()
    sent = {"do": "same", "possible": str(possible.id)}
    client.force_login(cast.ines.user)
    assert client.post("/consultas/", sent).status_code == 404, "it is not hers to decide"
    client.force_login(cast.mateo.user)
    page = client.get("/consultas/").content.decode()
    assert earlier.folio in page and later.folio in page and "Pueden ser de la misma persona" in page
    assert client.post("/consultas/", sent).status_code == 302
    made = Join.objects.get()
    assert (made.lead, made.follower, made.joined_at) == (earlier, later, None)
    assert client.post(f"/consultas/dobles/{made.id}/", {"do": "agree"}).status_code == 404 or not (
        Join.objects.get().joined_at
    ), "one person alone joins nothing"
    client.force_login(cast.ines.user)
    assert client.post(f"/consultas/dobles/{made.id}/", {"do": "agree"}).status_code == 302
    assert Join.objects.get().joined_at is not None


def test_two_people_stay_two_and_are_never_proposed_again(client, cast):
    named(cast, ELENA | BORN, officer=cast.mateo)
    later = named(cast, ELENA | BORN)
    looked()
    client.force_login(cast.mateo.user)
    sent = {"do": "two", "possible": str(Possible.objects.get().id)}
    assert client.post("/consultas/", sent).status_code == 302
    assert client.post("/consultas/", sent).status_code == 404, "it is decided"
    fields = ELENA | BORN | {"phone": "713 555 0147"}
    cases.save_identity(actor=cast.ines.actor, case=later, seen_version=1, at=timezone.now(), fields=fields)
    assert looked() == 0 and alike(cast.mateo) == []


def test_it_looks_within_a_post_alone_and_at_no_case_that_ended(cast):
    named(cast, ELENA | BORN, by=cast.tomas)
    gone = named(cast, ELENA | BORN, officer=cast.mateo)
    Case.objects.filter(id=gone.id).update(blocked_at=timezone.now())
    named(cast, ELENA | BORN)
    assert looked() == 0 and told() == []


def test_a_party_to_either_is_neither_told_nor_shown(cast):
    named(cast, ELENA | BORN, officer=cast.mateo)
    later = named(cast, ELENA | BORN)
    cases.declare_party(
        actor=cast.ines.actor, case=later, user=cast.mateo.user, relation="named", words="", at=timezone.now()
    )
    assert looked() == 1 and told() == [str(cast.ines.user.id)], "whoever else works on cases decides"
    assert len(alike(cast.ines)) == 1


def test_where_nobody_was_named_nothing_is_opened_or_written(cast):
    case = named(cast, ELENA | BORN)
    Identity.objects.filter(person=case.person).update(saved_at=timezone.now() - dt.timedelta(minutes=9))
    looked()
    written = Entry.objects.filter(what__in=("join.look_here", "identity.alike"))
    assert written.count() == 2
    looked()
    assert written.count() == 2


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (BORN, True),
        ({}, True),  # a date that nobody knows yet
        ({"birth_date": "1998-02-04"}, True),  # day and month turned
        ({"birth_date": "1971-04-02"}, False),
        ({"given_names": "Elisa"} | BORN, False),
        ({"second_surname": ""}, False),  # neither a date nor the whole name
        ({"second_surname": "Ortiz"} | BORN, False),
    ],
)
def test_what_is_alike_at_one_post(other, found):
    known = {"one": ELENA | BORN, "other": ELENA | other}
    pairs = alike_among({"other": known["other"]}, known)
    assert [set(pair) for pair in pairs] == ([{"one", "other"}] if found else [])


def test_a_name_that_many_have_says_nothing_without_a_date():
    known = {number: dict(ELENA) for number in range(5)}
    assert alike_among({0: known[0]}, known) == []
    assert len(alike_among({0: ELENA | BORN}, known | {9: ELENA | BORN})) == 1
