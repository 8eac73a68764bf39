"""An entry lives: places free, warnings of our own, agreements, and what its own people say of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, AlreadyDone, Refused
from cauce.custody.journal.models import Entry
from cauce.directory import access, actions
from cauce.directory.access import suggest, upkeep
from cauce.directory.models import Caution, Correction, Invitation, Service
from cauce.rules.matching import Asked
from cauce.rules.permissions import SYSTEM, Scope
from cauce.staff.notices.models import Message
from tests.cast import shelter
from tests.cast import today as cast_today

pytestmark = pytest.mark.django_db
SAID = {"free": 4, "families": True, "languages": ["spa", "mix"], "sex": "any"}


@pytest.fixture
def service(cast):
    made = shelter(cast.jacaranda)
    made.visibility = "network"
    made.save()
    return made


def open_service(cast):
    made = shelter(cast.nopal, "Centro Nopal (ejemplo)")
    Service.objects.filter(id=made.id).update(confidential=False)
    return Service.objects.get(id=made.id)


def link(cast, service, at=None):
    return actions.invite(actor=cast.ines.actor, service=service, post=cast.houston, at=at or timezone.now())


def say(made, changes=SAID, at=None):
    return actions.say_by_link(
        actor=SYSTEM, invitation=made.invitation, changes=changes, at=at or timezone.now()
    )


def review(cast, correction, taken, by="ines", **more):
    now = timezone.now()
    actions.review(
        actor=getattr(cast, by).actor,
        correction=correction,
        taken=taken,
        role="protection_officer",
        at=now,
        on=now.date(),
        **more,
    )


def view(cast, service):
    return access.service_for(cast.ines.actor, service.id)


def test_a_link_is_known_by_its_digest_alone_and_opens_until_its_day(cast, service):
    made, now = link(cast, service), timezone.now()
    assert made.secret not in str(vars(Invitation.objects.get()))
    assert made.secret not in str(list(Entry.objects.values()))
    assert upkeep.invitation_by(made.secret, now) == made.invitation
    for wrong in ("", "nada", made.invitation.digest, made.secret[:-1], "x" * 900):
        assert upkeep.invitation_by(wrong, now) is None
    assert upkeep.invitation_by(made.secret, now + dt.timedelta(days=15)) is None
    with pytest.raises(BadInput, match="is over"):
        say(made, at=now + dt.timedelta(days=15))


def test_a_new_link_closes_the_one_before(cast, service):
    first, second = link(cast, service), link(cast, service)
    assert upkeep.invitation_by(first.secret, timezone.now()) is None
    assert upkeep.invitation_by(second.secret, timezone.now()) is not None


def test_what_is_said_shows_to_nobody_before_it_is_reviewed_and_the_link_is_used(cast, service):
    made = link(cast, service)
    say(made)
    assert view(cast, service).serves.families is None and view(cast, service).offer.free is None
    assert upkeep.invitation_by(made.secret, timezone.now()) is None
    with pytest.raises(BadInput, match="used already"):
        say(made)
    told = set(Message.objects.values_list("recipient", flat=True))
    assert str(cast.ines.user.id) in told and str(cast.tomas.user.id) not in told


def test_it_is_taken_over_field_by_field_and_the_entry_is_fresh(cast, service):
    correction = say(link(cast, service))
    review(cast, correction, {"free": True, "families": False, "languages": True, "sex": True})
    seen = view(cast, service)
    assert (seen.offer.free, seen.offer.current, seen.serves.families) == (4, True, None)
    assert [code for _, _, code in seen.languages] == ["spa", "mix"] and seen.serves.sex == "any"
    assert seen.freshness.by == "protection_officer" and seen.freshness.state == "current"
    with pytest.raises(BadInput, match="decided"):
        review(cast, Correction.objects.get(), dict.fromkeys(SAID, True))


def test_nothing_taken_over_leaves_the_entry_as_it_was(cast, service):
    review(cast, say(link(cast, service)), dict.fromkeys(SAID, False))
    assert view(cast, service).freshness.state == "never" and view(cast, service).offer.free is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"free": -1},
        {"free": True},
        {"free": 10**6},
        {"languages": ["klingon"]},
        {"languages": ["zzz"]},
        {"note": "María está aquí"},
        {"any_status": True},
        {"phone": "llame a María"},
        {"hours": {"days": ["MO"], "opens": "tarde", "closes": "18:00"}},
        {"cost": "mucho"},
        {"visibility": "public"},
        {"phone": "713 555 0147"},
    ],
)
def test_nothing_else_is_taken_by_a_link_and_it_stays_open(cast, service, changes):
    made = link(cast, service)
    with pytest.raises(BadInput):
        say(made, changes)
    assert not Correction.objects.exists()
    assert upkeep.invitation_by(made.secret, timezone.now()) is not None


def test_an_open_entry_says_its_telephone_and_hours_and_they_stand_before_the_imported(cast):
    one = open_service(cast)
    hours = {"days": ["MO", "TU"], "opens": "09:00", "closes": "17:00"}
    correction = say(link(cast, one), {"phone": "713 555 0147", "hours": hours})
    review(cast, correction, {"phone": True, "hours": True}, by="sofia")
    seen = view(cast, one)
    assert [p.number for p in seen.phones] == ["713 555 0147"]
    assert seen.schedules[0][1:4] == ("MO,TU", "09:00", "17:00")


def test_a_telephone_that_came_through_ones_own_link_is_accepted_by_somebody_else(cast):
    """Alone, an officer would have every post call whoever she likes in the place of the shelter."""
    one, scope = open_service(cast), Scope(partner=str(cast.jacaranda.id))
    correction = say(link(cast, one), {"phone": "713 555 0147", "free": 2})
    for taken in ({"phone": True, "free": False}, {"phone": True, "free": True}):
        with pytest.raises(BadInput, match="somebody else accepts it"):
            review(cast, correction, taken)
    review(cast, correction, {"phone": False, "free": True})
    assert [p.number for p in view(cast, one).phones] != ["713 555 0147"]
    # Beside what the service itself says through its account, the link is hers as well.
    actions.say_of_own(
        actor=cast.clara.actor, service=one, scope=scope, changes={"pets": True}, at=timezone.now()
    )
    joined = say(link(cast, one), {"phone": "713 555 0148"})
    with pytest.raises(BadInput, match="somebody else accepts it"):
        review(cast, joined, {"phone": True, "pets": True})
    review(cast, joined, {"phone": True, "pets": True}, by="sofia")
    # What is decided is over: the service's own telephone later is anybody's to accept.
    mine = actions.say_of_own(
        actor=cast.clara.actor, service=one, scope=scope, changes={"phone": "713 555 0149"}, at=timezone.now()
    )
    review(cast, mine, {"phone": True})
    assert [p.number for p in view(cast, one).phones] == ["713 555 0149"]


def test_what_is_said_twice_before_a_review_is_one_thing_to_review(cast, service):
    scope = Scope(partner=str(cast.jacaranda.id))
    now = timezone.now()
    for changes in ({"free": 2}, {"free": 0, "pets": True}):
        actions.say_of_own(actor=cast.clara.actor, service=service, scope=scope, changes=changes, at=now)
    assert Correction.objects.get().changes == {"free": 0, "pets": True}


def test_an_account_says_nothing_of_anothers_entry(cast, service):
    with pytest.raises(Absent):
        upkeep.own_service_for(cast.omar.actor, service.id)
    with pytest.raises(Refused):
        actions.say_of_own(
            actor=cast.omar.actor,
            service=service,
            scope=Scope(partner=str(cast.jacaranda.id)),
            changes={"free": 1},
            at=timezone.now(),
        )
    assert upkeep.own_service_for(cast.clara.actor, service.id)[0] == service


def test_pressing_twice_keeps_it_once(cast, service):
    import uuid

    made, key = link(cast, service), uuid.uuid4()
    given = {"actor": SYSTEM, "invitation": made.invitation, "changes": SAID, "once": key}
    actions.say_by_link(**given, at=timezone.now())
    with pytest.raises(AlreadyDone):
        actions.say_by_link(**given, at=timezone.now())


WORDS = "Quien dirige conoce al empleador de Tlapa"


def test_a_warning_is_sealed_read_in_the_network(cast, service):
    made = actions.warn(
        actor=cast.ines.actor,
        service=service,
        post=cast.houston,
        kind="do_not_refer",
        note=WORDS,
        at=timezone.now(),
    )
    assert WORDS.encode() not in bytes(Caution.objects.get().note)
    assert [one.text for one in upkeep.cautions_of(cast.tomas.actor, service.id)] == [WORDS]
    assert Entry.objects.filter(kind="read", what="directory.caution").count() == 1
    for who in (cast.clara, cast.aurora, cast.lucia):
        with pytest.raises(Absent):
            upkeep.cautions_of(who.actor, service.id)
    asked = Asked(kind="shelter")
    (one,) = suggest(cast.ines.actor, asked).rows
    assert one.match.verdict == "no" and "nota interna" in one.match.of("no")[0].es
    with pytest.raises(Refused):
        actions.end_caution(actor=cast.tomas.actor, caution=made, at=timezone.now())
    actions.end_caution(actor=cast.ines.actor, caution=made, at=timezone.now())
    assert suggest(cast.ines.actor, asked).rows[0].match.verdict == "ask"


def test_places_free_count_for_some_days_and_then_are_to_be_asked(cast, service):
    now = timezone.now()
    actions.say_capacity(actor=cast.ines.actor, service=service, version=1, free=0, at=now)
    asked = Asked(kind="shelter")
    assert suggest(cast.ines.actor, asked).rows[0].match.verdict == "no"
    later = now.date() + dt.timedelta(days=9)
    assert suggest(cast.ines.actor, asked, on=later).rows[0].match.verdict == "ask"
    assert view(cast, service).offer.free == 0
    with pytest.raises(BadInput, match="places"):
        actions.say_capacity(actor=cast.ines.actor, service=service, version=2, free=-3, at=now)


def test_an_agreement_warns_before_its_end_and_cannot_end_before_it_begins(cast, service):
    day = cast_today()
    given = {
        "actor": cast.ines.actor,
        "post": cast.houston,
        "organization": service.organization,
        "kind": "memorandum",
        "number": "HOU-07",
        "valid_from": day,
    }
    with pytest.raises(BadInput, match="before it begins"):
        actions.record_agreed(**given, valid_to=day - dt.timedelta(days=1))
    made = actions.record_agreed(**given, valid_to=day + dt.timedelta(days=100))
    assert upkeep.agreements_ending(day) == []
    assert upkeep.agreements_ending(day + dt.timedelta(days=20)) == [made]


def test_a_service_sealed_from_somebody_is_not_suggested_to_them(cast, service):
    Service.objects.filter(id=service.id).update(visibility="named-roles")
    assert suggest(cast.ines.actor, Asked(kind="shelter")).rows
    assert suggest(cast.aurora.actor, Asked(kind="shelter")).rows == ()
    with pytest.raises(Absent):
        suggest(cast.clara.actor, Asked(kind="shelter"))


def test_suggesting_takes_as_many_queries_for_many_as_for_one(cast, service, django_assert_max_num_queries):
    for number in range(20):
        Service.objects.create(
            organization=service.organization,
            name=f"Otro {number}",
            source="tests",
            status="active",
        )
    with django_assert_max_num_queries(14):
        assert suggest(cast.ines.actor, Asked(kind="shelter")).totals["ask"] == 21
