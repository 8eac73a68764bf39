"""What a service asked back, as the officer answers it: sent with the person's yes, or by telephone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cauce.desk.cases.frame.already import first_words
from cauce.directory.access import public_numbers
from cauce.sharing.referrals.access import may_call
from cauce.sharing.referrals.access_questions import questions_of
from cauce.sharing.referrals.actions import inform
from cauce.sharing.referrals.actions.answering import CALLED, SENT, UNSHARED
from cauce.sharing.referrals.facts import agreed_now, offered_in
from cauce.sharing.referrals.models import Referral
from cauce.ui.words import say

from .forms_more import MoreForm

# Which answer each button gives; the second one after another look at words that may tell too much.
HOW = {"give": SENT, "anyway": SENT, "inform": CALLED, "unshared": UNSHARED}
SAID = {
    SENT: say("Enviado: el servicio ya lo ve en su página.", "Sent: the service now sees it on its page."),
    CALLED: say("Anotado: se respondió por teléfono.", "Noted: answered by telephone."),
    UNSHARED: say(
        "Anotado: el servicio lee que la persona no comparte más.",
        "Noted: the service reads that the person shares nothing more.",
    ),
}


def _wanted(found: Referral) -> tuple[str, ...]:
    asked = questions_of(found) if found.state == "info_requested" else []
    return asked[-1].wanted if asked else ()


def more_form(request: HttpRequest, context: dict[str, Any], found: Referral) -> MoreForm:
    """The data that were asked for and the person agreed to share, with what is known of them."""
    wanted = _wanted(found)
    agreed = agreed_now(found) if wanted else frozenset()
    offered = offered_in(found) if wanted else ()
    data = [one for one in offered if one.id in agreed and one.id in wanted]
    known = first_words(
        context["edition"],
        context["case"],
        context["page"].facts,
        found.need,
        [one.id for one in data],
        priority=found.priority,
    )
    sent = request.POST if HOW.get(request.POST.get("do", "")) == SENT else None
    return MoreForm(data, sent, known, post=context["post"])


def shown(found: Referral, form: MoreForm) -> dict[str, Any]:
    """What the page says of a question that waits: what nobody agreed to yet, where the person is asked for
    exactly that, and the public numbers where no number of the intake is shown."""
    wanted = _wanted(found)
    offered = offered_in(found) if wanted else ()
    lacking = [one.label for one in offered if one.id in wanted and one.id not in form.fields]
    recipient = str(found.service.organization_id)
    query = urlencode({"para": recipient, "canalizacion": found.id})
    ask = f"{reverse('protection:consent', args=[found.case_id])}?{query}#t-referral-{recipient}"
    asked = found.state == "info_requested"
    return {
        "more": form,
        "lacking": lacking,
        "ask_href": ask if lacking else "",
        "public": " · ".join(public_numbers(found.service)) if asked and not may_call(found) else "",
    }


def answered(request: HttpRequest, form: MoreForm, **given: Any) -> Any:
    """Answer as the button says; the words of what was done, None: the form is not right yet."""
    do = request.POST["do"]
    how = HOW[do]
    if how == SENT and not form.is_valid():
        return None
    shared = form.given() if how == SENT else None
    inform(how=how, shared=shared, seen_twice=do == "anyway", **given)
    return SAID[how]
