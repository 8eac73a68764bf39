"""One errand from its first step to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.aid.access import configured
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.family.searches import access, actions
from cauce.family.searches import rules as rules
from cauce.staff.offices import access as offices
from cauce.ui.errors import put
from cauce.ui.fields import WorkForm
from cauce.ui.once import fresh, kept, key_of
from cauce.ui.words import say

from .forms import EndForm, OfficeForm, OwnerForm, RemainsForm, ResultForm, StepForm, TellForm
from .tabs import frame
from .views_board import WORKS

DONE = say("Anotado.", "Noted.")


@sensitive_post_parameters("words", "office", "asked", "sample", "authority")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Everything of it on one page, the latest first; below, what may be noted."""
    found = access.shown(request.actor, search_id)
    search = found.search
    staff = offices.staff(search.post_id, *WORKS)
    forms = _forms(request, found, staff)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do:
        try:
            if _posted(request, search, forms, do, staff):
                messages.success(request, DONE)
                return redirect("searches:one", search_id=search.id)
        except AlreadyDone:
            return redirect("searches:one", search_id=search.id)
        except CauceError as error:
            put(forms[do], error)
    context = frame(request, "searches:board", search.post) | {
        "search": search,
        "said": found.said,
        "ending": found.ending,
        "once": kept(request),
        "onces": [fresh() for _ in range(8)],
        "state": rules.STATES[search.state],
        "origin": rules.ORIGINS[search.origin],
        "open": search.state == "open",
        "may_know": rules.MAY_KNOW.get(search.may_know),
        "wish": rules.WISHES[search.wish],
        "bearer": rules.BEARERS[search.bearer],
        "way": rules.TOLD_WAYS.get(search.told_way),
        "told_by": offices.names_of({search.told_by}).get(search.told_by, "") if search.told_by else "",
        "steps": [
            {"row": row, "words": words, "kind": rules.STEPS[row.kind], "result": rules.RESULTS[row.result]}
            for row, words in found.steps
        ],
        "asked": [
            {
                "row": row,
                "said": said,
                "result": rules.IDENTIFIED[row.result],
                "samples": [
                    (one["who"], dt.date.fromisoformat(one["agreed_on"])) for one in said.get("samples", ())
                ],
            }
            for row, said in found.identifications
        ],
        "forms": forms,
        "shown": do,
        "form": forms.get(do),
    }
    return render(request, "searches/one.html", context)


def _forms(request: HttpRequest, found: access.Shown, staff) -> dict[str, WorkForm]:
    search, do = found.search, request.POST.get("do", "")

    def bound(name: str) -> Any:
        return request.POST if do == name else None

    today = offices.day_at(search.post, timezone.now())
    aids = {one.code: say(one.name_es, one.name_en) for one in configured(today)}
    kept_now = {"wish": search.wish, "bearer": search.bearer, "aid_kind": search.aid_kind}
    return {
        "step": StepForm(bound("step"), auto_id="step_%s"),
        "office": OfficeForm(bound("office"), auto_id="office_%s"),
        "result": ResultForm(bound("result"), auto_id="result_%s"),
        "tell": TellForm(bound("tell"), auto_id="tell_%s"),
        "remains": RemainsForm(aids.items(), bound("remains"), kept_now),
        "hand": OwnerForm(staff, bound("hand"), {"owner": str(search.owner_id)}),
        "end": EndForm(bound("end"), auto_id="end_%s"),
    }


def _posted(request: HttpRequest, search, forms: dict[str, WorkForm], do: str, staff) -> bool:
    if do not in forms:
        raise Absent()
    form = forms[do]
    if not form.is_valid():
        return False
    given = dict(form.cleaned_data)
    who = {"actor": request.actor, "search": search, "at": timezone.now(), "once": key_of(request)}
    if do == "hand":
        given["owner"] = next(user for user in staff if str(user.id) == given["owner"])
    if do == "office":
        sample, agreed_on = given.pop("sample"), given.pop("agreed_on")
        day = agreed_on.isoformat() if agreed_on else ""
        given["samples"] = [{"who": sample, "agreed_on": day}] if sample.strip() else []
    if do == "result":
        given["identification"] = access.identification_of(search, request.POST.get("identification", ""))
    acts: dict[str, Callable[..., Any]] = {
        "step": actions.add_step,
        "office": actions.add_identification,
        "result": actions.note_result,
        "tell": actions.tell_family,
        "remains": actions.note_remains,
        "hand": actions.hand_search,
        "end": actions.end_search,
    }
    acts[do](**who, **given)
    return True
