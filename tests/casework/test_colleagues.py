"""People change, and ask each other: nothing promised is lost, nobody is left alone, no reason is asked."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases import access_colleagues, access_handover
from cauce.cases.actions import (
    answer_opinion,
    ask_opinion,
    ask_relief,
    assign,
    chase_handover,
    confirm_contact,
    open_case,
    record_consent,
    take_over,
    tell_handover,
    write_sheet,
)
from cauce.cases.facts import plan_of
from cauce.cases.models import Case, Handover, Opinion, Relief, Section
from cauce.cases.rounds.colleagues import handovers_chased, reliefs_chased
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.desk.cases.colleagues import views_sheet
from cauce.measurement.hiding.closing import week_of
from cauce.measurement.models import WeeklyClosing
from cauce.operations.loop.tick import each
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions import accept_transfer, ask_transfer, reassign_desk
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import Assignment
from tests.cast import member, today

pytestmark = pytest.mark.django_db
PROMISED = "Que el lunes Quetzalcoatlán la acompaña al banco."


@pytest.fixture
def case(cast):
    made = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        officer=cast.ines.user,
    )
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=timezone.now())
    return Case.objects.get(id=made.id)


def pass_on(cast, case) -> Handover:
    assign(actor=cast.mateo.actor, case=case, officer=cast.mateo.user)
    return Handover.objects.get(case=case)


def test_the_next_person_reads_what_was_promised_and_the_list_says_the_person_must_be_told(
    client, cast, case
):
    write_sheet(actor=cast.ines.actor, case=case, content={"promises": PROMISED}, seen=0)
    assert PROMISED.encode() not in bytes(Section.objects.get(kind="handover").sealed)
    pass_on(cast, case)
    client.force_login(cast.mateo.user)
    home = client.get("/colegas/").content.decode()
    assert case.folio in home and "Falta decírselo a la persona" in home
    assert "Hay hoja de relevo" in home and PROMISED not in home
    assert PROMISED in client.get(f"/casos/{case.id}/relevo/").content.decode()


def test_a_case_that_comes_back_before_the_person_knew_leaves_nothing_to_tell(cast, case):
    pass_on(cast, case)
    assign(actor=cast.ines.actor, case=case, officer=cast.ines.user)
    assert not Handover.objects.filter(case=case).exists()


def test_passed_on_twice_the_person_is_told_once_of_whoever_is_there_now(cast, case):
    first = pass_on(cast, case)
    third = member("ester", "Ester Rangel", "protection_officer", post=cast.houston)
    assign(actor=cast.mateo.actor, case=case, officer=third.user)
    only = Handover.objects.get(case=case)
    assert only.id == first.id and only.before == cast.ines.user and only.after == third.user


def test_she_is_told_face_to_face_or_in_a_way_that_is_safe_now(cast, case):
    handover, now = pass_on(cast, case), timezone.now()
    given = {"actor": cast.mateo.actor, "case": case, "handover": handover}
    with pytest.raises(BadInput, match="not marked as safe"):
        tell_handover(**given, way="phone_call", at=now)
    with pytest.raises(BadInput, match="before the officer in charge"):
        tell_handover(**given, way="in_person", at=handover.at - dt.timedelta(hours=1))
    record_consent(actor=cast.mateo.actor, case=case, purpose="contact", given=True, at=timezone.now())
    ways = [
        {
            "way": "phone_call",
            "days": list(range(7)),
            "start": "00:00",
            "end": "00:00",
            "languages": ["es"],
            "address": "555 0100",
        }
    ]
    confirm_contact(actor=cast.mateo.actor, case=case, ways=ways, at=timezone.now())
    tell_handover(**given, way="phone_call", at=timezone.now())
    handover.refresh_from_db()
    assert handover.told_at and handover.introduced_at is None
    with pytest.raises(BadInput, match="already been recorded"):
        tell_handover(**given, way="in_person", at=timezone.now())


def test_whoever_was_not_told_is_reminded_of_once_and_never_after_they_were(cast, case):
    pass_on(cast, case)
    late = timezone.now() + dt.timedelta(days=8)
    assert handovers_chased(timezone.now(), each) == 0
    assert [handovers_chased(late, each) for _ in range(2)] == [1, 0]
    [said] = Message.objects.filter(key__startswith="handover:")
    assert said.recipient == str(cast.mateo.user.id) and case.folio not in said.body


def test_whoever_was_told_while_the_loop_waited_is_not_reminded_of(cast, case):
    handover, now = pass_on(cast, case), timezone.now()
    found_before = Handover.objects.get(id=handover.id)
    tell_handover(actor=cast.mateo.actor, case=case, handover=handover, way="in_person", at=timezone.now())
    chase_handover(actor=SYSTEM, case=case, handover=found_before, at=now)
    assert not Message.objects.filter(key__startswith="handover:").exists()
    gone = Handover.objects.get(id=handover.id)
    Handover.objects.filter(id=handover.id).delete()  # it came back to whoever had it
    assert each([gone], lambda row: chase_handover(actor=SYSTEM, case=case, handover=row, at=now) or 1) == 0


def test_the_desk_of_whoever_leaves_says_which_cases_nobody_wrote_about(client, cast, case):
    client.force_login(cast.mateo.user)
    page = client.get(f"/traslados/relevos/{cast.ines.user.id}/").content.decode()
    assert "1 caso sin hoja de relevo" in page and case.folio in page
    assert f"/casos/{case.id}/relevo/" in page
    write_sheet(actor=cast.ines.actor, case=case, content={"risk": "El viernes."}, seen=0)
    assert "sin hoja" not in client.get(f"/traslados/relevos/{cast.ines.user.id}/").content.decode()
    reassign_desk(
        actor=cast.mateo.actor,
        post=cast.houston,
        leaving=cast.ines.user,
        cases=[case],
        to=[cast.mateo.user],
        at=timezone.now(),
    )
    assert Handover.objects.get(case=case).after == cast.mateo.user


def test_of_two_who_write_the_sheet_at_once_neither_loses_a_word(client, cast, case):
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/relevo/"
    client.get(address)
    write_sheet(actor=cast.mateo.actor, case=case, content={"risk": "Su tío sale el 3."}, seen=0)
    for seen in ("²", "9" * 5000, "0"):  # what is no version is not the newest one
        page = client.post(
            address, {"do": "write", "seen": seen, "promises": PROMISED, "once": str(uuid.uuid4())}
        ).content.decode()
        assert PROMISED in page and "Somebody saved" not in page
    version, content = access_handover.sheet_of(case)
    assert version == 1 and content["risk"] == "Su tío sale el 3."
    assert 'name="seen" value="1"' in page


def test_a_second_opinion_is_asked_of_who_may_read_the_case_and_binds_nobody(cast, case):
    now = timezone.now()
    with pytest.raises(BadInput, match="may not be consulted"):
        ask_opinion(actor=cast.ines.actor, case=case, of=cast.tomas.user, question="¿Y?", at=now)
    with pytest.raises(BadInput, match="may not be consulted"):
        ask_opinion(actor=cast.ines.actor, case=case, of=cast.ines.user, question="¿Y?", at=now)
    asked = ask_opinion(actor=cast.ines.actor, case=case, of=cast.mateo.user, question=PROMISED, at=now)
    assert PROMISED.encode() not in bytes(Opinion.objects.get().question)
    assert [one.id for one in access_colleagues.asked_of(cast.mateo.actor)] == [asked.id]
    with pytest.raises(Absent):
        access_colleagues.opinion_for(cast.ines.actor, asked.id)
    before = {field.name: getattr(case, field.name) for field in case._meta.concrete_fields}
    answer_opinion(actor=cast.mateo.actor, case=case, opinion=asked, answer="Yo esperaría.", at=now)
    again = Case.objects.get(id=case.id)
    assert before == {name: getattr(again, name) for name in before}
    assert access_colleagues.opinions(case)[0].answer == "Yo esperaría."
    assert access_colleagues.asked_of(cast.mateo.actor) == []


def test_a_case_is_let_go_without_a_reason_and_is_never_alone(client, cast, case):
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/colegas/"
    client.post(address, {"do": "leave", "reason": "Ya no puedo", "once": str(uuid.uuid4())})
    waiting = Relief.objects.get(case=case)
    texts = {f.name for f in Relief._meta.get_fields()} - {
        "id",
        "case",
        "asked_by",
        "asked_at",
        "ended_at",
        "ended",
        "chased_at",
    }
    assert texts == set(), "no place for a reason"
    assert not Entry.objects.filter(detail__icontains="puedo").exists()
    assert Case.objects.get(id=case.id).officer == cast.ines.user
    with pytest.raises(BadInput, match="Another person"):
        take_over(actor=cast.ines.actor, case=case, relief=waiting, by=cast.ines.user, at=timezone.now())
    client.force_login(cast.mateo.user)
    assert case.folio in client.get("/colegas/").content.decode()
    client.post(address, {"do": "take", "once": str(uuid.uuid4())})
    waiting.refresh_from_db()
    assert waiting.ended == "taken" and Case.objects.get(id=case.id).officer == cast.mateo.user
    assert Handover.objects.get(case=case).told_at is None


def test_whoever_presses_second_is_told_that_somebody_has_it_and_does_not_get_it(client, cast, case):
    ask_relief(actor=cast.ines.actor, case=case, at=timezone.now())
    late = member("ester", "Ester Rangel", "protection_officer", post=cast.houston)
    address, pages = f"/casos/{case.id}/colegas/", []
    for who in (cast.mateo, late):
        client.force_login(who.user)
        sent = {"do": "take", "once": str(uuid.uuid4())}
        pages.append(client.post(address, sent, follow=True).content.decode())
    assert "El caso es suyo" in pages[0]
    assert "El caso es suyo" not in pages[1] and "Alguien ya lo tomó" in pages[1]
    assert Case.objects.get(id=case.id).officer == cast.mateo.user


def test_what_nobody_takes_in_a_day_is_said_once_to_whoever_leads(cast, case):
    ask_relief(actor=cast.ines.actor, case=case, at=timezone.now())
    late = timezone.now() + dt.timedelta(hours=25)
    assert [reliefs_chased(late, each) for _ in range(2)] == [1, 0]
    told = set(Message.objects.filter(key__startswith="relief_late:").values_list("recipient", flat=True))
    assert str(cast.aurora.user.id) in told and str(cast.ines.user.id) not in told


def test_what_was_asked_here_ends_with_the_case_or_goes_with_it(cast, case):
    now = timezone.now()
    ask_relief(actor=cast.ines.actor, case=case, at=now)
    ask_opinion(actor=cast.ines.actor, case=case, of=cast.mateo.user, question="¿Y?", at=now)
    transfer = ask_transfer(
        actor=cast.ines.actor,
        case=case,
        to=cast.laredo,
        reason="moves",
        note="",
        agreed=True,
        at=now,
    )
    accept_transfer(actor=cast.tomas.actor, transfer=transfer, officer=cast.tomas.user, at=now)
    assert Relief.objects.get().ended_at and Opinion.objects.get().withdrawn_at
    assert access_colleagues.asked_of(cast.mateo.actor) == []
    assert Handover.objects.get(case=case).after == cast.tomas.user


def test_the_load_is_of_posts_by_name_and_names_nobody(client, cast, case):
    client.force_login(cast.sofia.user)
    page = client.get("/colegas/cargas/red/").content.decode()
    assert "Inés" not in page and case.folio not in page
    names = [one.name for one in access_colleagues.attending(cast.sofia.actor)]
    assert names == sorted(names) and len(names) >= 2
    client.force_login(cast.aurora.user)
    own = client.get("/colegas/cargas/").content.decode()
    assert "Casos abiertos" in own and "Inés" not in own
    with pytest.raises((Absent, Refused)):
        access_colleagues.load_of(cast.aurora.actor, "LAR", timezone.now())
    client.force_login(cast.ines.user)
    assert client.get("/colegas/cargas/red/").status_code == 404


def row_of(client, post) -> list[str]:
    """What the page of the network tells of one post: open, people, each, overdue."""
    page = client.get("/colegas/cargas/red/").content.decode()
    assert "Sin nadie a cargo" not in page and "Esperan a otra persona" not in page
    [row] = re.findall(rf'<th scope="row">{post.name}</th>(.*?)</tr>', page, re.S)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<td.*?</td>", row, re.S)]


def test_the_load_of_the_network_tells_no_number_that_is_not_closed(client, cast, case):
    client.force_login(cast.sofia.user)
    assert row_of(client, cast.houston) == ["oculto", "2", "oculto", "oculto"], "nothing was closed yet"
    told = [[["HOU", "open"], 15, 2], [["HOU", "overdue"], None, 0], [["LAR", "open"], None, 0]]
    now = timezone.now()
    WeeklyClosing.objects.create(name="posts", week=week_of(now), at=now, told=told, beside={})
    assert row_of(client, cast.houston) == ["15", "2", "7.5", "oculto"], "not the one case that there is"
    assert row_of(client, cast.laredo) == ["oculto", "1", "oculto", "oculto"]


def test_whoever_is_new_sees_a_first_week_and_nobody_else_does(client, cast, case):
    client.force_login(cast.ines.user)
    rows = Assignment.objects.filter(user=cast.ines.user)
    rows.update(starts_on=dt.date(2020, 1, 1))
    assert "Su primera semana" not in client.get("/colegas/").content.decode()
    rows.update(starts_on=today())
    assert "Su primera semana" in client.get("/colegas/").content.decode()


def test_whoever_leads_cases_finds_among_colleagues_how_to_hand_a_desk_on(client, cast, case):
    client.force_login(cast.mateo.user)
    assert "/traslados/relevos/" in client.get("/colegas/").content.decode()
    client.force_login(cast.ines.user)
    assert "/traslados/relevos/" not in client.get("/colegas/").content.decode()


def test_the_sheet_names_what_is_to_be_done_and_not_what_nobody_knows_yet(client, cast, case, monkeypatch):
    client.force_login(cast.ines.user)
    monkeypatch.setattr(views_sheet, "NEXT", 99)
    unknown = "Visitar a la persona detenida"
    assert {one.action: one.state for one in plan_of(case, timezone.now())}["P4-10"] == "to_find_out"
    sheet = client.get(f"/casos/{case.id}/relevo/").content.decode()
    assert unknown not in sheet and "Lo que sigue" in sheet
