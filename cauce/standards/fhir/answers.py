"""What a partner's system answers, read from a Task: a status, a coded reason, dates, numbers, its id.

Anything else makes the whole message refused: a note, a description, a contained person, an extension,
an attachment, a word of display, an element that is not known. What is there already may come back as
it was. Where it was is named only by the standard's own names: an unknown name could be a text too.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from cauce.rules.referral import FHIR_TASK, State
from cauce.sharing.machines.rules import EXTERNAL_ID

from .outcome import Refusal
from .referrals import FREE_PLACES, Json, Names

LARGEST = 64 * 1024
STATUSES = frozenset(
    "draft requested received accepted rejected ready cancelled in-progress on-hold failed completed "
    "entered-in-error".split()
)
# What the receiver may do with which status; the rest is not the receiver's to say.
ACTS = {
    "accepted": "accept",
    "rejected": "reject",
    "in-progress": "start_service",
    "completed": "complete",
    "failed": "not_complete",
    "on-hold": "ask_info",
}
# May stand in an answer only exactly as it stands here.
ECHO = frozenset("id intent priority code focus for requester owner authoredOn".split())
OWN = frozenset(
    "resourceType meta status statusReason businessStatus restriction identifier executionPeriod output "
    "lastModified".split()
)
# R4's names of a Task's elements: safe to say back.
ELEMENTS = (
    ECHO
    | OWN
    | frozenset(
        "implicitRules language text contained extension modifierExtension instantiatesCanonical "
        "instantiatesUri basedOn groupIdentifier partOf description encounter performerType location "
        "reasonCode reasonReference insurance note relevantHistory input".split()
    )
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that may be taken. ``version`` '': it does not say which it answers."""

    status: str
    reason: str = ""
    version: str = ""
    said: dict[str, Any] = field(default_factory=dict)


def _no_text(where: str) -> Refusal:
    return Refusal(
        422,
        "not-supported",
        "Aquí solo se reciben códigos, fechas y números: no se guardó nada del mensaje.",
        "Only codes, dates and numbers are taken here: nothing of the message was kept.",
        where,
    )


def _once(pairs: list[tuple[str, Any]]) -> Json:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _never(text: str) -> Any:
    raise ValueError("no number of JSON")


def parse(body: bytes) -> Json:
    """The body as a JSON object. Raises ``Refusal``."""
    if len(body) > LARGEST:
        raise Refusal(413, "too-long", "El mensaje es demasiado grande.", "The message is too large.")
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError) as problem:
        raise Refusal(
            400,
            "structure",
            "No es JSON, o está incompleto.",
            "It is no JSON, or it is incomplete.",
        ) from problem
    if not isinstance(found, dict) or found.get("resourceType") != "Task":
        raise Refusal(400, "structure", "No es un Task.", "It is no Task.")
    return found


def read(message: Json, current: Json, names: Names, namespace: str) -> Answer:
    """The answer in a message about the Task ``current``. ``namespace``: of the receiver's own ids.

    Raises ``Refusal`` for the first thing that does not belong.
    """
    for name in message:
        if name not in ELEMENTS:
            raise _no_text("Task")
        if name not in ECHO | OWN:
            raise _no_text(f"Task.{name}")
    for name in sorted(ECHO & set(message)):
        if not _same(message[name], current.get(name)):
            raise _no_text(f"Task.{name}")
    if message.get("id") != current["id"]:
        raise Refusal(
            400, "invalid", "El id no es el de la dirección.", "The id is not that of the address.", "Task.id"
        )
    said: dict[str, Any] = {}
    _identifier(message.get("identifier"), current, namespace, said)
    _period(message.get("executionPeriod"), said)
    _output(message.get("output"), names, said)
    _moment(message.get("lastModified"))
    _as_it_was(message, names)
    return Answer(_status(message), _reason(message, names), _version(message.get("meta")), said)


def _same(given: Any, here: Any) -> bool:
    """Whether it came back as it went out; an instant may be written in another way."""
    if isinstance(given, dict) and isinstance(here, dict):
        return set(given) == set(here) and all(_same(given[k], here[k]) for k in given)
    if isinstance(given, list) and isinstance(here, list):
        return len(given) == len(here) and all(map(_same, given, here))
    if given == here and type(given) is type(here):
        return True
    first, second = _at(given), _at(here)
    return first is not None and first == second


