"""A server refuses to start with the keys or the data of another network.

A copy of production on a pre-production server, with somebody's forgotten account in it, is how
identity documents were taken in 2024.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from cauce.content.errors import CauceError
from cauce.custody.keystore.environment import claim
from cauce.rules.permissions import SYSTEM

from .actions.installation import name_installation
from .models import Installation


class OtherNetwork(CauceError):
    """The keys or the data are those of another network: nothing starts."""

    id = "other_network"


def _other(what_es: str, what_en: str, found: str) -> OtherNetwork:
    return OtherNetwork(
        f"{what_es} son de «{found}» y este servidor es «{settings.ENVIRONMENT}»; no arranca.",
        f"{what_en} are those of '{found}' and this server is '{settings.ENVIRONMENT}'; it does not start.",
        where="CAUCE_ENVIRONMENT",
        cure_es="Use las llaves y los datos de esta red. Nunca copie los de producción.",
        cure_en="Use the keys and the data of this network. Never copy those of production.",
    )


def check_environment(at: dt.datetime) -> None:
    """Compare, or name them at the very first start. Raises ``OtherNetwork``."""
    keys = claim(settings.ENVIRONMENT)
    if keys != settings.ENVIRONMENT:
        raise _other("Las llaves", "The keys", keys)
    row = Installation.objects.order_by("id").first()
    if row is None:
        name_installation(actor=SYSTEM, environment=settings.ENVIRONMENT, at=at)
    elif row.environment != settings.ENVIRONMENT:
        raise _other("Los datos", "The data", row.environment)
