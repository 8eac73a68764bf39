"""Appointments: reception has hours and numbers and nobody; not coming is held against nobody."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.intake.appointments.actions import Hour, make_appointment, mark_arrived, move_appointment
from cauce.intake.appointments.models import KeptHour, Quarter
from cauce.intake.crews import actions as crews
from cauce.operations.loop.tick import tick
from cauce.rights.rights.actions import record_death
from cauce.staff.notices.models import Message
from tests.cast import HOUSTON, today
from tests.transfers import moved

pytestmark = pytest.mark.django_db
CALENDAR = "/citas/"


def opened(cast, name: str = "Guadalupe") -> Case:
    now = timezone.now()
    made = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=now - dt.timedelta(minutes=9),
    )
    cases.record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    cases.save_identity(
        actor=cast.ines.actor,
        case=made,
        seen_version=0,
        at=now,
        fields={"given_names": name, "first_surname": "Ramírez", "second_surname": "Ortega"},
    )
    return made


@pytest.fixture
def case(cast):
    return opened(cast)


def hour(days: int = 1, at: int = 10) -> dt.datetime:
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(at), HOUSTON)


def keep(cast, case, starts_at=None, *, at=None, by=None, **more) -> KeptHour:
    starts_at = starts_at or hour()
    given = {
        "minutes": 30,
        "place": "room_1",
        "reason": "talk",
        "officer": cast.ines.user,
        "interpreter": True,
    } | more
    return make_appointment(
        actor=(by or cast.ines).actor,
        case=case,
        at=at or min(timezone.now(), starts_at - dt.timedelta(hours=1)),
        **gathered(given | {"starts_at": starts_at}, hour=Hour),
    )


def enter(client, member) -> None:
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = timezone.now().timestamp()
    session.save()


def page(client, member, address: str) -> str:
    enter(client, member)
    answer = client.get(address)
    return answer.content.decode() if answer.status_code == 200 else f"{answer.status_code}"


def send(client, member, address: str, **form):
    enter(client, member)
    return client.post(address, form | {"once": str(uuid.uuid4())})


def typed(cast, **more) -> dict[str, str]:
    return {
        "when": f"{hour():%Y-%m-%dT%H:%M}",
        "minutes": "30",
        "place": "room_1",
        "reason": "talk",
        "officer": str(cast.ines.user.id),
    } | more


def test_reception_receives_hours_and_numbers_and_nobody(client, cast, case):
    row = keep(cast, case, hour(0, 10))
    other = opened(cast, "Esperanza")
    keep(cast, other, hour(1, 9))
    secrets = [
        case.folio,
        other.folio,
        str(case.id),
        str(other.id),
        str(row.id),
        str(case.person_id),
        "Guadalupe",
        "Esperanza",
        "Ramírez",
        "/casos/",
        "intérprete",
        "interpreter",
    ]
    for address in (CALENDAR, "/citas/semana/", f"/citas/?dia={hour():%Y-%m-%d}", "/citas/hoja/"):
        for member in (cast.lucia, cast.aurora, cast.mateo):
            seen = page(client, member, address)
            assert not [one for one in secrets if one in seen], (address, member.user.username)
    seen = page(client, cast.lucia, CALENDAR)
    assert f"Ficha {row.ficha}" in seen and "Sala 1" in seen and "Plática" in seen
    assert f"/casos/{case.id}/citas/" in page(client, cast.ines, CALENDAR), "her officer alone"
    assert page(client, cast.tomas, CALENDAR).count("Ficha") == 0, "another post's"
    for nobody in (cast.raul, cast.elena, cast.clara):
        assert page(client, nobody, CALENDAR) == "404"
    for address in (f"/casos/{case.id}/citas/", f"/casos/{case.id}/citas/{row.id}/papel/"):
        assert page(client, cast.lucia, address) == "404"
    slip = page(client, cast.ines, f"/casos/{case.id}/citas/{row.id}/papel/")
    assert str(row.ficha) in slip and not [one for one in secrets if one in slip]
    assert "Inés" not in slip and "Houston" not in slip and "Carranza" not in slip


def test_reception_says_by_the_number_that_somebody_came_and_the_officer_is_told(client, cast, case):
    row = keep(cast, case, hour(0, 10))
    tomorrow = keep(cast, case, hour(1, 10))
    send(client, cast.lucia, CALENDAR, do="here", ficha=str(row.ficha))
    send(client, cast.lucia, CALENDAR, do="here", ficha=str(row.ficha))
    told = Message.objects.get(key__startswith="appointment_here:")
    assert told.recipient == str(cast.ines.user.id) and str(row.ficha) in told.body
    assert case.folio not in told.body + told.subject and "Ramírez" not in told.body
    assert "Ya llegó" in page(client, cast.ines, "/pendientes/"), "and it stands on her list of the day"
    if tomorrow.ficha != row.ficha:
        assert send(client, cast.lucia, CALENDAR, do="here", ficha=str(tomorrow.ficha)).status_code == 404
    send(client, cast.lucia, CALENDAR, do="not_here", ficha=str(row.ficha))
    row.refresh_from_db()
    assert (row.state, row.arrived_at) == ("planned", None)
    assert not Message.objects.filter(key__startswith="appointment_here:").exists()
    with pytest.raises(Refused):
        mark_arrived(actor=cast.tomas.actor, appointment=row, at=timezone.now())


def test_what_was_typed_stays_and_the_page_says_what_is_taken(client, cast, case):
    address, other = f"/casos/{case.id}/citas/", opened(cast, "Esperanza")
    assert send(client, cast.ines, address, **typed(cast)).status_code == 302
    there = f"/casos/{other.id}/citas/"
    clash = {
        "Ese lugar ya está ocupado": {"officer": str(cast.mateo.user.id)},
        "Quien atendería ya tiene": {"place": "room_2"},
        "Esa hora ya pasó": {"when": f"{hour(-1):%Y-%m-%dT%H:%M}"},
        "15, 30 o 45": {"when": f"{hour():%Y-%m-%dT%H:07}"},
    }
    for words, form in clash.items():
        again = send(client, cast.ines, there, **typed(cast, **form)).content.decode()
        assert words in again and 'value="talk" selected' in again, words
    again = send(
        client, cast.ines, address, **typed(cast, place="room_3", officer=str(cast.mateo.user.id))
    ).content.decode()
    assert "La persona ya tiene una cita" in again
    assert KeptHour.objects.count() == 1 and Quarter.objects.count() == 2 * 3


def test_the_database_itself_holds_one_of_each_quarter_and_one_of_each_number(cast, case):
    row = keep(cast, case)
    claim = Quarter.objects.filter(claim__startswith="place:").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quarter.objects.create(appointment=row, claim=claim.claim, at=claim.at)
    second = keep(cast, opened(cast, "Esperanza"), hour(1, 12))
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptHour.objects.filter(id=second.id).update(ficha=row.ficha)
    with pytest.raises(BadInput):
        move_appointment(
            actor=cast.ines.actor,
            case=second.case,
            appointment=second,
            hour=Hour(starts_at=hour(1, 10), minutes=45, place="room_1", officer=cast.mateo.user),
            at=timezone.now(),
        )
    second.refresh_from_db()
    assert second.starts_at == hour(1, 12) and second.quarters.count() == 2 * 3, "it keeps what it had"


def test_moved_to_another_day_it_has_another_number_and_cancelled_its_room_is_free(client, cast, case):
    row = keep(cast, case)
    one = f"/casos/{case.id}/citas/{row.id}/"
    send(client, cast.ines, one, do="taken", how="memory")
    send(client, cast.ines, one, do="move", **typed(cast, when=f"{hour(2):%Y-%m-%dT%H:%M}"))
    row.refresh_from_db()
    assert (row.day, row.taken_as) == (hour(2).date(), "")
    send(client, cast.ines, one, do="cancel", why="by_person")
    row.refresh_from_db()
    assert (row.state, row.why) == ("cancelled", "by_person")
    keep(cast, opened(cast, "Esperanza"), hour(2))
    assert f"Ficha {row.ficha} " not in page(client, cast.lucia, f"/citas/?dia={hour(2):%Y-%m-%d}")


def test_whoever_does_not_come_is_not_chased_and_after_its_days_no_row_says_it(client, cast, case):
    row = keep(cast, case, hour(1, 10))
    for minutes in (10, 45, 50):
        tick(hour(1, 10) + dt.timedelta(minutes=minutes))
    told = Message.objects.filter(key__startswith="appointment_missed:")
    assert [one.recipient for one in told] == [str(cast.ines.user.id)], "the officer, once, that day"
    assert case.folio not in told[0].body
    KeptHour.objects.filter(id=row.id).update(starts_at=timezone.now() - dt.timedelta(hours=1))
    one = f"/casos/{case.id}/citas/{row.id}/"
    send(client, cast.ines, one, do="missed")
    seen = page(client, cast.ines, one)
    assert "no cuenta en contra" in seen.lower() and f"/casos/{case.id}/seguimiento/" in seen
    acts = set(case.acts.values_list("name", flat=True))
    assert not {name for name in acts if "appoint" in name}, "nothing of it is written in the case"
    tick(hour(29, 10))
    assert KeptHour.objects.filter(id=row.id).exists()
    tick(hour(33, 10))
    assert not KeptHour.objects.exists() and not Quarter.objects.exists()


def test_when_the_work_ends_what_was_to_come_is_called_off_in_the_same_act(cast):
    closed, moves, died = (opened(cast, name) for name in ("Ana", "Eva", "Luz"))
    rows = [keep(cast, one, hour(1, 9 + n)) for n, one in enumerate((closed, moves, died))]
    now = timezone.now()
    cases.close_case(actor=cast.mateo.actor, case=closed, reason="not_victim", note="", at=now)
    moved(moves, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    asked = cases.propose_death(
        actor=cast.ines.actor,
        case=died,
        authority="Registro civil (ejemplo)",
        died_on=today(),
        how="Por oficio.",
        at=now,
    )
    record_death(actor=cast.mateo.actor, proposal=asked, reason="Leí el oficio y llamé.", at=now)
    for row in rows:
        row.refresh_from_db()
        assert (row.state, row.why) == ("cancelled", "ended"), "one word, whichever it was"
    assert not Quarter.objects.exists()
    with pytest.raises(BadInput):
        keep(cast, Case.objects.get(id=closed.id), hour(3))


def test_whoever_must_not_meet_is_given_another_hour_and_nobody_is_told_why(client, cast, case):
    other = opened(cast, "Esperanza")
    now = timezone.now()
    made = crews.open_incident(actor=cast.ines.actor, post=cast.houston, said={"shared": "x"}, at=now)
    for n, one in enumerate((case, other)):
        crews.add_case(actor=cast.ines.actor, incident=made, case=one, code=f"A-0{n}", at=now)
    member = other.crews.get()
    crews.mark_apart(actor=cast.ines.actor, member=member, apart=True)
    keep(cast, other, hour(1, 10))
    near = typed(cast, when=f"{hour(1, 11):%Y-%m-%dT%H:%M}", place="room_2")
    near["when"] = near["when"].replace("11:00", "10:45")
    seen = send(client, cast.ines, f"/casos/{case.id}/citas/", **near).content.decode()
    assert "A esa hora no conviene" in seen and "A-01" not in seen and other.folio not in seen
    assert (
        send(
            client, cast.ines, f"/casos/{case.id}/citas/", **typed(cast, when=f"{hour(1, 12):%Y-%m-%dT%H:%M}")
        ).status_code
        == 302
    )


def test_whoever_is_marked_apart_later_is_told_which_appointment_to_move(client, cast, case):
    """Two that were booked into each other while nobody knew: the page of the mark says so, and of whom
    not.
    """
    other, now = opened(cast, "Esperanza"), timezone.now()
    made = crews.open_incident(actor=cast.ines.actor, post=cast.houston, said={"shared": "x"}, at=now)
    for n, one in enumerate((case, other)):
        crews.add_case(actor=cast.ines.actor, incident=made, case=one, code=f"A-0{n}", at=now)
    keep(cast, case, hour(1, 10), place="room_2", officer=cast.mateo.user)
    half_past = hour(1, 10) + dt.timedelta(minutes=30)
    mine, far = keep(cast, other, half_past), keep(cast, other, hour(2, 11))
    member = other.crews.get()
    its_page = f"/hechos/{made.id}/personas/{member.id}/"
    assert "Su cita queda cerca" not in page(client, cast.ines, its_page), "nobody is apart yet"
    crews.mark_apart(actor=cast.ines.actor, member=member, apart=True)
    seen = page(client, cast.ines, its_page)
    assert f"/casos/{other.id}/citas/{mine.id}/" in seen and "10:30 – 11:00" in seen
    assert str(far.id) not in seen and case.folio not in seen and "A-00" not in seen
    move_appointment(
        actor=cast.ines.actor,
        case=other,
        appointment=mine,
        hour=Hour(starts_at=hour(1, 11), minutes=30, place="room_1", officer=cast.ines.user),
        at=now,
    )
    assert "Su cita queda cerca" not in page(client, cast.ines, its_page), "half an hour lies between"


def test_of_two_who_must_not_meet_a_long_appointment_does_not_cover_the_other(client, cast, case):
    other = opened(cast, "Esperanza")
    now = timezone.now()
    made = crews.open_incident(actor=cast.ines.actor, post=cast.houston, said={"shared": "x"}, at=now)
    for n, one in enumerate((case, other)):
        crews.add_case(actor=cast.ines.actor, incident=made, case=one, code=f"A-0{n}", at=now)
    crews.mark_apart(actor=cast.ines.actor, member=other.crews.get(), apart=True)
    keep(cast, other, hour(1, 12))
    given = {"place": "room_2", "officer": str(cast.mateo.user.id), "minutes": "120"}
    for begins, kept in (("10:15", False), ("10:00", False), ("09:15", True)):
        form = typed(cast, **given, when=f"{hour():%Y-%m-%d}T{begins}")
        seen = send(client, cast.ines, f"/casos/{case.id}/citas/", **form)
        assert (seen.status_code == 302) is kept, begins


def test_the_journal_and_the_clear_columns_name_nobody(client, cast, case):
    keep(cast, case)
    page(client, cast.lucia, CALENDAR)
    written = str(list(Entry.objects.values_list("what", "about_kind", "detail")))
    assert "Ramírez" not in written and case.folio not in written
    clear = str(list(KeptHour.objects.values()))
    assert "Ramírez" not in clear and case.folio not in clear
