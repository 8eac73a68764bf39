"""Parts of a resource, as ``_summary`` asks for them; which elements are a summary, FHIR R4 says.

Source: hl7.org/fhir/R4/search.html#summary and the Σ of each element; the tests hold the names against
``fhir.resources``. What is left out is said by the tag SUBSETTED.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
WAYS = ("true", "text", "data", "count", "false")
_ALWAYS = frozenset({"resourceType", "id", "meta"})
# A reader of ``text`` is given what a resource may not lack; there is no narrative in ours.
MANDATORY = {
    "Task": frozenset({"status", "intent"}),
    "ServiceRequest": frozenset({"status", "intent", "subject"}),
}
SUMMARY = {
    "Task": frozenset(
        "status statusReason businessStatus intent code focus for executionPeriod lastModified requester "
        "owner".split()
    ),
    "ServiceRequest": frozenset(
        "identifier status intent priority code orderDetail subject authoredOn requester performer".split()
    ),
}
SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}


def summarized(resource: Json, how: str) -> Json:
    """The part of a resource that a way of ``WAYS`` asks for; '' and 'false': all of it."""
    if how in ("", "false"):
        return resource
    kept = {"true": SUMMARY, "text": MANDATORY}.get(how, {}).get(
        resource["resourceType"], frozenset(resource)
    )
    made = {name: value for name, value in resource.items() if name in kept | _ALWAYS}
    return made | {"meta": {**resource.get("meta", {}), "tag": [SUBSETTED]}}