def _at(text: Any) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def _as_it_was(message: Json, names: Names) -> None:
    """What changes with the state may come back as it was before: a code of ours, an instant."""
    if "businessStatus" in message:
        where = "Task.businessStatus"
        known = {one.business_status for one in FHIR_TASK.values()}
        if _one_code(message["businessStatus"], names.of("business-status"), where) not in known:
            raise _no_text(where)
    if "restriction" in message:
        where = "Task.restriction"
        period = _only(message["restriction"], {"period"}, where).get("period")
        _moment(_only(period, {"end"}, where).get("end"), where)


def _status(message: Json) -> str:
    status = message.get("status")
    if not isinstance(status, str) or status not in STATUSES:
        raise Refusal(422, "code-invalid", "Ese estado no existe.", "There is no such status.", "Task.status")
    return status


def _only(thing: Any, allowed: set[str], where: str) -> Json:
    if not isinstance(thing, dict) or not set(thing) <= allowed:
        raise _no_text(where)
    return thing


def _one_code(thing: Any, system: str, where: str) -> str:
    """The code of a concept with one coding of ours and no word beside it."""
    codings = _only(thing, {"coding"}, where).get("coding")
    if not isinstance(codings, list) or len(codings) != 1:
        raise _no_text(where)
    coding = _only(codings[0], {"system", "code"}, where)
    code = coding.get("code")
    if coding.get("system") != system or not isinstance(code, str):
        raise _no_text(where)
    return code


def _reason(message: Json, names: Names) -> str:
    where = "Task.statusReason"
    if "statusReason" not in message:
        return ""
    return _one_code(message["statusReason"], names.of("rejection-reason"), where)


def _version(meta: Any) -> str:
    if meta is None:
        return ""
    found = _only(meta, {"versionId", "lastUpdated"}, "Task.meta")
    _moment(found.get("lastUpdated"), "Task.meta.lastUpdated")
    version = found.get("versionId", "")
    if not isinstance(version, str) or len(version) > 40:
        raise _no_text("Task.meta.versionId")
    return version


def _moment(text: Any, where: str = "Task.lastModified") -> None:
    if text is not None and _at(text) is None:
        raise _no_text(where)


def _identifier(rows: Any, current: Json, namespace: str, said: dict[str, Any]) -> None:
    where = "Task.identifier"
    if rows is None:
        return
    if not isinstance(rows, list):
        raise _no_text(where)
    for row in rows:
        pair = _only(row, {"system", "value"}, where)
        if pair in current["identifier"]:
            continue
        value = pair.get("value")
        if pair.get("system") != namespace or not isinstance(value, str):
            raise _no_text(where)
        if not EXTERNAL_ID.fullmatch(value) or "external_id" in said:
            raise _no_text(where)
        said["external_id"] = value


def _period(period: Any, said: dict[str, Any]) -> None:
    if period is None:
        return
    found = _only(period, {"start", "end"}, "Task.executionPeriod")
    for name, key in (("start", "started_on"), ("end", "ended_on")):
        if name in found:
            said[key] = _day(found[name], f"Task.executionPeriod.{name}")


def _day(text: Any, where: str) -> dt.date:
    try:
        found = _at(text)
        return found.date() if found else dt.date.fromisoformat(text)
    except (TypeError, ValueError) as problem:
        raise _no_text(where) from problem


def _output(rows: Any, names: Names, said: dict[str, Any]) -> None:
    where = "Task.output"
    if rows is None:
        return
    if not isinstance(rows, list) or len(rows) != 1:
        raise _no_text(where)
    row = _only(rows[0], {"type", "valueInteger"}, where)
    places = row.get("valueInteger")
    known = _one_code(row.get("type"), names.of("output"), where) == FREE_PLACES
    if not known or not isinstance(places, int) or isinstance(places, bool):
        raise _no_text(where)
    said["free_places"] = places


def act_for(status: str, state: State, resume_to: State | None) -> str:
    """What the receiver does by this status; '' when it is so already. Raises ``Refusal``."""
    if FHIR_TASK[state].status == status:
        return ""
    if state == "info_requested" and resume_to and FHIR_TASK[resume_to].status == status:
        return "answer_info"
    if status not in ACTS:
        raise Refusal(
            422,
            "business-rule",
            "Ese estado no lo pone quien recibe.",
            "That status is not the receiver's to set.",
            "Task.status",
        )
    return ACTS[status]
