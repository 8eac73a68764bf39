"""How a test opens a page, and sends one of its forms, as somebody of the cast."""

from __future__ import annotations

import uuid

from django.utils import timezone


def page(client, who, address: str) -> str:
    """What somebody sees there."""
    client.force_login(who.user)
    return client.get(address).content.decode()


def post(client, who, address: str, **form):
    """The answer to a form that is sent for the first time."""
    client.force_login(who.user)
    return client.post(address, {"once": str(uuid.uuid4())} | form)


def proved(client, who, address: str, **form):
    """The same, from somebody who just proved again who they are."""
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = timezone.now().timestamp()
    session.save()
    return client.post(address, form | {"once": str(uuid.uuid4())})
