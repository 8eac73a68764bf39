"""FHIR R4 for systems of partners: what was sent to them, and what they answer.

Opening a Task or its request confirms that it was read, as in the portal. Nothing of a message is ever
logged, and nothing of one that is refused is kept.
"""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.urls import reverse
from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent
from cauce.measurement.facts.code import version
from cauce.rules.permissions import Actor
from cauce.rules.referral import FHIR_TASK
from cauce.sharing.machines.access import report_of, reports_of
from cauce.sharing.machines.actions import report
from cauce.sharing.machines.models import Machine
from cauce.sharing.referrals import access
from cauce.sharing.referrals.access_machines import read_state, with_steps
from cauce.sharing.referrals.actions import NoConsent, acknowledge
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices.access import day_at
from cauce.standards.fhir.answers import LARGEST, act_for, parse
from cauce.standards.fhir.answers import read as read_answer
from cauce.standards.fhir.outcome import Refusal
from cauce.standards.fhir.referrals import bundle, capability, service_request, task
from cauce.standards.fhir.summary import summarized

from . import searching
from .asking import door, machine_door, say
from .shape import check_one, shaped, summary_of
from .showing import names, sent_of

PERMISSION = "referral.answer"
# Taken back, over, or a mistake: nobody answers it any more.
GONE = frozenset({"withdrawn", "expired", "error"})


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("fhir:metadata")).removesuffix("/metadata")


@door("GET", "HEAD")
def metadata(request: HttpRequest) -> HttpResponse:
    """What this door can do; it says nothing of anybody and opens without a key."""
    return say(capability(_base(request), version(), day_at(None, timezone.now())))


