"""A referral as FHIR R4 ``Task`` and ``ServiceRequest``: codes, dates and references without a name.

States as in ``rules.referral.FHIR_TASK`` (SDOH Clinical Care, Gravity; its value sets for categories
were not checked and are not claimed). No narrative, no display, no resource of a person: ``for`` is a
reference of this referral alone, from which nothing follows and by which no two referrals meet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from cauce.rules.referral import FHIR_TASK, State

Json = dict[str, Any]
_PERSON = UUID("8a1d2f3e-0c55-5a0e-a1a4-53a1e6b6c1d7")
PRIORITY = {"normal": "routine", "urgent": "urgent", "emergency": "stat"}
REQUEST: dict[str, str] = {
    "draft": "draft",
    "sent": "active",
    "acknowledged": "active",
    "accepted": "active",
    "info_requested": "on-hold",
    "in_service": "active",
    "rejected": "revoked",
    "completed": "completed",
    "not_completed": "revoked",
    "withdrawn": "revoked",
    "expired": "revoked",
    "error": "entered-in-error",
}
AGES = re.compile(r"\d{1,2}-\d{1,2}|\d{2}\+")
FREE_PLACES = "free-places"


@dataclass(frozen=True, slots=True)
class Said:
    """What the receiver's system said beside its state; empty and None: not said."""

    namespace: str = ""
    external_id: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    free_places: int | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral as it goes to a system: no case, no folio, no officer, no word of anybody.

    ``priority`` "": the person did not agree to tell how soon.
    """

    id: UUID
    state: State
    need: str
    priority: str
    post: str
    partner: UUID
    sent_at: dt.datetime
    changed_at: dt.datetime
    steps: int
    due_at: dt.datetime | None = None
    rejection: str = ""
    coded: Mapping[str, str] = field(default_factory=dict)
    said: Said = field(default_factory=Said)


def coded(shared: Mapping[str, Any], languages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Of what her consent carries, what is a code: the language and a band of ages. No text passes."""
    found = {}
    language = str(shared.get("language", "")).strip().lower()
    for row in languages:
        if language and language in (row["code"], row["name_es"].lower(), row["name_en"].lower()):
            found["language"] = row["code"]
    ages = str(shared.get("age_band", "")).strip()
    if AGES.fullmatch(ages):
        found["age-band"] = ages
    return found


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def version(sent: Sent) -> str:
    """Changes with each step and with each thing that the receiver's system says."""
    said = f".{int(sent.said.at.timestamp() * 1000)}" if sent.said.at else ""
    return f"{sent.steps}{said}"


class Names:
    """The names of our own ids and codes, under the namespace of this server."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def of(self, kind: str) -> str:
        return f"{self.namespace}:{kind}"

    def code(self, kind: str, code: str) -> Json:
        return {"coding": [{"system": self.of(kind), "code": code}]}

    def reference(self, kind: str, value: object) -> Json:
        """A reference by identifier: no address of anything, nothing to fetch."""
        return {"identifier": {"system": self.of(kind), "value": str(value)}}


def _shared_parts(sent: Sent, names: Names) -> Json:
    last = max(filter(None, (sent.changed_at, sent.said.at)))
    return {
        "id": str(sent.id),
        "meta": {"versionId": version(sent), "lastUpdated": _instant(last)},
        "identifier": _identifiers(sent, names),
    }


def _identifiers(sent: Sent, names: Names) -> list[Json]:
    """Ours and, once they told it, theirs: the same pair on both sides."""
    found = [{"system": names.of("referral"), "value": str(sent.id)}]
    if sent.said.external_id:
        found.append({"system": sent.said.namespace, "value": sent.said.external_id})
    return found


def _who(sent: Sent, names: Names) -> Json:
    return names.reference("person", uuid5(_PERSON, str(sent.id)))


def _how_soon(sent: Sent) -> Json:
    return {"priority": PRIORITY[sent.priority]} if sent.priority else {}


def task(sent: Sent, names: Names) -> Json:
    """The Task that the receiver works on."""
    status = FHIR_TASK[sent.state]
    made: Json = {"resourceType": "Task", **_shared_parts(sent, names), "status": status.status}
    if status.business_status:
        made["businessStatus"] = names.code("business-status", status.business_status)
    if sent.rejection:
        made["statusReason"] = names.code("rejection-reason", sent.rejection)
    made |= {
        "intent": "order",
        **_how_soon(sent),
        "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}]},
        "focus": {"reference": f"ServiceRequest/{sent.id}"},
        "for": _who(sent, names),
        "authoredOn": _instant(sent.sent_at),
        "lastModified": made["meta"]["lastUpdated"],
        "requester": names.reference("post", sent.post),
        "owner": names.reference("partner", sent.partner),
    }
    if sent.due_at:
        made["restriction"] = {"period": {"end": _instant(sent.due_at)}}
    return made | _said(sent.said, names)


def _said(said: Said, names: Names) -> Json:
    made: Json = {}
    days = {"start": said.started_on, "end": said.ended_on}
    if any(days.values()):
        made["executionPeriod"] = {name: day.isoformat() for name, day in days.items() if day}
    if said.free_places is not None:
        made["output"] = [{"type": names.code("output", FREE_PLACES), "valueInteger": said.free_places}]
    return made


def service_request(sent: Sent, names: Names) -> Json:
    """What is asked for: a kind of help, how soon, and the codes her consent carries."""
    made: Json = {
        "resourceType": "ServiceRequest",
        **_shared_parts(sent, names),
        "status": REQUEST[sent.state],
        "intent": "order",
        **_how_soon(sent),
        "code": names.code("need", sent.need),
        "subject": _who(sent, names),
        "authoredOn": _instant(sent.sent_at),
        "requester": names.reference("post", sent.post),
        "performer": [names.reference("partner", sent.partner)],
    }
    if sent.coded:
        made["orderDetail"] = [names.code(kind, code) for kind, code in sorted(sent.coded.items())]
    return made


def capability(base: str, version: str, on: dt.date) -> Json:
    """What this door can do."""
    reads = [{"code": "read"}]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": on.isoformat(),
        "kind": "instance",
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "software": {"name": "Cauce", "version": version},
        "implementation": {"description": "Solicitudes entre organizaciones / Requests", "url": base},
        "rest": [
            {
                "mode": "server",
                "security": {"cors": False, "description": "Authorization: Bearer"},
                "resource": [
                    {
                        "type": "Task",
                        "versioning": "versioned-update",
                        "interaction": [*reads, {"code": "update"}, {"code": "search-type"}],
                        "searchParam": [
                            {"name": "status", "type": "token"},
                            {"name": "_lastUpdated", "type": "date"},
                        ],
                    },
                    {"type": "ServiceRequest", "interaction": reads},
                ],
            }
        ],
    }


def bundle(rows: list[Json], *, total: int, links: Mapping[str, str], base: str) -> Json:
    """A page of a search."""
    made: Json = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": total,
        "link": [{"relation": name, "url": url} for name, url in links.items()],
    }
    entries = [
        {"fullUrl": f"{base}/Task/{row['id']}", "resource": row, "search": {"mode": "match"}} for row in rows
    ]
    return made | ({"entry": entries} if entries else {})
