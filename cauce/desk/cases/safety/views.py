"""Safety first: alone, danger, health, shelter, age and language; red stops everything else."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import record_act, save_section
from cauce.cases.ages import GROUND
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.cases.sections import HOURS, SETTLED, SectionConflict
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.calls.access import SPACE
from cauce.intake.screenings.access import going_on, noticed_before, talks
from cauce.intake.screenings.asking import space_of
from cauce.intake.screenings.facts import DANGER
from cauce.intake.screenings.known import Known, known_in, read_of
from cauce.rules.permissions import Actor
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.words import say

from ..frame.answers import NO, YES
from ..frame.danger import set_by
from ..frame.emergency import HELP, SAFE, Emergency, emergency
from ..frame.frame import ONWARD, case_page
from ..frame.saying import WAITING
from ..frame.told import INSTANT, Already
from .forms import NEEDS, PLACES, SAFETY, TONGUE, WHO_WAITS, SafetyForm

KEPT = say("Anotado.", "Recorded.")
SAVED = say("Anotado. Vea lo que sigue.", "Recorded. See what comes next.")
# Without figures: a message is kept in the session.
DOUBTED = say(
    "La edad que se dijo y la fecha de nacimiento guardada no coinciden. Se guardaron las dos; "
    "mientras se aclara, se atiende como niña, niño o adolescente. Pregunte con calma cuál es la "
    "correcta y corrija aquí la edad, o la fecha en «Quién es».",
    "The stated age and the date of birth on file do not match. Both were kept; until it is "
    "clarified, the person is treated as a child or adolescent. Ask calmly which is right, and "
    "correct the age here or the date under “Who it is”.",
)
# By what the Protocol asks, a question of the part where it is asked.
ASKS = {"P2-07": "age", "P2-08": "eaten"}
BED = "bed"  # the button that keeps what was answered and looks for a place at once
NOT_DANGER = say("Anotado: ahora no corre peligro.", "Recorded: not in danger now.")
CALLED = say("Se anotó la llamada a emergencias.", "The emergency call was noted.")


def _checked(actor: Actor, case: Case, facts: dict[str, Any], at: dt.datetime, once: UUID | None) -> None:
    """That the person was asked whether they are safe, and what that made known."""
    record_act(
        actor=actor,
        case=case,
        name="safety_checked",
        happened_at=at,
        action="P2-02",
        facts=facts,
        once=once,
    )


def _record(actor: Actor, case: Case, form: SafetyForm, seen: int, once: UUID | None) -> None:
    """Everything that was answered, whole or not at all."""
    at: dt.datetime = form.cleaned_data["happened_at"]
    age, before = form.age_facts(), facts_of(case)
    with transaction.atomic():
        facts = form.facts_of(SAFETY, before) | form.facts_of(TONGUE, before)
        _checked(actor, case, facts, at, once)
        if form.asked(NEEDS):
            record_act(
                actor=actor,
                case=case,
                name="urgent_needs_checked",
                # Danger that this tells stands after a no to the question of danger in the same breath.
                happened_at=at + INSTANT if form.harms_self() else at,
                action="P2-08",
                facts=form.facts_of(NEEDS, before) | ({DANGER: True} if form.harms_self() else {}),
            )
        if form.asked_age():
            record_act(actor=actor, case=case, name="age_checked", happened_at=at, facts=age)
        if form.asked_age() and not form.is_grown():
            record_act(actor=actor, case=case, name="child_branch_opened", happened_at=at, action="P2-07")
        content = form.kept() | {HOURS: form.hours(), SETTLED: form.settled()}
        save_section(actor=actor, case=case, kind="safety", content=content, seen=seen)


def _not_danger(actor: Actor, case: Case, once: UUID | None) -> None:
    """One press: asked now, and there is none. It stands as the answer of this page."""
    at = timezone.now()
    with transaction.atomic():
        _checked(actor, case, {DANGER: False}, at, once)
        seen, held = access.section(case, "safety")
        held = held or {}
        content = held | {"danger": NO, HOURS: held.get(HOURS, {}) | {"danger": at.isoformat()}}
        save_section(actor=actor, case=case, kind="safety", content=content, seen=seen)


def _quick(request: HttpRequest, case: Case) -> bool:
    """The three buttons of an emergency; False: another button was pressed."""
    what, once = request.POST.get("do"), form_token.sent(request)
    if what == "danger":
        _checked(request.actor, case, {DANGER: True}, timezone.now(), once)
    elif what == "not_danger":
        _not_danger(request.actor, case, once)
        messages.success(request, NOT_DANGER)
    elif what == "called":
        record_act(
            actor=request.actor,
            case=case,
            name="emergency_called",
            happened_at=timezone.now(),
            action="P2-02",
            once=once,
        )
        messages.success(request, CALLED)
    else:
        return False
    return True


def _leads(request: HttpRequest, case: Case) -> HttpResponse:
    """Where one press leads: out of danger back to the talk that waits, if one does, else to the case."""
    if request.POST.get("do") != "not_danger":
        return redirect("protection:safety", case_id=case.id)
    talk = going_on(talks(case))
    return redirect("protection:sitting", talk.id) if talk else redirect("protection:case", case_id=case.id)


@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask, note, and let the plan change; nothing here needs consent."""
    at = timezone.now()
    context = case_page(request, case_id, "safety", at, also=("safety",))
    case, zone = context["case"], context["post"].time_zone
    version, held = context["page"].sections["safety"]
    # What the counter noticed is shown until that question is answered: a page left half done loses no cue.
    seen = noticed_before(request.actor, case, context["page"].facts.get("contact.channel", ""))
    read = read_of(context["page"], safety=held or {}, noticed=seen)
    known = known_in(case, context["page"].acts, at, read)
    sent, began = _sent(request), emergency(context)
    already = Already(known, PLACES, at, ZoneInfo(zone), sent)
    context |= {
        "seen": version,
        "red": _is_red(request, context["page"].facts.get(DANGER), began),
        "danger_by": set_by(context, known),
        "limits": context["edition"].catalogues["sharing_exceptions"],
        "emergency": began,
        "safe_now": SAFE in request.GET,
        # What was said in a call, the place too, lies in the draft until keeping it is agreed.
        "rang": case.keeping != "refused" and space_of(context["page"].facts.get("contact.channel")) == SPACE,
        "owes_rights": all(one.name != "rights_explained" for one in context["page"].acts),
    }
    if request.method == "GET":
        context["form"] = SafetyForm(
            zone,
            initial=_counting(known, held or {}),
            already=already,
            age=_age(context["page"].facts),
        )
        context["form"].owed = _owed(context["page"])
        return render(request, "safety/safety.html", context)
    access.case_for(request.actor, case_id, permission="case.work")
    try:
        if _quick(request, case):
            return _leads(request, case)
    except AlreadyDone:
        return redirect("protection:safety", case_id=case.id)
    form = SafetyForm(
        zone,
        sent,
        grounded=GROUND in context["edition"].facts,
        doubted=context["page"].facts.get("person.age_doubt") is True,
        already=already,
        age=_age(context["page"].facts),
    )
    return _save(request, context, form)


