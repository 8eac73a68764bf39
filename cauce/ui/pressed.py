"""A page with buttons, each an act with its form: done once, refused beside the field, nothing typed lost.

page = pressed(request, {"end": Button(end_call, EndForm, said=ENDED)}, call=found, at=now)
if page.answer:
    return page.answer
return render(request, "calls/call.html", {"forms": page.forms, "form": page.form})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.encoding import escape_uri_path

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.keys import KeysLost
from cauce.custody.keystore import KeystoreDown

from . import form_token
from .errors import add_refusal, refuse

Maker = Callable[[QueryDict | None], Any]


@dataclass(frozen=True)
class Button:
    """One button. ``act`` is told by name: ``actor``, ``once``, what the page says, and what was given."""

    act: Callable[..., Any]  # a function of the page may say itself where it leads
    form: Maker | None = None  # makes it from what was sent, or from None; buttons with one maker share it
    given: Callable[[Any], Mapping[str, Any]] | None = None  # from the valid form; None: its cleaned data
    values: Mapping[str, type] = field(default_factory=dict)  # what belongs together: name → dataclass
    said: Any = ""  # on the next page, or a function of what was made
    then: Callable[[Any], HttpResponse] | None = None  # from what was made; None: where the page leads
    again: Callable[[str], HttpResponse] | None = None  # from the id of what was made the first time
    beside: Mapping[str, str] | str = field(default_factory=dict)  # what a refusal names → field; or always
    through: Callable[[CauceError], bool] | None = None  # a refusal that this page has no place for any more
    stays: bool = False  # refused, a button alone is answered with this page too, which shows ``error``


@dataclass
class Pressed:
    """``answer`` None: show the page, with ``forms`` by button. ``form`` is the one that was sent, or the
    only one; ``error`` the refusal that now stands in it."""

    forms: dict[str, Any]
    form: Any = None
    answer: HttpResponse | None = None
    error: CauceError | None = None


def pressed(
    request: HttpRequest,
    buttons: Button | Mapping[str, Button],
    /,
    *,
    then: HttpResponse | None = None,
    **what: Any,
) -> Pressed:
    """Do what was pressed: the button that ``do`` names, '' where it names none; a button alone, always.

    ``then`` is where the page leads, and stays when a button alone is refused; None: this page. Nothing
    is done but on POST. Raises ``Absent`` for a button that the page has not.
    """
    alone = isinstance(buttons, Button)
    known: Mapping[str, Button] = {"": buttons} if isinstance(buttons, Button) else buttons
    do = "" if alone else request.POST.get("do", "")
    button = known.get(do) if request.method == "POST" else None
    if request.method == "POST" and button is None:
        raise Absent()
    makers = dict.fromkeys(one.form for one in known.values() if one.form)
    sent = button.form if button else None
    made = {make: make(request.POST if make is sent else None) for make in makers}
    page = Pressed({name: made[one.form] for name, one in known.items() if one.form})
    page.form = page.forms.get(do) if button or alone else None
    if button and (page.form is None or page.form.is_valid()):
        _carry_out(request, button, page, then or redirect(escape_uri_path(request.path)), what)
    return page


def _carry_out(
    request: HttpRequest, button: Button, page: Pressed, then: HttpResponse, what: dict[str, Any]
) -> None:
    form = page.form
    try:
        # A refusal may come from reading what was given as well.
        given = (button.given(form) if button.given else form.cleaned_data) if form is not None else {}
        told = dict(**{"actor": request.actor, "once": form_token.sent(request)} | what, **given)
        made = button.act(**gathered(told, **button.values))
    except AlreadyDone as done:
        page.answer = button.again(done.about_id) if button.again else then
    except (KeystoreDown, KeysLost):
        raise  # no refusal: the house cannot keep it now, and the page sends it again
    except CauceError as error:
        if button.through and button.through(error):
            raise
        page.error = error
        if form is not None:
            beside = button.beside
            add_refusal(form, error, beside if isinstance(beside, str) else beside.get(error.where))
        elif not button.stays:
            refuse(request, error)
            page.answer = then
    else:
        if said := button.said(made) if callable(button.said) else button.said:
            messages.success(request, said)
        leads = button.then(made) if button.then else made
        page.answer = leads if isinstance(leads, HttpResponse) else then
