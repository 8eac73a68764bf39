"""For which request this is asked, and the way back to it: a service, an office in Mexico, an envelope,
a letter, a question of the case, what a service asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from cauce.custody.journal.door import Absent
from cauce.sharing.referrals.access import referral_for

TAKEN_UP = ("former", "need")


def _given(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _id(request: HttpRequest, name: str) -> str:
    try:
        return str(UUID(_given(request, name)))
    except ValueError:
        return ""


def asked_about(request: HttpRequest) -> str:
    """The recipient for whom the officer came to ask; '' when for none."""
    return request.GET.get("para", "") or request.POST.get("recipient", "")


def service(request: HttpRequest) -> str:
    """The service for whose request this is asked; '' when it was asked for no request."""
    return _id(request, "service")


def kind(request: HttpRequest) -> str:
    """What is asked of Mexico, for which this is asked; '' when it was asked for nothing of it."""
    return _given(request, "mexico")


def sobre(request: HttpRequest) -> str:
    """The referral for whose envelope this is asked; '' when it was asked for none."""
    return _id(request, "sobre")


def asking(request: HttpRequest) -> str:
    """The referral whose receiver asked for more, for which this is asked; '' when for none."""
    return _id(request, "canalizacion")


def paper(request: HttpRequest) -> str:
    """The paper of which a step needs a copy, for which this is asked; '' when for none."""
    return _id(request, "papel")


def letter(request: HttpRequest) -> str:
    """The letter that waits for this, by its id, or the template with which it begins; '' when none does."""
    return _given(request, "carta")


def letter_language(request: HttpRequest) -> str:
    """The language chosen for the letter that is to begin; '' for one that was begun."""
    return _given(request, "lengua")


def fact(request: HttpRequest) -> str:
    """The fact that may be noted once the person agrees to keeping; '' when none waits for that."""
    return _given(request, "dato")


def taken_up(request: HttpRequest) -> dict[str, str]:
    """Which referral the waiting request takes up again, and for what: the way back keeps both."""
    found = {name: _given(request, name) for name in TAKEN_UP}
    found["former"] = _id(request, "former")
    return {name: value for name, value in found.items() if value}


def envelope(request: HttpRequest, case_id: UUID) -> Any:
    """The referral of that envelope; None: none. Raises ``Absent`` for one of another case."""
    return _referral(request, case_id, sobre(request))


def asked_more(request: HttpRequest, case_id: UUID) -> Any:
    """The referral whose receiver asked for more; None: none. Raises ``Absent`` for one of another case."""
    return _referral(request, case_id, asking(request))


def _referral(request: HttpRequest, case_id: UUID, given: str) -> Any:
    if not given:
        return None
    found = referral_for(request.actor, given)
    if found.case_id != case_id:
        raise Absent()
    return found


def request_of(request: HttpRequest, case_id: UUID) -> str:
    """Where the request waits that sent the officer here; '' when none did."""
    if given := sobre(request):
        return reverse("protection:envelope", args=[given])
    if given := asking(request):
        return reverse("protection:referral", args=[given])
    if wanted := kind(request):
        query = urlencode({"tipo": wanted, "a": asked_about(request)})
        return f"{reverse('mexico:ask', args=[case_id])}?{query}"
    if given := paper(request):
        return reverse("papers:paper", args=[case_id, given])
    if given := letter(request):
        return letter_address(case_id, given, asked_about(request), letter_language(request))
    if given := service(request):
        query = urlencode({"service": given} | taken_up(request))
        return f"{reverse('protection:refer', args=[case_id])}?{query}"
    if given := fact(request):
        query = urlencode({"dato": given} | taken_up(request))
        return f"{reverse('protection:case', args=[case_id])}?{query}#averiguar"
    return ""


def letter_address(case_id: UUID, given: str, recipient: str, language: str) -> str:
    """The letter, or the page where one is begun with that template, in that language, for that
    organisation."""
    try:
        return reverse("letters:letter", args=[case_id, UUID(given)])
    except ValueError:
        started = {"template": given, "language": language, "recipient": recipient}
        query = urlencode({name: value for name, value in started.items() if value})
        return f"{reverse('letters:case', args=[case_id])}?{query}#empezar"


def again(request: HttpRequest, case_id: UUID) -> str:
    """The same page, with the way back to the request if one waits."""
    address = reverse("protection:consent", args=[case_id])
    query = {"dato": given} | taken_up(request) if (given := fact(request)) else {}
    if given := service(request):
        query = {"service": given} | taken_up(request)
    if wanted := kind(request):
        query = {"mexico": wanted, "para": request.POST.get("recipient", "")}
    if given := letter(request):
        query = {"carta": given, "para": request.POST.get("recipient", "")}
        query |= {"lengua": language} if (language := letter_language(request)) else {}
    for name, given in (("sobre", sobre(request)), ("canalizacion", asking(request))):
        if given:
            query = {name: given, "para": request.POST.get("recipient", "")}
    if given := paper(request):
        query = {"papel": given}
    return f"{address}?{urlencode(query)}#contenido" if query else address
