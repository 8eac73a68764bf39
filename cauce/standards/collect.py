"""The settings of ODK Collect and KoboCollect, as the QR code that they scan.

The telephone may be taken from whoever carries it. So: a finished form is sent at once and deleted,
nothing half filled is kept, what was sent cannot be looked at, and without the password nothing of
this can be changed. The forms themselves encrypt what is finished.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any


def settings(server: str, *, name: str, password: str) -> dict[str, Any]:
    """The settings of one telephone. ``server`` holds its secret; ``password`` guards the settings."""
    return {
        "general": {
            "protocol": "odk_default",
            "server_url": server,
            "username": "",
            "password": "",
            "formlist_url": "/formList",
            "submission_url": "/submission",
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_fifteen_minutes",
            "automatic_update": True,
            "hide_old_form_versions": True,
            "autosend": "wifi_and_cellular",
            "delete_send": True,  # gone from the telephone once it is here
            "default_completed": True,  # finished, and so encrypted, unless somebody says otherwise
            "constraint_behavior": "on_swipe",
            "analytics": False,
            "metadata_username": "",
            "metadata_phonenumber": "",
            "metadata_email": "",
        },
        "admin": {
            "admin_pw": password,
            # what is half filled is not encrypted: there are no drafts
            "save_mid": False,
            "save_as_draft": False,
            "save_as": False,
            "edit_saved": False,
            "finalize_in_form_entry": True,
            "mark_as_finalized": False,
            "send_finalized": True,
            "view_sent": False,
            "delete_saved": True,
            # and nobody changes that without the password
            "change_server": False,
            "change_project_display": False,
            "change_autosend": False,
            "delete_after_send": False,
            "default_to_finalized": False,
            "automatic_update": False,
            "form_update_mode": False,
            "periodic_form_updates_check": False,
            "hide_old_form_versions": False,
            "change_form_metadata": False,
            "analytics": False,
            "change_app_theme": True,
            "change_font_size": True,
            "change_language": True,
        },
        "project": {"name": name, "icon": "F", "color": "#3e5b6b"},
    }


def payload(document: dict[str, Any]) -> str:
    """What the QR code holds: the settings as JSON, compressed, in base 64."""
    packed = zlib.compress(json.dumps(document, separators=(",", ":")).encode(), 9)
    return base64.b64encode(packed).decode()
