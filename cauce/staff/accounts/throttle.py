"""Who failed too often waits, and nobody can make somebody else wait where that person always is.

Three counters: of an account from a browser in which it signed in before, of the same account from
anywhere else, and of a network. None knows an address or a name: each is a digest, gone in a day.
A key never waits: a touch cannot be guessed. These counts are no acts; the refusal is in the
journal.
"""

from __future__ import annotations

import datetime as dt
import ipaddress

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from cauce.rules.signin import FORGOTTEN, wait_after

from .models import Tries
from .secrets import digest

KEPT = dt.timedelta(days=1)
CLOCKS = dt.timedelta(minutes=1)  # by which the clocks of two processes may differ


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; '' when that cannot be known.

    Behind a proxy only what that proxy wrote counts: what a stranger wrote before it does not.
    """
    hops = settings.PROXIES
    if hops:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        return told[-hops] if len(told) >= hops else ""
    return request.META.get("REMOTE_ADDR", "")


def prefix_of(address: str) -> str:
    """The network of an address: /24 or, for the long ones, /48; '' when there is none to count.

    This machine itself is no network: behind a proxy that was not told of, everybody would be it.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return ""
    bits = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{bits}", strict=False))


def counters(username: str, device: str, address: str) -> list[str]:
    """The digests under which a try counts. ``device`` '': a browser that this account never used."""
    name = username.casefold().strip()
    if device:
        return [digest("tries", "device", name, device)]
    found = [digest("tries", "account", name)]
    network = prefix_of(address)
    if network:
        found.append(digest("tries", "network", network))
    return found


def seconds_to_wait(names: list[str], at: dt.datetime) -> int:
    """How long until the next try is heard; 0: now. A clock that was set back locks nobody out."""
    rows = Tries.objects.filter(digest__in=names, free_at__gt=at, last_at__lte=at + CLOCKS)
    free = rows.values_list("free_at", flat=True)
    return max((int((until - at).total_seconds()) + 1 for until in free), default=0)


def count_failure(names: list[str], at: dt.datetime) -> None:
    """One more failure under each of these."""
    for name in sorted(names):
        with transaction.atomic():
            row, _ = Tries.objects.select_for_update().get_or_create(
                digest=name, defaults={"last_at": at, "free_at": at}
            )
            row.count = row.count + 1 if at - row.last_at <= FORGOTTEN else 1
            row.last_at, row.free_at = at, at + dt.timedelta(seconds=wait_after(row.count))
            row.save(update_fields=["count", "last_at", "free_at"])


def forgive(names: list[str]) -> None:
    """It was the person after all: counting begins anew."""
    Tries.objects.filter(digest__in=names).delete()


def forget(at: dt.datetime) -> int:
    """Take out what is older than a day; how many there were."""
    return Tries.objects.filter(last_at__lt=at - KEPT).delete()[0]
