"""The OpenAPI 3.1 description of the read API, written out from one table of addresses."""

from __future__ import annotations

from typing import Any

from cauce.measurement.facts.code import version
from cauce.standards.hsds.fields import schemas

from .asking import FURTHEST, LAST_PAGE, LONGEST, MINIMAL_MOST, MOST, PER_PAGE
from .profile import NAME, VERSION

SCHEMAS = "#/components/schemas/"
_TEXT: dict[str, Any] = {"type": "string"}
_SEEN = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"  # something that is no space
_WORDS = {"type": "string", "maxLength": LONGEST, "pattern": r"^[^\u0000]*$"}
_UUID = {"type": "string", "format": "uuid"}
_FLAG = {"type": "boolean", "default": False}
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("Words; each must stand in what is shown.", _WORDS),
    "page": ("Number of the page.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
    "per_page": (
        f"Entries in a page: {MOST} at most; with minimal {MINIMAL_MOST}.",
        {"type": "integer", "minimum": 1, "maximum": MINIMAL_MOST, "default": PER_PAGE},
    ),
    "format": ("Only json.", {"type": "string", "enum": ["json"], "default": "json"}),
    "taxonomy_term_id": ("Entries with this term.", _UUID),
    "taxonomy_id": ("Entries with any term of this taxonomy.", _UUID),
    "organization_id": ("Entries of this organization.", _UUID),
    "modified_after": (
        "What changed at that instant or later (a day begins at 00:00 UTC). Ask with a few minutes of "
        "overlap. What stopped being public is in no answer: compare with the ids of minimal.",
        {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
    ),
    "minimal": ("Ids and when each last changed, within one call.", _FLAG),
    "full": ("With what is nested.", _FLAG),
    "full_service": ("With whole services inside.", _FLAG),
    "postcode": ("Places of this postcode whose address is shown.", _WORDS | {"pattern": _SEEN}),
    "proximity": (
        "Metres from the middle of the shown places of that postcode; only together with postcode.",
        {"type": "integer", "minimum": 1, "maximum": FURTHEST},
    ),
    "top_only": ("Every term is at the top.", _FLAG),
    "parent_id": ("No term has a parent.", _UUID),
}
_PAGES = ("page", "per_page", "format")
_TERM = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
# Address, what it holds, its filters, the schema of one item.
LISTS = (
    ("/services", "Public entries", ("search", *_PAGES, *_TERM, "minimal", "full"), "service"),
    ("/organizations", "Organizations", ("search", "full", "full_service", *_PAGES), "organization"),
    (
        "/service_at_locations",
        "Services at their places",
        ("search", "full", "postcode", "proximity", *_PAGES, *_TERM),
        "service_at_location",
    ),
    ("/taxonomies", "Taxonomies", ("search", *_PAGES), "taxonomy"),
    (
        "/taxonomy_terms",
        "Terms",
        ("search", "taxonomy_id", "top_only", "parent_id", *_PAGES),
        "taxonomy_term",
    ),
)


def _json(schema: dict[str, Any], what: str) -> dict[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _answers(schema: dict[str, Any], what: str) -> dict[str, Any]:
    mistake = {"$ref": "#/components/schemas/Mistake"}
    return {
        "200": _json(schema, what),
        "400": _json(mistake, "A filter is not understood."),
        "404": _json(mistake, "There is nothing at that address."),
        "429": {"description": "Too many requests; see Retry-After."},
    }


def _list(what: str, names: tuple[str, ...], item: str) -> dict[str, Any]:
    told = [{"$ref": f"{SCHEMAS}{one}"} for one in (item, *(("changed",) if "minimal" in names else ()))]
    page = {
        "allOf": [
            {"$ref": "#/components/schemas/Page"},
            {"properties": {"contents": {"type": "array", "items": {"anyOf": told}}}},
        ]
    }
    return {
        "get": {
            "summary": what,
            "parameters": [{"$ref": f"#/components/parameters/{n}"} for n in names],
            "responses": _answers(page, what),
        }
    }


def _one(what: str, item: str) -> dict[str, Any]:
    more = [{"$ref": "#/components/parameters/full_service"}] if item == "organization" else []
    return {
        "get": {
            "summary": f"{what}: one",
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": _UUID}, *more],
            "responses": _answers({"$ref": f"{SCHEMAS}{item}"}, what),
        }
    }


def openapi(address: str, profile: str) -> dict[str, Any]:
    """The whole description, for the server at ``address``."""
    paths: dict[str, Any] = {
        "/": {
            "get": {
                "summary": "Version, profile and this description",
                "responses": _answers({"$ref": f"{SCHEMAS}Base"}, "version, profile, openapi_url"),
            }
        }
    }
    for place, what, names, item in LISTS:
        paths[place] = _list(what, names, item)
        paths[place + "/{id}"] = _one(what, item)
    whole = {"type": "integer"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Directorio de servicios / Directory of services",
            "version": version(),
            "description": f"HSDS 3.0, profile {NAME} {VERSION} ({profile}). Public entries only.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
        "components": {
            "parameters": {
                name: {"name": name, "in": "query", "required": False, "description": what, "schema": schema}
                for name, (what, schema) in PARAMETERS.items()
            },
            "schemas": {
                "Base": {
                    "type": "object",
                    "properties": {"version": _TEXT, "profile": _TEXT, "openapi_url": _TEXT},
                    "required": ["version", "profile", "openapi_url"],
                },
                "Page": {
                    "type": "object",
                    "properties": {
                        "total_items": whole,
                        "total_pages": whole,
                        "page_number": whole,
                        "size": whole,
                        "first_page": {"type": "boolean"},
                        "last_page": {"type": "boolean"},
                        "empty": {"type": "boolean"},
                        "contents": {"type": "array"},
                    },
                    "required": [
                        *("total_items", "total_pages", "page_number", "size"),
                        *("first_page", "last_page", "empty", "contents"),
                    ],
                },
                "changed": {
                    "type": "object",
                    "properties": {"id": _UUID, "last_modified": {"type": "string", "format": "date-time"}},
                    "required": ["id", "last_modified"],
                },
                "Mistake": {
                    "type": "object",
                    "properties": {"error": _TEXT, "where": _TEXT, "es": _TEXT, "en": _TEXT},
                    "required": ["error", "where", "es", "en"],
                },
            }
            | schemas(SCHEMAS),
        },
    }
