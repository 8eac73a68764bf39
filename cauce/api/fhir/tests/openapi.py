"""The door of FHIR as OpenAPI, for Schemathesis alone: systems read the CapabilityStatement."""

from __future__ import annotations

from typing import Any

from cauce.standards.fhir.answers import STATUSES

Json = dict[str, Any]
KIND = "application/fhir+json"
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
OUTCOME = {
    "type": "object",
    "properties": {
        "resourceType": {"const": "OperationOutcome"},
        "issue": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {"severity": {"const": "error"}, "code": {"type": "string"}},
                "required": ["severity", "code", "details"],
            },
        },
    },
    "required": ["resourceType", "issue"],
}


def _asked(name: str, **schema: Any) -> Json:
    return {"name": name, "in": "query", "schema": schema}


FORM = _asked("_format", enum=["json", "application/json", "application/fhir+json"])
SHOWN = _asked("_summary", enum=["true", "text", "data", "false"])
SEARCH = [
    FORM,
    _asked("_summary", enum=["true", "text", "data", "count", "false"]),
    _asked("status", enum=sorted(STATUSES)),
    _asked("_lastUpdated", type="string", pattern=r"^(ge|gt|le|lt)20[0-9]{2}-(0[1-9]|1[0-2])-[0-2][1-8]$"),
    _asked("_sort", enum=["_lastUpdated", "-_lastUpdated", "status", "-status", "status,-_lastUpdated"]),
    _asked("_count", type="integer", minimum=0, maximum=99_999),
    _asked("_page", type="integer", minimum=1, maximum=99_999),
]


def _operation(kind: str, *parameters: Json, **more: Any) -> Json:
    good = {"type": "object", "properties": {"resourceType": {"const": kind}}, "required": ["resourceType"]}
    wrong = {"description": "OperationOutcome", "content": {KIND: {"schema": OUTCOME}}}
    told = {str(code): wrong for code in (400, 401, 404, 405, 406, 409, 412, 413, 415, 422, 429)}
    told["200"] = {"description": kind, "content": {KIND: {"schema": good}}}
    return {"parameters": list(parameters), "responses": told, **more}


def described(known: Json) -> Json:
    """The description. ``known``: a Task that is there, which an answer may send back as it is."""
    id = ID | {"example": known["id"]}
    message = {
        "type": "object",
        "properties": {
            "resourceType": {"const": "Task"},
            "id": {"const": known["id"]},
            "status": {"const": "accepted"},
        },
        "required": ["resourceType", "id", "status"],
        "additionalProperties": False,
    }
    body = {"requestBody": {"required": True, "content": {KIND: {"schema": message}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "FHIR", "version": "1"},
        "servers": [{"url": "http://localhost/api/fhir"}],
        "paths": {
            "/metadata": {"get": _operation("CapabilityStatement", FORM)},
            "/Task": {"get": _operation("Bundle", *SEARCH)},
            "/Task/{id}": {
                "get": _operation("Task", id, FORM, SHOWN),
                "put": _operation("Task", id, **body),
            },
            "/ServiceRequest/{id}": {"get": _operation("ServiceRequest", id, FORM, SHOWN)},
        },
    }
