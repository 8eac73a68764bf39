"""An outage on paper: numbered kits, given out, used, chased, and entered later with their own hours."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cauce.cases.access import page_for
from cauce.cases.actions import open_case as opens
from cauce.cases.actions import propose_death, record_act
from cauce.cases.facts import facts_of
from cauce.cases.models import Case, CaseAct
from cauce.cases.time_bounds import Reported
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, Refused, SealedFile
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.intake.kits import access
from cauce.intake.kits.actions import PaperSays, enter, enter_sheet, give, lose, print_kits, spoil, use
from cauce.intake.kits.models import Kit, KitEntry, KitSheet
from cauce.intake.kits.rules import check_character
from cauce.intake.screenings.models import Sitting
from cauce.operations.loop.tick import tick
from cauce.rights.rights.actions import record_death
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import Incident
from tests.quickcast import build
from tests.transfers import moved

from .conftest import open_case

pytestmark = pytest.mark.django_db
PRINTED = dt.datetime(2026, 5, 5, 15, 0, 20, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
PAPER = PRINTED + 2 * HOUR  # when the person was there


@pytest.fixture
def clock():
    with time_machine.travel(PRINTED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


def printed(cast, count=1):
    return print_kits(actor=cast.aurora.actor, post=cast.houston, count=count, language="es", at=PRINTED)


def entered(cast, kit, at, **given):
    return enter(
        actor=cast.ines.actor,
        kit=kit,
        at=at,
        **gathered({"began_at": PAPER, "danger": False, "channel": "walk_in"} | given, paper=PaperSays),
    )


def refused(text, do, *given, **more):
    with pytest.raises(BadInput) as problem:
        do(*given, **more)
    assert text in problem.value.text("es")


def test_no_two_kits_share_a_number_and_who_leads_enters_none(cast):
    first, second = printed(cast, 2)
    [third] = printed(cast)
    assert [one.serial for one in (first, second, third)] == [1, 2, 3]
    assert first.number.startswith("HOU-00001-") and len({first.number, second.number}) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Kit.objects.filter(id=third.id).update(serial=1)
    with pytest.raises(Refused):
        enter(
            actor=cast.aurora.actor,
            kit=first,
            paper=PaperSays(began_at=PAPER, danger=False),
            at=PAPER,
            channel="walk_in",
        )
    with pytest.raises(Refused):
        print_kits(actor=cast.tomas.actor, post=cast.houston, count=1, language="es", at=PRINTED)


def test_each_wrong_number_is_told_apart_at_the_door(cast):
    [kit] = printed(cast)
    typed = lambda text: access.numbered(cast.ines.actor, cast.houston, text)  # noqa: E731
    assert typed(kit.number.lower().replace("-", " ")).id == kit.id
    refused("se leyó mal", typed, kit.number.replace("00001", "00007"))
    refused("no es un número", typed, "hola")
    refused("otro consulado: LAR", typed, "LAR00001" + _check("LAR00001"))
    refused("aquí no se ha impreso", typed, "HOU00044" + _check("HOU00044"))
    spoil(actor=cast.aurora.actor, kit=kit, at=PRINTED)
    refused("inutilizado", typed, kit.number)


def _check(bare):
    return check_character(bare)


def test_three_weeks_late_the_kit_is_taken_whole_and_its_deadlines_run_from_the_paper(cast, clock):
    [kit] = printed(cast)
    give(actor=cast.aurora.actor, kit=kit, to="drawer", at=PRINTED)
    now = PAPER + 21 * DAY
    clock.move_to(now)
    case = entered(cast, kit, now)
    began = CaseAct.objects.get(case=case, name="contact_started")
    assert (began.happened_at, began.typed_at) == (PAPER, now)
    held = access.entry_of(kit)
    assert (held.opened, held.began_at, held.entered_at, held.role) == (
        True,
        PAPER,
        now,
        "protection_officer",
    )
    plan = page_for(cast.ines.actor, case.id, "page", now).plan
    assert any(one.state == "overdue" and one.due and one.due < PAPER + 7 * DAY for one in plan)


def test_a_kit_is_entered_once_whoever_tries_and_whatever_they_hold(cast, clock):
    [kit] = printed(cast)
    clock.move_to(PAPER + HOUR)
    stale = Kit.objects.get(id=kit.id)
    case = entered(cast, kit, PAPER + HOUR)
    with pytest.raises(BadInput, match="entered already"):
        enter(
            actor=cast.mateo.actor,
            kit=stale,
            paper=PaperSays(began_at=PAPER, danger=False),
            at=PAPER + HOUR,
            channel="walk_in",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        KitEntry.objects.create(
            kit=kit,
            case=case,
            opened=False,
            began_at=PAPER,
            entered_at=PAPER,
            entered_by="x",
            role="protection_officer",
        )
    assert KitEntry.objects.filter(kit=kit).count() == 1


def test_paper_that_speaks_of_danger_makes_a_case_in_danger_at_its_own_hour(cast, clock):
    [kit] = printed(cast)
    clock.move_to(PAPER + DAY)
    case = entered(cast, kit, PAPER + DAY, danger=True)
    case.refresh_from_db()
    assert case.danger
    assert CaseAct.objects.get(case=case, name="safety_checked").happened_at == PAPER


def test_hours_that_cannot_be_are_refused_and_nothing_is_opened(cast, clock):
    [kit] = printed(cast)
    now = PAPER + DAY
    clock.move_to(now)
    refused("todavía no llega", entered, cast, kit, now, began_at=now + MINUTE)
    refused("anterior a que se imprimiera", entered, cast, kit, now, began_at=PRINTED - MINUTE)
    assert not KitEntry.objects.exists() and not CaseAct.objects.exists()
    # The minute of the printing itself is no mistake.
    case = entered(cast, kit, now, began_at=PRINTED.replace(second=0))
    sheet = {"actor": cast.ines.actor, "kit": kit, "case": case, "at": now}
    enter_sheet(**sheet, sheet="turn", happened_at=PAPER)
    refused("una hoja que va antes", enter_sheet, **sheet, sheet="talk", happened_at=PAPER - MINUTE)
    refused("una hoja que va después", enter_sheet, **sheet, sheet="counter", happened_at=PAPER + MINUTE)
    assert KitSheet.objects.count() == 1


def test_a_sheet_is_entered_once_and_becomes_a_sitting_of_its_hour_under_the_printed_version(cast, clock):
    [kit] = printed(cast)
    now = PAPER + DAY
    clock.move_to(now)
    case = entered(cast, kit, now)
    sheet = {"actor": cast.ines.actor, "kit": kit, "case": case, "at": now, "sheet": "talk"}
    enter_sheet(**sheet, happened_at=PAPER, answers={"hurt_or_ill": "yes"})
    held = Sitting.objects.get(case=case)
    version = next(number for name, number, _ in kit.sheets if name == "talk")
    assert (held.instrument, held.started_at, held.instrument_version) == (
        "protection-desk",
        PAPER,
        version,
    )
    # A newer version came out afterwards: the answers are of the questions that the paper asked.
    assert version < load_edition().instruments["protection-desk"].version
    refused("ya se capturó", enter_sheet, **sheet, happened_at=PAPER)
    with pytest.raises(IntegrityError), transaction.atomic():
        KitSheet.objects.create(kit=kit, sheet="talk", entered_at=now, entered_by="x")
    assert Sitting.objects.count() == 1


def test_a_kit_goes_into_a_case_of_its_post_and_of_no_other(cast, clock):
    first, second = printed(cast, 2)
    clock.move_to(PAPER + HOUR)
    case = open_case(cast)
    entered(cast, first, PAPER + HOUR, case=case)
    assert [one.kit.number for one in access.of_case(case)] == [first.number]
    other = opens(actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=PAPER)
    with pytest.raises(Absent):
        entered(cast, second, PAPER + HOUR, case=other)
    with pytest.raises(Absent):
        enter_sheet(
            actor=cast.ines.actor,
            kit=second,
            case=case,
            sheet="turn",
            happened_at=PAPER,
            at=PAPER + HOUR,
        )


def test_an_old_paper_undoes_nothing_that_was_found_out_after_it_but_its_needs_count(cast, clock):
    [kit] = printed(cast)
    now = PAPER + 2 * DAY
    clock.move_to(now)
    case = open_case(cast)
    record_act(
        actor=cast.mateo.actor,
        case=case,
        name="screening_done",
        happened_at=Reported(PAPER + DAY),
        facts={"screening.outcome": "concerns"},
    )
    entered(cast, kit, now, case=case)
    enter_sheet(
        actor=cast.ines.actor,
        kit=kit,
        case=case,
        sheet="talk",
        at=now,
        happened_at=PAPER,
        answers={"hurt_or_ill": "yes"},
    )
    held = Sitting.objects.get(case=case)
    assert held.started_at == PAPER, "it is kept whole"
    assert facts_of(case)["screening.outcome"] == "concerns"
    assert facts_of(case)["need.medical"] is True


def test_no_paper_goes_into_a_file_that_was_sealed_or_went_elsewhere_a_moment_ago(cast, clock):
    first, second, third = printed(cast, 3)
    now = PAPER + HOUR
    clock.move_to(now)
    died, moves = open_case(cast), open_case(cast)
    entered(cast, third, now, case=died)
    stale = Case.objects.select_related("post").get(id=moves.id)
    asked = propose_death(
        actor=cast.ines.actor,
        case=died,
        authority="Registro civil (ejemplo)",
        died_on=PAPER.date(),
        how="Por oficio.",
        at=now,
    )
    read = Case.objects.select_related("post").get(id=died.id)
    record_death(actor=cast.mateo.actor, proposal=asked, reason="Leí el oficio y llamé.", at=now)
    moved(moves, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    with pytest.raises(SealedFile):
        entered(cast, first, now, case=read)
    with pytest.raises(SealedFile):
        enter_sheet(actor=cast.ines.actor, kit=third, case=read, sheet="turn", happened_at=None, at=now)
    with pytest.raises(Absent):
        entered(cast, second, now, case=stale)
    assert KitEntry.objects.count() == 1 and not KitSheet.objects.exists()


def test_nobody_is_chased_for_the_rest_of_a_kit_whose_file_went_elsewhere(cast, clock):
    first, second = printed(cast, 2)
    now = PAPER + HOUR
    clock.move_to(now)
    stays, moves = open_case(cast), open_case(cast)
    entered(cast, first, now, case=stays)
    entered(cast, second, now, case=moves)
    moved(moves, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    clock.move_to(now + DAY)
    tick(now + DAY)
    assert (told(first), told(second)) == (3, 0)


def test_a_kit_that_was_lost_and_turns_up_is_chased_anew(cast, clock):
    [kit] = printed(cast)
    use(actor=cast.aurora.actor, kit=kit, at=PAPER)
    for days in range(1, 6):
        clock.move_to(PAPER + days * DAY)
        tick(PAPER + days * DAY)
    assert told(kit) == 9, "three times, and no more"
    lose(actor=cast.mateo.actor, kit=kit, at=PAPER + 6 * DAY)
    use(actor=cast.mateo.actor, kit=kit, at=PAPER + 7 * DAY)
    clock.move_to(PAPER + 8 * DAY)
    tick(PAPER + 8 * DAY)
    assert told(kit) == 12


def told(kit):
    return Message.objects.filter(key__startswith=f"kit:{kit.id}:").count()


def test_a_used_kit_nobody_enters_in_a_day_is_said_each_day_until_it_is_entered_whole(cast, clock):
    [kit] = printed(cast)
    use(actor=cast.aurora.actor, kit=kit, at=PAPER)
    for hours, people in ((23, 0), (24, 3), (25, 3), (48, 6)):
        clock.move_to(PAPER + hours * HOUR)
        tick(PAPER + hours * HOUR)
        assert told(kit) == people  # Inés, Mateo and Aurora
    words = Message.objects.filter(key__startswith="kit:").first()
    assert "hoja" not in words.subject.lower()
    now = PAPER + 49 * HOUR
    clock.move_to(now)
    case = entered(cast, kit, now)
    clock.move_to(now + 24 * HOUR)
    tick(now + 24 * HOUR)
    assert told(kit) == 9  # entered, and its sheets are still to be copied
    for name, _, _ in kit.sheets:
        enter_sheet(actor=cast.ines.actor, kit=kit, case=case, sheet=name, happened_at=None, at=now + DAY)
    assert access.late(now + 9 * DAY) == []


def test_a_lost_kit_opens_one_incident_and_what_it_says_is_taken_when_it_turns_up(cast, clock):
    [kit] = printed(cast)
    use(actor=cast.aurora.actor, kit=kit, at=PAPER)
    lose(actor=cast.mateo.actor, kit=kit, at=PAPER)
    refused("ya dijo otra cosa", lose, actor=cast.mateo.actor, kit=kit, at=PAPER)
    incident = Incident.objects.get()
    assert (incident.kind, incident.about) == ("kit_lost", str(kit.id))
    assert Message.objects.filter(key__startswith=f"incident:{incident.id}:").count() == 1
    clock.move_to(PAPER + 21 * DAY)
    assert access.numbered(cast.ines.actor, cast.houston, kit.number).id == kit.id
    entered(cast, kit, PAPER + 21 * DAY)
    kit.refresh_from_db()
    assert kit.state == "entered"
    assert set(Entry.objects.filter(about_kind="kit").values_list("what", flat=True)) >= {
        "kit.use",
        "kit.lose",
        "kit.enter",
    }


def test_whoever_gets_a_case_reads_on_its_sheet_which_kit_it_was_taken_on(clock, client, cast):
    [kit] = printed(cast)
    give(actor=cast.aurora.actor, kit=kit, to="drawer", at=PRINTED)
    now = PAPER + HOUR
    clock.move_to(now)
    case = entered(cast, kit, now)
    client.force_login(cast.mateo.user)
    assert kit.number in client.get(f"/casos/{case.id}/relevo/").content.decode()