@door("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address of this door: there is nothing, said as FHIR says it."""
    raise Absent()


@machine_door("GET", "HEAD")
def tasks(request: HttpRequest, machine: Machine, actor: Actor) -> HttpResponse:
    """Where each of the partner's requests stands, newest change first. Seeing the list opens none."""
    search = searching.read(request.GET)
    rows = with_steps(access.inbox(actor))
    changed = {row.id: max(step.at for step in row.steps.all()) for row in rows}
    found = [r for r in rows if search.takes(FHIR_TASK[r.state].status, changed[r.id])]
    by = {"_lastUpdated": lambda row: changed[row.id], "status": lambda row: FHIR_TASK[row.state].status}
    found.sort(key=lambda row: str(row.id), reverse=True)
    for name, falling in reversed(search.order):
        found.sort(key=by[name], reverse=falling)
    how = summary_of(request)
    start = (search.page - 1) * search.count
    here = [] if how == "count" else found[start : start + search.count]
    reports = reports_of(here)
    links = {"self": request.build_absolute_uri()}
    if here and start + search.count < len(found):
        asked = [(k, v) for k, values in request.GET.lists() if k != "_page" for v in values]
        again = urlencode([*asked, ("_page", str(search.page + 1))])
        links["next"] = request.build_absolute_uri(f"{reverse('fhir:tasks')}?{again}")
    shown = [summarized(task(sent_of(row, reports.get(row.id)), names()), how) for row in here]
    return say(bundle(shown, total=len(found), links=links, base=_base(request)))


def _opened(request: HttpRequest, actor: Actor, referral_id: UUID) -> Referral:
    """The referral, confirmed as read. Raises ``Absent`` for another's, ``Refusal`` for no form of one."""
    check_one(request)
    referral = access.referral_for(actor, referral_id, permission=PERMISSION)
    if referral.state == "sent":
        acknowledge(actor=actor, referral=referral, at=timezone.now())
        referral = access.referral_for(actor, referral_id, permission=PERMISSION)
    return referral


@machine_door("GET", "HEAD", "PUT")
def one_task(request: HttpRequest, machine: Machine, actor: Actor, referral_id: UUID) -> HttpResponse:
    """One request as a Task, and the answer to it."""
    if request.method == "PUT":
        return _answer(request, machine, actor, referral_id)
    referral = _opened(request, actor, referral_id)
    read_state(actor, referral)
    return say(shaped(request, task(sent_of(referral, report_of(referral)), names())))


@machine_door("GET", "HEAD")
def one_request(request: HttpRequest, machine: Machine, actor: Actor, referral_id: UUID) -> HttpResponse:
    """What is asked for, with the codes that the person's consent carries at this moment."""
    referral = _opened(request, actor, referral_id)
    shared = access.shared_with(actor, referral)
    return say(shaped(request, service_request(sent_of(referral, report_of(referral), shared), names())))


def _body(request: HttpRequest) -> bytes:
    if request.content_type not in ("application/fhir+json", "application/json"):
        raise Refusal(
            415, "not-supported", "Se recibe application/fhir+json.", "application/fhir+json is accepted."
        )
    too_large = Refusal(413, "too-long", "El mensaje es demasiado grande.", "The message is too large.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST:
        raise too_large
    try:
        return request.body
    except RequestDataTooBig as problem:
        raise too_large from problem
    except (OSError, RawPostDataException) as problem:
        raise Refusal(
            400, "incomplete", "El mensaje llegó cortado.", "The message arrived incomplete."
        ) from problem


def _answer(request: HttpRequest, machine: Machine, actor: Actor, referral_id: UUID) -> HttpResponse:
    referral = access.referral_for(actor, referral_id, permission=PERMISSION)
    message = parse(_body(request))
    current = task(sent_of(referral, report_of(referral)), names())
    given = read_answer(message, current, names(), machine.namespace)
    _still(referral)
    what = act_for(given.status, referral.state, referral.resume_to or None)
    if what != "reject" and given.reason and "statusReason" not in current:
        raise Refusal(
            422,
            "business-rule",
            "Solo lleva motivo lo que no se acepta.",
            "Only a refusal has a reason.",
            "Task.statusReason",
        )
    said = _new(given.said, report_of(referral))
    if what or said:
        _check_version(request, given.version, current["meta"]["versionId"])
        _take(actor, machine, referral, what, given.reason, said)
        referral = access.referral_for(actor, referral_id, permission=PERMISSION)
    return say(task(sent_of(referral, report_of(referral)), names()))


def _still(referral: Referral) -> None:
    if referral.state in GONE:
        raise Refusal(
            409,
            "conflict",
            "La solicitud ya no está vigente: fue retirada o venció.",
            "The request no longer stands: it was withdrawn or it expired.",
            "Task.status",
        )


def _new(said: dict, before) -> dict:
    """What was not said before: the same message twice changes nothing."""
    return {name: one for name, one in said.items() if getattr(before, name, None) != one}


def _check_version(request: HttpRequest, in_body: str, now: str) -> None:
    """Whoever says which version they answer is told when it is another by now."""
    header = request.headers.get("If-Match", "").strip()
    asked = header.removeprefix("W/").strip('"') if header else in_body
    if asked and asked != now:
        raise Refusal(
            412,
            "conflict",
            "La solicitud cambió: léala de nuevo y responda sobre lo que ve.",
            "The request has changed: read it again and answer what you see.",
            "Task.meta.versionId",
        )


def _take(actor: Actor, machine: Machine, referral: Referral, what, reason, said) -> None:
    try:
        report(
            actor=actor,
            referral=referral,
            machine=machine,
            what=what,
            reason=reason,
            said=said,
            at=timezone.now(),
        )
    except NoConsent as problem:
        raise Refusal(
            409,
            "conflict",
            "El permiso de la persona terminó.",
            "The person's permission is over.",
            "Task.status",
        ) from problem
    except CauceError as problem:
        _still(access.referral_for(actor, referral.id, permission=PERMISSION))
        where = {"identifier", "output", "executionPeriod"} & {problem.where}
        raise _not_taken(what, min(where, default="")) from problem


def _not_taken(what: str, where: str) -> Refusal:
    if where:
        return Refusal(422, "value", "Ese valor no puede ser.", "That value cannot be.", f"Task.{where}")
    if what == "reject":
        return Refusal(
            422,
            "code-invalid",
            "Falta un motivo del catálogo, o ya no se puede rechazar.",
            "A reason of the catalogue is missing, or it can no longer be refused.",
            "Task.statusReason",
        )
    return Refusal(
        422,
        "business-rule",
        "Desde donde está la solicitud, eso no es posible.",
        "That is not possible from where the request is.",
        "Task.status",
    )
