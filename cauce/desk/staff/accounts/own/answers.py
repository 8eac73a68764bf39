"""What the pages of signing in share: the answer of a key, and the secret of an app to be enrolled."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any

from django.http import HttpRequest

from cauce.staff.accounts import codes
from cauce.staff.accounts.secrets import pepper
from cauce.staff.offices.models import User
from cauce.standards.qr import picture

APP = "app_new"


def answer_of_key(request: HttpRequest) -> dict[str, Any]:
    """What a key answered, as the browser wrote it; {} for what nobody can read."""
    try:
        found = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def new_app(request: HttpRequest, *, again: bool = False) -> bytes:
    """The secret that an app is being enrolled with. The session holds no secret: it is derived."""
    if again or APP not in request.session:
        request.session[APP] = secrets.token_hex(16)
    mark = request.session[APP].encode()
    return hmac.digest(pepper("app being enrolled"), mark, hashlib.sha256)[:20]


def shown_app(user: User, secret: bytes) -> dict[str, str]:
    """The picture an app reads, and the same in letters for whoever types it."""
    address = codes.address(secret, user.username)
    letters = address.partition("secret=")[2].partition("&")[0]
    spaced = " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))
    return {"qr": picture(address), "letters": spaced}
