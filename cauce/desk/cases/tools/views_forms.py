"""The forms of one case: which there are, filling one, and printing it with or without the name."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access, access_forms, actions
from cauce.cases.actions.forms import FormConflict
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.people import access as people
from cauce.protocol.editions.access import edition_by_id
from cauce.rules.tools import applies, lacking
from cauce.staff.exports.watermarks import mark_of
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.frame import case_page
from .filling import Filled, asks_identity, filled, leaf, more_of, parts
from .forms import ToolForm
from .views import house, sheet, tool_named, wanted_language

SAVED = say("Guardado como borrador.", "Saved as a draft.")
FINISHED = say("Terminado. Ya se puede imprimir.", "Finished. It can now be printed.")
GONE = say("El borrador se descartó.", "The draft was discarded.")
LACKS = say(
    "Falta para terminar; como borrador se puede guardar así.",
    "Required to finish; it can be saved as a draft like this.",
)
# The action whose forms these are; when they are ready, it is closed on its own page.
GOING_BACK, WAITING = "P4-13", ("open", "overdue", "blocked")
# Why the identity is opened; it stands in the journal.
REASON = "documents"


@require_http_methods(["GET", "POST"])
def forms(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What may be filled for this case, what was begun, and what was finished."""
    at = timezone.now()
    context = case_page(request, case_id, "forms", at)
    case, edition = context["case"], context["edition"]
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    button = Button(
        actions.start_form,
        then=lambda made: redirect("protection:form", case_id=case.id, form_id=made.id),
    )
    page = pressed(request, button, case=case, tool=request.POST.get("tool", "").upper(), at=at)
    if page.answer:
        return page.answer
    rows = access_forms.forms_of(case)
    known = context["page"].facts
    going_back = next((o for o in context["page"].plan if o.action == GOING_BACK), None)
    context |= {
        "journey": going_back if going_back and going_back.state in WAITING else None,
        "drafts": [(row, edition.tools[row.tool]) for row in rows if row.state == "draft"],
        "done": [(row, edition.tools[row.tool]) for row in rows if row.state == "final"],
        "offered": [
            {"tool": tool, "fits": applies(edition, tool, known).value is not False, "once": form_token.new()}
            for tool in edition.tools.values()
            if tool.kind == "form"
        ],
        "guides": [t for t in edition.tools.values() if t.kind == "guide" and not t.private],
    }
    return render(request, "tools/forms.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, case_id: UUID, form_id: UUID) -> HttpResponse:
    """One form on one page: what the case knows is shown, the rest is typed."""
    context = case_page(request, case_id, "form", timezone.now(), "protection:forms")
    row = access_forms.form_for(context["case"], form_id)
    tool = access_forms.tool_of(row)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
        return _write(request, context, row, tool)
    held = access_forms.held_by(row)["answers"]
    typed = None if row.state == "final" else _form(context, tool, answers=held)
    return _page(request, context, row, tool, typed)


def _form(context: dict[str, Any], tool, data=None, answers=None) -> ToolForm:
    return ToolForm(context["edition"], tool, context["post"].time_zone, data, answers)


def _page(
    request: HttpRequest, context: dict[str, Any], row, tool, typed: ToolForm | None, **more: Any
) -> HttpResponse:
    case, edition = context["case"], context["edition"]
    what = filled(
        case,
        edition,
        tool,
        context["at"],
        form=row,
        identity=more.pop("identity", None),
        answers=more.pop("answers", None),
    )
    return render(
        request,
        "tools/form.html",
        context
        | {
            "row": row,
            "tool": tool,
            "form": typed,
            "parts": parts(what, typed, case.id),
            "notices_": what.notices,
            "seen": row.turn,
            "with_identity": asks_identity(tool),
            "leaf": leaf(case, edition, what, wanted_language(request)),
        }
        | more,
    )


def _write(request: HttpRequest, context: dict[str, Any], row, tool) -> HttpResponse:
    case, do = context["case"], request.POST.get("do")
    here = redirect("protection:form", case_id=case.id, form_id=row.id)
    typed = _form(context, tool, request.POST)
    if do == "discard":
        return _discard(request, context, row)
    if do == "open":
        opened = people.identity(request.actor, case.person, reason=REASON)
        return _page(request, context, row, tool, typed, identity=opened, opened=True)
    if not typed.is_valid():
        return _page(request, context, row, tool, typed)
    seen, values = whole(request.POST.get("seen"), 0), typed.values()
    try:
        if do == "finish":
            if lacks := lacking(tool, values):
                for field in lacks:
                    typed.add_error(field.id, LACKS)
                return _page(request, context, row, tool, typed)
            actions.finish_form(
                actor=request.actor,
                case=case,
                form=row,
                values=values,
                seen=seen,
                at=context["at"],
                more=more_of(case, context["edition"]),
                once=form_token.sent(request),
            )
            messages.success(request, FINISHED)
        else:
            actions.save_form(
                actor=request.actor,
                case=case,
                form=row,
                values=values,
                seen=seen,
                once=form_token.sent(request),
            )
            messages.success(request, SAVED)
        return here
    except AlreadyDone:
        return here
    except FormConflict as conflict:
        add_refusal(typed, conflict)
        row.refresh_from_db()
        theirs = leaf(
            case, context["edition"], Filled(tool, {}, conflict.current, ()), wanted_language(request)
        )
        return _page(request, context, row, tool, typed, seen=conflict.turn, theirs=theirs)
    except CauceError as error:
        add_refusal(typed, error)
        row.refresh_from_db()
        return _page(request, context, row, tool, typed)


def _discard(request: HttpRequest, context: dict[str, Any], row) -> HttpResponse:
    case, button = context["case"], Button(actions.discard_form, said=GONE)
    there = redirect("protection:forms", case_id=case.id)
    return pressed(request, button, then=there, case=case, form=row).answer or there


@require_http_methods(["GET", "POST"])
def form_sheet(request: HttpRequest, case_id: UUID, form_id: UUID) -> HttpResponse:
    """The filled sheet; by POST with the name, which opens the identity and is written down."""
    at = timezone.now()
    case = access.case_for(request.actor, case_id)
    row = access_forms.form_for(case, form_id)
    # The sheet says which edition it was filled under, also after the case moved on.
    tool, edition = access_forms.tool_of(row), edition_by_id(row.edition)
    opened = None
    if request.method == "POST" and asks_identity(tool):
        opened = people.identity(request.actor, case.person, reason=REASON)
    mark = mark_of(request.actor, "desk_work", at, case.post_id, uuid.uuid4().hex[:8])
    access_forms.record_print(request.actor, case, tool, form=row, mark=mark.export)
    what = filled(case, edition, tool, at, form=row, identity=opened)
    draft = row.state == "draft"
    made = leaf(case, edition, what, wanted_language(request), draft=draft)
    return sheet(request, made, from_=house(case.post, made.language), draft=draft, mark=mark)


@require_http_methods(["GET"])
def case_tool(request: HttpRequest, case_id: UUID, number: str) -> HttpResponse:
    """A guide beside what this case already knows."""
    context = case_page(request, case_id, "tool", timezone.now(), "protection:forms")
    tool = tool_named(context["edition"], number)
    what = filled(context["case"], context["edition"], tool, context["at"], form=None)
    context |= {"tool": tool, "parts": parts(what, None, case_id)}
    return render(request, "tools/case_tool.html", context)
