"""The profile ``hsds-mx-trata``: what this directory adds to HSDS 3.0, as JSON Merge Patches.

Only what really goes out stands here. The standard's own
schemas are not repeated: they are CC BY-SA (Human Services Data Specification: an Open Referral
resource, https://openreferral.org/).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NAME, VERSION = "hsds-mx-trata", "0.1"
_YES_NO = {"type": "boolean"}
PATCHES: dict[str, dict[str, Any]] = {
    "service": {
        "properties": {
            "kinds": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Kinds of help; the codes of the taxonomy terms of this directory.",
            },
            "status_stated": {
                "type": "boolean",
                "const": False,
                "description": "False: the source states no status; 'active' stands in its place.",
            },
            "serves": {
                "type": "object",
                "description": "Whom it takes in. What is left out is not known; it is not a no.",
                "properties": {
                    "sex": {"type": "string", "enum": ["women", "men", "any"]},
                    "minors": _YES_NO,
                    "families": _YES_NO,
                    "labour": _YES_NO,
                    "sexual": _YES_NO,
                    "any_status": _YES_NO,
                },
            },
        }
    },
    "location": {
        "properties": {
            "addresses": {
                "description": "Left out whole where the address is withheld; never a made-up street."
            },
            "description": {"description": "Where the address is withheld: the city or the state, in words."},
        }
    },
    "taxonomy_term": {
        "properties": {"code": {"description": "The code used in 'kinds' of a service. Terms have no tree."}}
    },
}


def index(address: Callable[[str], str]) -> dict[str, Any]:
    """What the profile is, and where each of its patches lies."""
    return {
        "name": NAME,
        "version": VERSION,
        "based_on": "HSDS 3.0",
        "schemas": {name: address(name) for name in PATCHES},
        "attribution": "Human Services Data Specification: an Open Referral resource "
        "(https://openreferral.org/), CC BY-SA 4.0",
    }
