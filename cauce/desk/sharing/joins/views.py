"""Two posts that may know the same person: what one officer sees of it, and what both do, step by step."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.post import post_of
from cauce.sharing.joins import access
from cauce.sharing.joins import rules as rules
from cauce.sharing.joins.access import Mine
from cauce.sharing.joins.actions import agree_to_join, answer, ask_to_join, part, want_to_talk
from cauce.sharing.joins.legs import Leg
from cauce.sharing.joins.standing import JOINED, stands
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from .forms import AnswerForm, LeadForm

TALKS = say(
    "Se avisó. En cuanto el otro consulado también quiera, pueden hablar.",
    "Recorded. As soon as the other post agrees, you can talk.",
)
SAID = say(
    "Anotado. Lo del otro consulado se ve cuando también conteste.",
    "Recorded. You will see the other post's answer once it replies.",
)
ASKED = say(
    "Se pidió. Se juntan cuando el otro consulado lo acuerde.",
    "Requested. They will be joined once the other post agrees.",
)
JOINED_NOW = say("Desde ahora los dos se leen como uno.", "From now on both are read as one.")
LEFT = say("No se juntan. Cada uno sigue como estaba.", "They are not joined. Each stays as it was.")


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, and the joint files of the post."""
    post, at = post_of(request), timezone.now()
    found = access.of_post(request.actor, post.code, at)
    return render(
        request,
        "joins/list.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "waiting": [{"mine": one, "step": step(one)} for one in found.waiting],
            "joined": [
                {
                    "join": join,
                    "case": case,
                    "stands": join.ended_at is None,
                    "why": rules.SHOWN_WHYS.get(join.why),
                }
                for join, case in found.joined
            ],
        },
    )


def step(mine: Mine) -> str:
    """Where it stands for this officer, by the name that the templates know."""
    if mine.possible.state == rules.SAME:
        if mine.join is None:
            return "same"
        if mine.join.joined_at is not None:
            return "joined"
        return "asked" if mine.asked_here else "agree"
    if mine.possible.state == rules.NOT_SAME:
        return "not_same"
    if mine.side.answer:
        return "answered"
    if mine.both_talk:
        return "answer"
    return "waits" if mine.side.talks_at else "talk"


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, possible_id: UUID) -> HttpResponse:
    """One coincidence: who to talk to, and the next step of this officer."""
    at = timezone.now()
    if request.method == "POST":
        mine = access.mine_for(request.actor, possible_id, at)
    else:
        mine = access.opened(request.actor, possible_id, at)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    doing = doing if doing in ("talk", "answer", "join", "agree", "leave") else ""
    said = AnswerForm(request.POST if doing == "answer" else None)
    lead = LeadForm(request.POST if doing == "join" else None)
    form = {"answer": said, "join": lead}.get(doing)
    if doing and (form is None or form.is_valid()):
        try:
            messages.success(request, _do(request, mine, doing, form, at))
            return redirect("joins:one", possible_id=mine.possible.id)
        except AlreadyDone:
            return redirect("joins:one", possible_id=mine.possible.id)
        except CauceError as error:
            if not refuse(request, error, form):
                return redirect("joins:one", possible_id=mine.possible.id)
    return render(
        request,
        "joins/one.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": mine.case.post,
            "mine": mine,
            "case": mine.case,
            "step": step(mine),
            "said": said,
            "lead": lead,
            "once": kept(request),
            "asked_her": stands([mine.case], JOINED, at),
            "leads_here": bool(mine.join and mine.join.lead_id == mine.case.id),
            "unsure": mine.possible.state == rules.UNSURE,
        },
    )


def _do(request: HttpRequest, mine: Mine, doing: str, form: Any, at: dt.datetime) -> Any:
    """Do the step that was asked for; what is said of it. Raises ``Absent`` for no step of these."""
    base: dict[str, Any] = {"actor": request.actor, "at": at, "once": key_of(request)}
    given = base | {"case": mine.case}
    if doing == "talk":
        want_to_talk(**given, possible=mine.possible)
        return TALKS
    if doing == "answer":
        answer(**given, possible=mine.possible, said=form.cleaned_data["answer"])
        return SAID
    if doing == "join":
        ask_to_join(**given, possible=mine.possible, leads=form.cleaned_data["lead"] == "here")
        return ASKED
    if doing == "agree" and mine.join is not None:
        agree_to_join(**base, leg=Leg(mine.join, mine.case.id))
        return JOINED_NOW
    if mine.join is not None and mine.join.joined_at is not None:
        raise BadInput(
            "Ya se juntaron mientras tanto.",
            "They have been joined meanwhile.",
            cure_es="Se separan desde «Leer los dos como uno».",
            cure_en="Separate them from “Read both as one”.",
        )
    if mine.join is not None:
        part(**base, leg=Leg(mine.join, mine.case.id), why="not_needed")
    return LEFT
