"""What may a partner's system be called, where may it be told, and when is it tried again?

Source: Standard Webhooks 1.0 (signature, retries) and the threat of a server that is made to ask
inside its own walls (SSRF): only https, only what the whole internet can reach.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
# An id of theirs: a number or a mixed code. A word alone could be a name.
EXTERNAL_ID = re.compile(r"(?=[^0-9]{0,35}[0-9])[A-Za-z0-9][A-Za-z0-9._-]{0,35}")
KEY_LIFE = dt.timedelta(days=365)
WAITS = tuple(dt.timedelta(minutes=m) for m in (1, 5, 15, 30, 60))
# Two weeks: long enough for a partner's holidays; then it asks for what it missed.
PATIENCE = dt.timedelta(days=14)
LONGEST = 300
# IANA's registries of special addresses, as far as no Python's own list has them whole: protocol
# assignments, relays of 6to4 (RFC 7526), AS112 and AMT (RFC 7534, 7535, 7450), translation (RFC 6052),
# examples (RFC 9637), segment routing (RFC 9602).
SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.175.48.0/24",
            "2001::/23",
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
            "64:ff9b::/96",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be told at, taken apart."""

    scheme: str
    host: str
    port: int
    path: str


def check_code(text: str, where: str) -> str:
    """The name of a system or of its ids: small letters, figures, points and hyphens."""
    if NAME.fullmatch(text):
        return text
    raise bad_input("it_has_signs_that_do_not_belong", where=where)


def _refuse(es: str, en: str) -> BadInput:
    return BadInput(
        es,
        en,
        where="url",
        cure_es="Por ejemplo https://sistema.ejemplo.org/avisos",
        cure_en="Such as https://system.example.org/notices",
    )


def is_public(ip: str) -> bool:
    """Whether the whole internet reaches this address; anything else is somebody's own walls."""
    found = ipaddress.ip_address(ip)
    if isinstance(found, ipaddress.IPv6Address):
        # What a number of version 6 hides of version 4 is what is reached in the end (RFC 4291, 3056).
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    if any(found in net for net in SPECIAL):  # an address of version 4 is in no network of version 6
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def check_address(url: str, *, here: bool = False) -> Address:
    """An address of a partner's system. ``here``: the tests' own machine is allowed, in clear.

    Raises ``BadInput`` for another scheme, a name and password inside, or an address that only some
    reach. A name may still lead inside: ``is_public`` is asked again of what it means, each time.
    """
    text = url.strip()
    if len(text) > LONGEST or not text.isascii() or re.search(r"[\s\x00-\x1f\\]", text):
        raise _refuse("No es una dirección.", "It is no address.")
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise _refuse("No es una dirección.", "It is no address.") from problem
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        raise _refuse("Solo se avisa por https.", "Only https is told.")
    if parts.username is not None or parts.password is not None or parts.fragment or not parts.hostname:
        raise _refuse(
            "La dirección lleva algo que no va.",
            "The address holds something that does not belong.",
        )
    if not here and (port not in (443, 8443) or not _named(parts.hostname)):
        raise _refuse("Esa dirección no es pública.", "That address is not public.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, parts.hostname, port, path)


def _named(host: str) -> bool:
    """A full public name, or a public number."""
    try:
        return is_public(host)
    except ValueError:
        host = host.removesuffix(".")  # the root, which every name may end with
        last = host.rpartition(".")[2]
        inside = (
            "local",
            "localhost",
            "internal",
            "intranet",
            "lan",
            "home",
            "corp",
            "arpa",
            "onion",
        )
        return "." in host and last not in inside and not last.isdigit()


def wait(attempts: int) -> dt.timedelta:
    """How long until the next try, after so many that failed."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1]
