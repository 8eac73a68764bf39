"""What a post adds to the edition: steps and contacts of its own, approved by whoever leads it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cauce.content.annex import Annex, added, next_id, read_annex
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.protocol.documents.incoming import check_readable
from cauce.protocol.editions import access, actions, writers
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices.picker import picked
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.words import say

from .forms_annex import AnnexForm, ContactForm, OwnStepForm
from .views import base_of

KEPT = say(
    "Guardado. Rige cuando la persona titular lo apruebe.",
    "Saved. It takes effect once the head of post approves it.",
)
APPROVED = say(
    "Aprobado. Los casos abiertos del consulado lo toman en unos minutos.",
    "Approved. Open cases of the post take it up within minutes.",
)


@require_http_methods(["GET", "POST"])
def annex(request: HttpRequest) -> HttpResponse:
    """The annex in force, the draft if there is one, and the three ways to write it."""
    picker = picked(request, "annex.read", named=True)
    code = picker.post.code
    held, edition = access.annex_for(request.actor, code), access.current_edition()
    source = held["draft"] or held["approved"]
    text = source.text if source else ""
    forms = {
        "step": OwnStepForm(edition, prefix="step"),
        "contact": ContactForm(edition, prefix="contact"),
        "text": AnnexForm(initial={"text": text}, prefix="text"),
    }
    wrong = None
    if request.method == "POST":
        wrong = _press(request, code, held, edition, text, forms)
        if wrong is None:
            return redirect(request.get_full_path())
    scope = Scope(post=code)
    context = base_of(
        request,
        once=form_token.reused(request),
        forms=forms,
        wrong=wrong,
        picker=picker,
        held=held,
        approved=_read(held["approved"], edition, code),
        draft=_read(held["draft"], edition, code),
        steps={id: action.title for id, action in edition.actions.items()},
        may_write=permits(request.actor, "annex.draft", scope).allowed,
        may_sign=permits(request.actor, "annex.approve", scope).allowed,
        wrote=held["draft"] is not None
        and request.actor.user in writers.of_annex(code, held["draft"].number),
    )
    return render(request, "editions/annex.html", context)


def _read(row: Any, edition: Any, code: str) -> Annex | None:
    return read_annex(row.text, edition, code) if row else None


def _press(
    request: HttpRequest, code: str, held: dict[str, Any], edition: Any, text: str, forms: dict
) -> Any:
    """Do what was asked; None: it is done. A form that has an error otherwise."""
    what, scope = request.POST.get("do", ""), Scope(post=code)
    if what in ("approve", "drop"):
        return _settle(request, what, held)
    check_may(request.actor, "annex.draft", scope, about=("post", code))
    data = request.POST
    made = {
        "step": lambda: OwnStepForm(edition, data, prefix="step"),
        "contact": lambda: ContactForm(edition, data, prefix="contact"),
        "text": lambda: AnnexForm(data, prefix="text"),
    }.get(what)
    if made is None:
        raise Absent()
    form = forms[what] = made()
    if not form.is_valid():
        return form
    try:
        fresh = _text(what, form, text, code)
        check_readable({"annex.yaml": fresh})
        actions.draft_annex(actor=request.actor, scope=scope, text=fresh, once=form_token.sent(request))
        messages.success(request, KEPT)
    except AlreadyDone:
        pass
    except CauceError as error:
        add_refusal(form, error)
        return form
    return None


def _text(what: str, form: Any, text: str, code: str) -> str:
    if what == "text":
        return form.cleaned_data["text"]
    if what == "step":
        return added(text, "steps", {"id": next_id(text, code), **form.entry()})
    return added(text, "contacts", form.entry())


def _settle(request: HttpRequest, what: str, held: dict[str, Any]) -> None:
    draft = held["draft"]
    if draft is None:
        raise Absent()
    try:
        if what == "approve":
            actions.approve_annex(
                actor=request.actor,
                annex=draft,
                seen=request.POST.get("seen", ""),
                once=form_token.sent(request),
            )
            messages.success(request, APPROVED)
        else:
            actions.drop_annex_draft(actor=request.actor, annex=draft, once=form_token.sent(request))
    except AlreadyDone:
        pass
    except BadInput as error:
        refuse(request, error)
