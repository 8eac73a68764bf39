"""Anybody says how they were attended, without a name, an account or a cookie, and comes back with a code.

The code stands in no address and in nothing that the browser keeps: it is shown once, on the page
that answers the form, and typed again each time. Without a cookie there is no session that another
page could abuse, so the forms bear no token; what another site sends is refused before (guard.py).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.rights.complaints import access, actions
from cauce.rights.complaints import rules as rules
from cauce.rights.complaints.models import Complaint
from cauce.rights.complaints.sealing import code_of_form
from cauce.rights.complaints.telling_form import CLOCK, TellingForm, key_of, put
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices

from .views import answer
from .voice_forms import CodeForm, ReplyForm, TreatedForm


def _page(request: HttpRequest, template: str, language: str, **given: Any) -> HttpResponse:
    return answer(
        request,
        f"voice/{template}.html",
        language,
        False,
        voice=template,
        clock=CLOCK,
        **given,
    )


def _key_of(request: HttpRequest) -> uuid.UUID:
    """The key of what came, else a new one: sent twice, it is one complaint."""
    try:
        return key_of(uuid.UUID(request.POST.get("once", "")), request.POST)
    except ValueError:
        return uuid.uuid4()


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, language: str) -> HttpResponse:
    """The form; once sent, the code, on the same page and never again."""
    form, key = TellingForm(request.POST if request.method == "POST" else None), _key_of(request)
    if form.is_bound and form.is_valid():
        try:
            made: Complaint | None = actions.file(
                actor=SYSTEM,
                form=key,
                once=key,
                at=timezone.now(),
                complaint=actions.ComplaintTold(
                    **form.given(), post=offices.post_coded(form.cleaned_data["post"])
                ),
            )
            return _sent(request, language, key, made)
        except AlreadyDone:
            return _sent(request, language, key, access.by_code(code_of_form(key)))
        except CauceError as error:
            put(form, error)
    return _page(request, "tell", language, form=form, once=str(key))


def _sent(request: HttpRequest, language: str, key: uuid.UUID, made: Complaint | None) -> HttpResponse:
    code = code_of_form(key)
    return _page(
        request,
        "sent",
        language,
        code=code,
        spelt=" ".join(code.replace("-", "")),
        made=made,
        urgent_one=made is not None and made.category in rules.URGENT,
    )


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def see(request: HttpRequest, language: str) -> HttpResponse:
    """What became of it: the code is typed, and travels in the form alone."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, "code", language, form=form)
    found = access.by_code(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", form.none())
        return _page(request, "code", language, form=form)
    do = request.POST.get("do", "")
    bound = {
        "reply": ReplyForm(request.POST if do == "reply" else None),
        "treated": TreatedForm(request.POST if do == "treated" else None),
    }
    said = _said(request, do, bound, found)
    return _shown(request, language, found, form.cleaned_data["code"], said=said, bound=bound)


def _said(request: HttpRequest, do: str, bound: dict[str, Any], found: Complaint) -> bool:
    """Write down what she answers; False when there is nothing to write or it is refused."""
    form, key = bound.get(do), _key_of(request)
    if form is None or not form.is_valid():
        return False
    given: dict[str, Any] = {"actor": SYSTEM, "complaint": found, "once": key, "at": timezone.now()}
    try:
        if do == "reply":
            actions.reply(**given, **form.cleaned_data)
        else:
            actions.say_treated(**given, said=form.cleaned_data["treated"])
    except AlreadyDone:
        pass
    except CauceError as error:
        put(form, error)
        return False
    bound[do] = type(form)()
    return True


def _shown(
    request: HttpRequest, language: str, found: Complaint, code: str, *, said: bool, bound: Any
) -> HttpResponse:
    rows = [
        {
            "hers": one.word.side == "person",
            "at": one.word.at,
            "text": one.text,
            "sentence": rules.SENTENCES.get(one.word.code) or rules.REPLIES.get(one.word.code),
        }
        for one in access.said_of(found)
    ]
    # Asked each time: it may begin later, and whoever else knows the code answers nothing for good.
    ask = not said and found.treated != "worse" and offices.day_at(None, timezone.now()) >= found.ask_on
    wrong = next((form for form in bound.values() if form.errors), None)
    return _page(
        request,
        "seen",
        language,
        one=found,
        code=code,
        rows=rows,
        said=said,
        form=wrong,
        state=rules.STATES[found.state],
        once=str(uuid.uuid4()),
        ask=ask,
        **bound,
    )


@require_safe
def paper(request: HttpRequest, language: str) -> HttpResponse:
    """The same questions on a sheet, to be written by hand and typed by somebody of another office."""
    return _page(request, "paper", language, about=rules.ABOUT, categories=rules.CATEGORIES)
