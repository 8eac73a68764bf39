"""Settings of a running server: production, and the demonstration network of ``./run``."""

from __future__ import annotations

import hashlib
import os
import secrets

from .base import *  # noqa: F403
from .base import DATABASE_URL, ENVIRONMENT, VAR

# ``cauce demo`` marks the empty database that it fills; no other database is a demonstration.
DEMO_MARK = VAR / "demonstration"
DEMO_DATABASE = hashlib.sha256(DATABASE_URL.encode()).hexdigest()
DEMO = DEMO_MARK.exists() and DEMO_MARK.read_text() == DEMO_DATABASE
ENVIRONMENT = ENVIRONMENT or ("demonstration" if DEMO else "production")


def _secret() -> str:
    """The secret key: from the environment, or made once and kept beside the data (mode 600)."""
    given = os.environ.get("CAUCE_SECRET_KEY")
    if given:
        return given
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _private() -> None:
    """Files of this server are for its own account alone, also those of a database made before."""
    os.umask(0o077)
    for path in (*VAR.glob("*.sqlite3*"), *VAR.glob("*.key"), *VAR.glob("*.root")):
        path.chmod(0o600)


_private()
SECRET_KEY = _secret()
if DEMO:
    HSDS_DOOR = True  # invented providers: anybody may look how the door works
if DEMO and os.environ.get("CAUCE_RATES") == "off":
    RATES = {}  # a load is measured on invented people; anywhere else the limits stand
if DEMO:  # nothing leaves an invented network: its e-mails are shown on a page
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    MAIL_FROM, MAIL_DOMAINS = "Cauce <no-responder@ejemplo.mx>", ()
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_NAME = "__Host-sesion"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_NAME = "__Host-idioma"
    LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000
    # Of this name alone: it is the server's own, and nothing under it is served without TLS.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
