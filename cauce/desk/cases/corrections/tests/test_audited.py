"""Whoever audits reads one case that was corrected five times, and can say what was known on each day."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cauce.cases.actions import add_plan_item, record_act, record_consent
from cauce.cases.corrections.actions import Line, agree_correction, correct_act, correct_line
from cauce.cases.models import CaseAct, PlanItem
from cauce.intake.screenings.actions import correct_answers, finish, save_answers, start
from cauce.intake.screenings.models import Sitting
from cauce.staff.offices.models import Assignment
from cauce.staff.oversight.models import Proposal

WHY = "Se anotó en el renglón de arriba."
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BED = "Una cama hoy, cerca de su hermana."
# The cast holds its roles from today on.
BEGAN = (timezone.now() + DAY).replace(hour=15, minute=0, second=0, microsecond=0)


class History:
    """One case, wrong on the first day, and put right on each of the five that follow."""

    def __init__(self, desk, clock) -> None:
        self.desk, self.clock, self.ines = desk, clock, desk.cast.ines
        self.zone = ZoneInfo(desk.cast.houston.time_zone)
        self.case = desk.open(minutes=60)
        act = {"name": "documents_issued", "happened_at": timezone.now()}
        record_act(actor=desk.actor, case=self.case, **act)
        self.line("shelter", BED, first=True)
        for purpose in ("keeping", "screening"):
            given = {"purpose": purpose, "given": True, "at": timezone.now()}
            record_consent(actor=desk.actor, case=self.case, **given)
        talk = start(actor=desk.actor, case=self.case, instrument="protection-desk", at=timezone.now())
        answers = {"alone_and_safe": "yes", "can_leave": "no"}
        save_answers(actor=desk.actor, sitting=talk, seen=1, answers=answers, at=timezone.now())
        finish(actor=desk.actor, sitting=talk, at=timezone.now())

    def next_day(self) -> None:
        self.clock.shift(DAY)

    def agreed(self) -> None:
        for waits in Proposal.objects.filter(kind="case.correct", state="waiting"):
            given = {"actor": self.desk.cast.mateo.actor, "proposal": waits, "reason": WHY}
            agree_correction(at=timezone.now(), **given)

    def hour(self, happened_at) -> None:
        row = CaseAct.written.get(case=self.case, name="documents_issued", superseded_at=None)
        given = {"of": row, "happened_at": happened_at, "why": WHY, "at": timezone.now()}
        correct_act(actor=self.desk.actor, case=self.case, **given)
        self.agreed()

    def line(self, need, agreed, first=False, hide=False) -> None:
        due, at = (BEGAN + 9 * DAY).date(), timezone.now()
        given = {"actor": self.desk.actor, "case": self.case, "at": at}
        if first:
            says = {"need": need, "agreed": agreed, "due_on": due, "responsible": self.ines.user}
            add_plan_item(**given, **says)
            return
        row = PlanItem.objects.get(case=self.case)
        correct_line(of=row, line=Line(need, agreed, due, self.ines.user), why=WHY, hide=hide, **given)
        self.agreed()

    def answer(self, said) -> None:
        row, given = Sitting.objects.get(case=self.case), {"case": self.case, "why": WHY}
        correct_answers(
            actor=self.desk.actor, of=row, answers={"can_leave": said}, at=timezone.now(), **given
        )
        self.agreed()

    def known(self, day: int) -> list[str]:
        """What the page says was on record at the end of a day, a line for each thing."""
        on = (BEGAN + day * DAY).astimezone(self.zone).date().isoformat()
        text = self.desk.client.get(f"/casos/{self.case.id}/constancia/?dia={on}").content.decode()
        shown = text.split("Lo que constaba ese día")[-1]
        things = re.findall(r"<li>(.*?)</li>", shown, re.DOTALL)
        return [unescape(" ".join(re.sub("<[^>]+>", " ", one).split())) for one in things]


@pytest.fixture
def history(desk):
    with time_machine.travel(BEGAN, tick=False) as clock:
        made = History(desk, clock)
        made.next_day()
        made.hour(BEGAN - HOUR / 2)
        made.next_day()
        made.line("food", "Una despensa.")
        made.next_day()
        made.answer("yes")
        made.next_day()
        made.hour(None)
        made.next_day()
        made.line("food", "Una despensa el lunes.")
        desk.client.force_login(desk.cast.elena.user)
        yield made


def one(things, words) -> str:
    [found] = [thing for thing in things if words in thing]
    return found


def test_on_each_day_it_says_which_version_of_each_thing_was_on_record(history):
    days = [history.known(day) for day in range(6)]
    first, moved, fed, answered, never, last = days
    papers = "Se entregaron los documentos"
    assert all("por la corrección" not in thing for thing in first)
    assert "Lugar seguro donde dormir" in one(first, "Acción del plan")
    assert "por la corrección 1" in one(moved, papers) and one(moved, papers) != one(first, papers)
    assert "Alimentos" in one(fed, "Acción del plan") and "por la corrección 2" in one(fed, "Acción del plan")
    assert "por la corrección 3" in one(answered, "Respuestas de una")
    assert "por la corrección" not in one(fed, "Respuestas de una")
    assert one(answered, papers) == one(moved, papers)
    assert not [thing for thing in never if papers in thing]
    assert "por la corrección 5" in one(last, "Acción del plan")
    assert history.known(-1) == []


def test_the_five_stand_there_in_order_with_who_asked_and_who_agreed_and_no_word_of_the_person(history):
    text = history.desk.client.get(f"/casos/{history.case.id}/constancia/").content.decode()
    listed = text.split("Lo que consta ahora")[0]
    numbers = re.findall(r'class="what">\s*(\d)\.', listed)
    assert numbers == ["5", "4", "3", "2", "1"]
    assert listed.count("Inés Carranza") == 5 and "confirmó Mateo Villegas" in listed
    for words in (WHY, BED, "Una despensa", "No → Sí"):
        assert words not in text


def test_of_a_line_that_was_taken_out_of_sight_the_auditor_reads_that_there_was_one(history):
    history.clock.shift(DAY)
    history.line("food", "Otra cosa.", hide=True)
    history.desk.client.force_login(history.desk.cast.elena.user)
    [line] = [one for one in history.known(5) if "plan" in one]
    assert "fuera de la vista" in line and "Alimentos" not in line
    Assignment.objects.filter(user=history.desk.cast.elena.user).update(role="internal_control")
    history.desk.client.force_login(history.desk.cast.elena.user)
    [line] = [one for one in history.known(5) if "plan" in one]
    assert "Alimentos" in line