def _is_red(request: HttpRequest, danger: bool | None, began: Emergency) -> bool:
    """Whether what comes first is shown: danger; or it is not known, and 911 was called or is to be."""
    return danger is not False and bool(danger or began.called or HELP in request.GET)


def _age(facts: dict[str, Any]) -> int | None:
    """The age, where it is known with or without doubt; None: it is asked."""
    return facts.get("person.age") if "person.age_doubt" in facts else None


def _counting(known: Known, held: dict[str, Any]) -> dict[str, Any]:
    """Of what this page kept, what still counts: the rest is asked again."""
    hours = held.get(HOURS, {})
    found = {
        name: value
        for name, value in held.items()
        if name != "age"  # as it is known now, whatever was said of it here before
        and (name not in PLACES or known.still_counts(PLACES[name], hours.get(name)))
    }
    return found if found.get("expected") == YES else {n: v for n, v in found.items() if n != WHO_WAITS}


def _owed(page: access.Page) -> frozenset[str]:
    """The questions of what the Protocol asks here now: they stand unfolded."""
    waiting = {one.action for one in page.plan if one.state in WAITING}
    return frozenset(name for action, name in ASKS.items() if action in waiting)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent; None: nothing was. The button of a bed says that there is none for tonight."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if sent.get("do") == BED:
        sent["sleeps_safe"] = NO
    return sent


def _seen(request: HttpRequest, fallback: int) -> int:
    return whole(request.POST.get("seen"), fallback)


def _save(request: HttpRequest, context: dict[str, Any], form: SafetyForm) -> HttpResponse:
    case = context["case"]
    seen = _seen(request, context["seen"])
    context |= {"form": form, "seen": seen}
    after = redirect("protection:rights" if ONWARD in request.POST else "protection:case", case_id=case.id)
    if request.POST.get("do") == BED:
        after = redirect(context["emergency"].bed_href)
    if form.is_valid():
        try:
            _record(request.actor, case, form, seen, form_token.sent(request))
        except AlreadyDone:
            return after
        except SectionConflict as conflict:
            add_refusal(form, conflict)
            context |= {"theirs": theirs(form, conflict.current), "seen": conflict.version}
        except CauceError as error:
            add_refusal(form, error)
        else:
            if form.is_grown() and facts_of(case).get("person.age_doubt") is True:
                messages.warning(request, DOUBTED)
            if form.is_red():
                return redirect("protection:safety", case_id=case.id)
            messages.success(request, KEPT if request.POST.get("do") == BED else SAVED)
            return after
    if form.says_danger() and not context["red"]:
        # Whatever else is missing or wrong on the form, danger is kept and acted on at once.
        _checked(request.actor, case, {DANGER: True}, timezone.now(), None)
        context["red"] = True
    return render(request, "safety/safety.html", context)


def theirs(form: SafetyForm, current: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What the other officer saved, question by question, where it differs from what stands here."""
    found = []
    mine = form.kept()
    for name, field in form.fields.items():
        if name == "happened_at":
            continue
        saved = (current or {}).get(name)
        if saved == mine.get(name):
            continue
        words = dict(getattr(field, "choices", ())).get(saved, saved)
        found.append({"name": field.label, "value": words})
    return found
