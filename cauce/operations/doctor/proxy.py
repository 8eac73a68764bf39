"""What a browser would meet on this machine: nginx, its certificate, and the pages behind it."""

from __future__ import annotations

import datetime as dt
import http.client
import ssl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from cauce.content.errors import BadInputs, Bilingual

bad_input = BadInputs(__file__)

CERTIFICATE = Path("/etc/ssl/cauce/fullchain.pem")
PORT, PATIENCE = 443, 20
SOON = 14  # days


class _Here(http.client.HTTPSConnection):
    """To this very machine, under the name that browsers ask for."""

    def connect(self) -> None:
        self.sock = self._create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def _context() -> ssl.SSLContext:
    """Trusts what the system trusts, and the certificate of this server, which may be its own authority."""
    context = ssl.create_default_context()
    # As browsers judge: Python's own rules since 3.13 refuse authorities that every browser takes.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if CERTIFICATE.exists():
        context.load_verify_locations(CERTIFICATE)
    return context


def _asked(path: str = "/salud/viva/") -> tuple[int, dict[str, object]]:
    """The status of that page through nginx, and its certificate. Raises ``OSError``."""
    line = _Here(settings.ALLOWED_HOSTS[0], PORT, timeout=PATIENCE, context=_context())
    try:
        line.request("GET", path)
        told = line.sock.getpeercert()
        return line.getresponse().status, told
    except http.client.HTTPException as problem:
        raise OSError(str(problem)) from problem
    finally:
        line.close()


def reached(at: dt.datetime) -> Iterator[Bilingual]:
    """Whether the pages answer through nginx; nothing where no proxy stands before them."""
    if not settings.PROXIES:
        return
    try:
        status, _ = _asked()
    except ssl.SSLCertVerificationError:
        return  # somebody answers: ``certificate`` says what is wrong with it
    except OSError as problem:
        yield bad_input("nobody_listens_for_browsers", where="nginx", why=problem.strerror or str(problem))
        return
    if status != 200:
        yield bad_input("the_proxy_does_not_reach_the_pages", where="nginx", status=status)


def certificate(at: dt.datetime) -> Iterator[Bilingual]:
    """What browsers would say of the certificate: of another name, expired, nobody's."""
    if not settings.PROXIES:
        return
    try:
        _, told = _asked()
    except ssl.SSLCertVerificationError as problem:
        yield bad_input(
            "the_certificate_does_not_hold", where=settings.ALLOWED_HOSTS[0], why=problem.verify_message
        )
        return
    except OSError:
        return  # ``reached`` says it
    if told["issuer"] == told["subject"]:
        yield bad_input("the_certificate_is_the_provisional_one", where=settings.ALLOWED_HOSTS[0])
    left = (ssl.cert_time_to_seconds(str(told["notAfter"])) - at.timestamp()) // 86400
    if left < SOON:
        yield bad_input("the_certificate_ends_soon", where=settings.ALLOWED_HOSTS[0], days=int(left))
