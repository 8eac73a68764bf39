"""Two posts that may know the same person: what one officer sees of it, and what both do, step by step."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInputs
from cauce.sharing.joins import access
from cauce.sharing.joins import rules as rules
from cauce.sharing.joins.access import Mine
from cauce.sharing.joins.actions import (
    agree_to_join,
    answer,
    ask_to_join,
    ask_to_join_here,
    part,
    say_two_people,
    want_to_talk,
)
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.still_consented import JOINED, stands
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import AnswerForm, LeadForm

bad_input = BadInputs(__file__)

TALKS = say(
    "Se avisó. En cuanto el otro consulado también quiera, pueden hablar.",
    "Recorded. As soon as the other post agrees, you can talk.",
)
SAID = say(
    "Anotado. Lo del otro consulado se ve cuando también conteste.",
    "Recorded. You will see the other post's answer once it replies.",
)
ASKED = say(
    "Se pidió. Se juntarán cuando el otro consulado acepte.",
    "Requested. They will be joined once the other post agrees.",
)
ASKED_HERE = say(
    "Se pidió. Se juntarán cuando otra persona del consulado esté de acuerdo.",
    "Requested. They will be joined once somebody else at the post agrees.",
)
JOINED_NOW = say("Desde ahora los dos se leen como uno.", "From now on both are read as one.")
LEFT = say("No se juntan. Cada uno sigue como estaba.", "They are not joined. Each stays as it was.")


@require_http_methods(["GET", "HEAD", "POST"])
def joins_page(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, and the joint files of the post. Of two files of this post that may be of
    one person whoever attends the earlier one asks that they be joined, or says that they are two people."""
    post, at = post_here(request, "case.list"), timezone.now()
    if request.method == "POST":
        two = access.alike_for(request.actor, request.POST.get("possible", ""), at)
        buttons = {
            "same": Button(partial(ask_to_join_here, case=two.earlier, other=two.later), said=ASKED_HERE),
            "two": Button(partial(say_two_people, case=two.earlier, possible=two.possible), said=LEFT),
        }
        return pressed(request, buttons, then=redirect("joins:list"), at=at).answer or redirect("joins:list")
    found = access.of_post(request.actor, post.code, at)
    return render(
        request,
        "joins/list.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "waiting": [{"mine": one, "step": step(one)} for one in found.waiting],
            "doubles": found.doubles,
            "alike": found.alike,
            "once": form_token.new(),
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
def join_page(request: HttpRequest, possible_id: UUID) -> HttpResponse:
    """One coincidence: who to talk to, and the next step of this officer."""
    at = timezone.now()
    if request.method == "POST":
        mine = access.mine_for(request.actor, possible_id, at)
    else:
        mine = access.opened(request.actor, possible_id, at)
    page = pressed(request, _buttons(mine), at=at)
    if page.answer:
        return page.answer
    return render(
        request,
        "joins/one.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": mine.case.post,
            "mine": mine,
            "case": mine.case,
            "step": step(mine),
            "said": page.forms["answer"],
            "lead": page.forms["join"],
            "once": form_token.reused(request),
            "asked_her": stands([mine.case], JOINED, at),
            "leads_here": bool(mine.join and mine.join.lead_id == mine.case.id),
            "unsure": mine.possible.state == rules.UNSURE,
        },
    )


def _buttons(mine: Mine) -> dict[str, Button]:
    """The steps; whoever agrees to what is no longer asked leaves it."""
    both = {"case": mine.case, "possible": mine.possible}

    def leave(**given: Any) -> None:
        if mine.join is not None and mine.join.joined_at is not None:
            raise bad_input("they_have_been_joined_meanwhile")
        if mine.join is not None:
            part(leg=Leg(mine.join, mine.case.id), why="not_needed", **given)

    leaves = Button(leave, said=LEFT)
    agrees = mine.join and Button(partial(agree_to_join, leg=Leg(mine.join, mine.case.id)), said=JOINED_NOW)
    return {
        "talk": Button(partial(want_to_talk, **both), said=TALKS),
        "answer": Button(
            partial(answer, **both),
            AnswerForm,
            given=lambda form: {"said": form.cleaned_data["answer"]},
            said=SAID,
        ),
        "join": Button(
            partial(ask_to_join, **both),
            LeadForm,
            given=lambda form: {"leads": form.cleaned_data["lead"] == "here"},
            said=ASKED,
        ),
        "agree": agrees or leaves,
        "leave": leaves,
    }
