"""What protection does with a form from the field, and who may."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases.access import case_for
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.counts import counted
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.intake.collection import access, actions, judging
from cauce.intake.collection.models import Arrival, Attachment
from cauce.intake.screenings import access as screenings
from cauce.protocol.editions.access import current_edition
from cauce.staff.notices.models import Message
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import close_incident
from cauce.staff.offices.models import Incident
from tests.field import current, finalise, submission

ASKS = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": "M-14"}
CALM = {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes"}
NOW = timezone.now


def test_a_form_that_asks_for_nothing_more_waits_for_nobody(came, cast):
    asks, calm = came(ASKS), came(CALM)
    assert list(access.arrivals(cast.ines.actor, "HOU")) == [asks]
    assert list(access.arrivals(cast.ines.actor, "HOU", which="nothing")) == [calm]
    assert counted(**access.waiting(cast.ines.actor, "HOU")) == {
        "urgent": 0,
        "to_see": 1,
        "set_aside": 0,
        "urgent_aside": 0,
    }


def test_a_form_that_speaks_of_danger_stands_first_and_protection_is_told(came, cast):
    asks, danger = came(ASKS), came({"danger_now": "yes"}, "phone-line")
    assert list(access.arrivals(cast.ines.actor, "HOU")) == [danger, asks]
    told = Message.objects.filter(key__startswith=f"arrival:{danger.id}")
    assert {one.recipient for one in told} == {str(cast.ines.user.id), str(cast.mateo.user.id)}
    assert Message.objects.count() == 2


def told_of(arrival):
    found = Message.objects.filter(key__startswith=f"arrival:{arrival.id}")
    return {one.recipient for one in found}


def test_danger_in_a_form_set_aside_calls_protection_and_stands_first(came, cast):
    odd = came(ASKS | {"apodo": "x"})
    danger = came({"danger_now": "yes", "apodo": "x"}, "phone-line")
    assert (danger.state, danger.urgent, odd.urgent) == ("quarantined", True, False)
    assert told_of(danger) == {str(cast.ines.user.id), str(cast.mateo.user.id)}
    assert told_of(odd) == set()
    assert list(access.arrivals(cast.ines.actor, "HOU", which="set_aside")) == [danger, odd]
    counts = counted(**access.waiting(cast.ines.actor, "HOU"))
    assert (counts["set_aside"], counts["urgent_aside"], counts["urgent"]) == (2, 1, 0)
    actions.release(actor=cast.ines.actor, arrival=danger, at=NOW())
    assert Message.objects.count() == 2, "who was told is not told twice"
    assert list(access.arrivals(cast.ines.actor, "HOU")) == [danger]


def test_releasing_a_form_that_speaks_of_danger_calls_who_was_never_called(came, cast):
    danger = came({"danger_now": "yes", "apodo": "x"}, "phone-line")
    Arrival.objects.filter(id=danger.id).update(urgent=False)
    Message.objects.all().delete()
    actions.release(actor=cast.ines.actor, arrival=Arrival.objects.get(), at=NOW())
    assert Arrival.objects.get().urgent and len(told_of(danger)) == 2


def test_a_case_opens_without_a_name_under_the_version_that_was_filled(came, cast):
    arrival = came(ASKS)
    case = actions.open_case_from(actor=cast.ines.actor, arrival=arrival, officer=cast.ines.user, at=NOW())
    ((sitting, content),) = screenings.sittings(case_for(cast.ines.actor, case.id), "screening")
    assert content["answers"] == {"alone_and_safe": "yes", "can_leave": "no"}
    assert (sitting.instrument, sitting.instrument_version) == ("mobile-consulate", 1)
    assert sitting.instrument_hash == arrival.instrument_hash and sitting.state == "finished"
    assert case.keeping == "not_asked", "it stays a sealed draft until the person agrees"
    kept = Arrival.objects.get()
    assert (kept.state, kept.outcome, kept.case_id) == ("closed", "case_opened", case.id)
    assert not kept.sealed and not kept.sealed_raw and not Attachment.objects.exists()


def test_a_form_set_aside_is_released_or_discarded_and_both_are_written_down(came, cast, registered):
    plain = actions.receive(
        actor=access.actor_of(registered.device),
        post=cast.houston,
        device=registered.device,
        packet=actions.Packet(data=current("mobile-consulate", ASKS), files={}),
        at=NOW(),
    ).arrival
    odd = came(ASKS | {"apodo": "x"})
    assert plain.reasons == ["not_encrypted"] and odd.reasons == ["unknown_question"]
    with pytest.raises(BadInput):
        actions.open_case_from(actor=cast.ines.actor, arrival=odd, officer=None, at=NOW())
    actions.release(actor=cast.ines.actor, arrival=odd, at=NOW())
    assert (odd.state, odd.to_see) == ("taken", True)
    actions.discard(actor=cast.ines.actor, arrival=plain, at=NOW())
    assert Arrival.objects.get(id=plain.id).state == "discarded" and not plain.sealed_raw
    assert Entry.objects.filter(what__in=("arrival.release", "arrival.discard")).count() == 2


def test_what_could_not_be_read_is_never_released(cast, came):
    lost = came(ASKS)
    Arrival.objects.filter(id=lost.id).update(state="quarantined", reasons=["wrong_hash"])
    with pytest.raises(BadInput, match="could not be read"):
        actions.release(actor=cast.ines.actor, arrival=Arrival.objects.get(), at=NOW())


def sent(registered, data, key=""):
    form = finalise(key or registered.device.public_key, data)
    return actions.receive(
        actor=access.actor_of(registered.device),
        post=registered.device.post,
        device=registered.device,
        packet=actions.Packet(data=form.xml, files=form.files),
        at=NOW(),
    ).arrival


def again(cast, arrival):
    actions.reread(actor=cast.ines.actor, arrival=arrival, of_response=None, at=NOW())
    return Arrival.objects.get(id=arrival.id)


def test_a_version_unknown_here_shows_its_slip_and_speaks_of_danger_at_once(cast, registered):
    later = sent(registered, submission("formato-c", "99", {"danger_now": "yes", "turn": "M-14"}))
    assert later.reasons == ["unknown_version"] and later.urgent and len(told_of(later)) == 2
    read = access.read(cast.ines.actor, later)
    assert (read.instrument, read.result, read.content["turn"]) == (None, None, "M-14")
    assert read.content["said"] == {"danger_now": "yes"} and read.content["answers"] == {}
    with pytest.raises(BadInput, match="could not be read"):
        actions.release(actor=cast.ines.actor, arrival=later, at=NOW())


def test_it_is_read_again_once_its_version_is_known_here(cast, registered, monkeypatch):
    later = sent(registered, submission("formato-c", "99", {"can_talk": "no", "turn": "M-14"}))
    assert again(cast, later).reasons == ["unknown_version"]
    newest = current_edition().instruments["phone-line"]
    monkeypatch.setattr(judging, "filled_under", lambda *_: newest)
    now = again(cast, later)
    assert (now.state, now.instrument, now.reasons) == ("taken", "phone-line", []) and now.to_see
    with pytest.raises(BadInput, match="no longer set aside"):
        again(cast, now)
    written = Entry.objects.filter(what="arrival.reread").order_by("id")
    assert [one.detail["state"] for one in written] == ["quarantined", "taken"]


def test_what_was_encrypted_for_another_telephone_of_the_post_is_rescued(cast, registered):
    old = actions.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 0", forms=[], at=NOW()
    ).device
    crossed = sent(registered, current("mobile-consulate", ASKS), old.public_key)
    assert crossed.reasons == ["wrong_key"] and not crossed.sealed
    assert again(cast, crossed).state == "taken"


def test_reading_again_forgives_nothing_that_still_does_not_fit(cast, registered, came):
    plain = actions.receive(
        actor=access.actor_of(registered.device),
        post=cast.houston,
        device=registered.device,
        packet=actions.Packet(data=current("mobile-consulate", ASKS), files={}),
        at=NOW(),
    ).arrival
    first = came(ASKS | {"apodo": "x"}, instance="uuid:1")
    second = came(CALM, instance="uuid:1")
    for one in (plain, first, second):
        before = one.reasons
        assert before and again(cast, one).reasons == before


@pytest.mark.parametrize("who", ["lucia", "aurora", "tomas", "sofia", "bruno", "elena"])
def test_only_protection_of_the_post_reads_what_was_answered(came, cast, who):
    arrival = came(ASKS)
    other = getattr(cast, who).actor
    with pytest.raises(Absent):
        access.arrival_for(other, arrival.id)
    with pytest.raises(Refused):
        actions.answer(actor=other, arrival=arrival, outcome="not_found", at=NOW())
    assert Entry.objects.filter(kind="refused", actor=other.user).count() == 2


def test_a_telephone_may_send_and_do_nothing_else(registered, came, cast):
    phone, arrival = access.actor_of(registered.device), came(ASKS)
    for ask in (
        lambda: access.arrival_for(phone, arrival.id),
        lambda: access.arrivals(phone, "HOU"),
        lambda: access.devices(phone, "HOU"),
        lambda: offices.incidents(phone),
    ):
        with pytest.raises(Absent):
            ask()
    with pytest.raises(Refused):
        actions.receive(
            actor=phone,
            post=cast.laredo,
            device=None,
            packet=actions.Packet(data=current("phone-line", {}), files={}),
            at=NOW(),
        )


def test_a_lost_telephone_is_withdrawn_opens_one_incident_and_its_card_still_opens_here(
    registered, cast, came
):
    device = registered.device
    for _ in range(2):
        actions.lose(actor=cast.mateo.actor, device=device, at=NOW())
    with pytest.raises(Absent):
        access.device_by_secret(registered.secret)
    incident = Incident.objects.get()
    assert (incident.kind, incident.about) == ("device_lost", str(device.id))
    assert offices.incidents(cast.aurora.actor) == [incident] == offices.incidents(cast.sofia.actor)
    with pytest.raises(Refused):
        close_incident(actor=cast.mateo.actor, incident=incident, outcome="recovered", at=NOW())
    with pytest.raises(Unknown):
        close_incident(actor=cast.aurora.actor, incident=incident, outcome="nada", at=NOW())
    close_incident(actor=cast.aurora.actor, incident=incident, outcome="recovered", at=NOW())
    assert Incident.objects.get().outcome == "recovered"


@pytest.mark.parametrize("who", ["lucia", "ines", "tomas", "sofia", "bruno"])
def test_only_who_looks_after_telephones_registers_one(cast, who):
    with pytest.raises(Refused):
        actions.register(actor=getattr(cast, who).actor, post=cast.houston, name="X", forms=[], at=NOW())


@pytest.mark.parametrize("name", ["", "<script>", "x" * 41])
def test_a_telephone_has_a_short_plain_name(cast, name):
    with pytest.raises(BadInput, match="telephone's name"):
        actions.register(actor=cast.mateo.actor, post=cast.houston, name=name, forms=[], at=NOW())
    with pytest.raises(Unknown):
        actions.register(actor=cast.mateo.actor, post=cast.houston, name="Uno", forms=["formato-z"], at=NOW())
