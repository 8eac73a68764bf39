"""Editions: which one holds, what a draft changes in words, trying it, and two people who approve."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.cases.draft_trial import try_edition
from cauce.cases.dry_run import open_count
from cauce.content.errors import CauceError
from cauce.content.model import EditionInfo, Text
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.measurement.saying import number_or_hidden
from cauce.measurement.access import cases_of_edition
from cauce.protocol.editions import access, actions, schedule
from cauce.protocol.editions.models import Edition
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, words
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import DateForm, DraftForm


def base_of(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every page of editions begins with."""
    return {
        "nav": nav(request, "editions:list"),
        "once": form_token.new(),
        **showing.may(request.actor),
        **more,
    }


def draft_or_absent(request: HttpRequest, id: str) -> Edition:
    """A draft that the actor may change. Raises ``Absent`` for anything else."""
    found = access.edition_for(request.actor, id, permission="edition.draft")
    if found.state != "draft":
        raise Absent()
    return found


@require_GET
def editions(request: HttpRequest) -> HttpResponse:
    """All of them by date, the one in force marked; headquarters begins a draft here."""
    return _list(request, DraftForm())


def _list(request: HttpRequest, form: DraftForm) -> HttpResponse:
    rows, now = access.editions(request.actor), timezone.now()
    today, current = schedule.day_of(now), access.current_edition(now)
    context = base_of(
        request,
        form=form,
        today=today,
        current=current.info,
        once=form_token.reused(request),
        annexes=access.annexes_to_approve(request.actor),
        offered=_offered(request),
        rows=[showing.line(one, current.info.id, today) for one in rows],
    )
    return render(request, "editions/list.html", context)


def _taken(request: HttpRequest) -> HttpResponse:
    """A draft of what came with the program; what this house had changed as well is named."""
    try:
        made = actions.take(actor=request.actor, once=form_token.sent(request))
    except AlreadyDone as done:
        return redirect("editions:edition", edition=done.about_id)
    except CauceError as error:
        form = DraftForm()
        add_refusal(form, error)
        return _list(request, form)
    messages.success(
        request,
        say(
            "Borrador listo con lo que trae el programa. Lea qué cambia y pruébelo.",
            "The draft is ready with what came with the program. Read what changes and try it.",
        ),
    )
    if made.both:
        files = ", ".join(made.both)
        messages.warning(
            request,
            say(
                (
                    "Esta casa también había cambiado estos archivos, y ahora dicen lo que trae el "
                    f"programa: {files}. Si algo debe quedar como estaba, escríbalo otra vez en el borrador."
                ),
                (
                    "This house had changed these files too, and they now say what came with the program: "
                    f"{files}. If something has to stay as it was, write it again in the draft."
                ),
            ),
        )
    return redirect("editions:edition", edition=made.edition.id)


def _offered(request: HttpRequest) -> EditionInfo | None:
    """The edition of the program that headquarters could take over; None: there is none for this person."""
    found = access.offered() if permits(request.actor, "edition.draft").allowed else None
    return found.info if found else None


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft that says what the newest edition says, or what came with the program."""
    check_may(request.actor, "edition.draft")
    if request.POST.get("do") == "take":
        return _taken(request)
    button = Button(
        actions.draft,
        DraftForm,
        said=say(
            "Borrador listo. Cambie lo que haga falta y pruébelo.",
            "The draft is ready. Change what is needed and try it.",
        ),
        then=lambda made: redirect("editions:edition", edition=made.id),
        again=lambda id: redirect("editions:edition", edition=id),
    )
    page = pressed(request, button)
    return page.answer or _list(request, page.form)


@require_http_methods(["GET", "POST"])
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """One edition: where it stands, what it changes in words, and what to do next with it."""
    found = access.edition_for(request.actor, edition)
    if request.method == "POST":
        check_may(request.actor, "edition.draft", about=("edition", found.id))
    first = {"in_force_from": found.in_force_from}
    button = Button(actions.set_date, lambda sent: DateForm(sent, initial=first))
    page = pressed(request, button, edition=found)
    return page.answer or _show(request, found, page.form)


def _show(request: HttpRequest, found: Edition, form: DateForm, **more: Any) -> HttpResponse:
    now = timezone.now()
    today, in_force = schedule.day_of(now), access.in_force(now)
    groups, problem = showing.changes_of(found)
    tried = access.last_trial(found)
    context = base_of(
        request,
        edition=found,
        form=form,
        groups=groups,
        today=today,
        problem=words(problem) if problem else "",
        problem_at=problem.where if problem else "",
        line=showing.line(found, in_force, today),
        until=showing.until(found),
        approvals=showing.approvals_of(found),
        trial=tried and showing.trial_of(tried, found),
        coming=found.in_force_from > today,
        followers=_followers(request, found),
        **more,
    )
    signed = {one.user for one in access.approvals(found)}
    context["signed_by_me"] = request.actor.user in signed
    return render(request, "editions/edition.html", context)


def _followers(request: HttpRequest, found: Edition) -> dict[str, Text] | None:
    """How many cases follow it, open and closed, as the last closing tells; None for a draft and for who sees
    no numbers."""
    if not found.in_use or not permits(request.actor, "numbers.network").allowed:
        return None
    told = cases_of_edition(request.actor, found.id)
    return {state: number_or_hidden(number) for state, number in told.items()}


BY_PAGE = 10_000  # open cases that are counted while somebody waits; above, by command


@require_http_methods(["GET", "POST"])
def trial(request: HttpRequest, edition: str) -> HttpResponse:
    """Try a draft: the check, the case files, the open cases; nothing of a case is written."""
    found = access.edition_for(request.actor, edition, permission="edition.draft")
    many = open_count() > BY_PAGE
    if request.method == "POST" and not many:
        try_edition(request.actor, found)
        return redirect("editions:trial", edition=found.id)
    tried = access.last_trial(found)
    shown = tried and showing.trial_of(tried, found)
    return render(request, "editions/trial.html", base_of(request, edition=found, trial=shown, many=many))


DONE = {
    "propose": say(
        "Propuesta. Falta que otra persona la lea y la apruebe.",
        "Proposed. Another person has to read and approve it.",
    ),
    "approve": say(
        "Aprobada. Desde su fecha la siguen todos los consulados.",
        "Approved. From its date every post follows it.",
    ),
    "return": say("Otra vez en borrador.", "A draft again."),
    "withdraw": say(
        "Retirada. Rige hasta que empiece la que la sustituye, y sigue legible.",
        "Withdrawn. It stays in force until its replacement begins, and remains readable.",
    ),
}


@require_POST
def decide(request: HttpRequest, edition: str) -> HttpResponse:
    """Propose, approve, return to draft or withdraw; a refusal says why and changes nothing."""
    found = access.edition_for(request.actor, edition, permission="edition.draft")
    why, seen = request.POST.get("why", "")[:1000], request.POST.get("seen", "")
    acts = {
        "propose": partial(actions.propose, seen=seen),
        "approve": partial(actions.approve, seen=seen),
        "return": actions.return_to_draft,
        "withdraw": partial(actions.withdraw, why=why),
    }
    buttons = {name: Button(act, said=DONE[name], stays=True) for name, act in acts.items()}
    page = pressed(request, buttons, then=redirect("editions:edition", edition=edition), edition=found)
    if page.answer:
        return page.answer
    form = DateForm(initial={"in_force_from": found.in_force_from})
    found = access.edition_for(request.actor, edition)
    return _show(request, found, form, refused=words(page.error), why=why)
