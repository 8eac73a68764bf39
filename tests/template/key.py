"""What a migrated empty database follows from, as one short name."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from pathlib import Path

import django
from django.conf import settings

# The migrations, the triggers that they put up, and the models, each with its permissions.
SOURCES = (
    "migrations/*.py",
    "models*.py",
    "models/*.py",
    "guards.py",
    "*_guards.py",
    "triggers.py",
)
SETTINGS = ("INSTALLED_APPS", "AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "TIME_ZONE", "USE_TZ")


def sources(root: Path) -> list[Path]:
    """The files of ours that it follows from."""
    return sorted({one for kind in SOURCES for one in (root / "cauce").rglob(kind)})


def versions() -> str:
    """What reads them: a template of another Python is another template."""
    return f"{sys.version_info[:2]} {sqlite3.sqlite_version} {django.get_version()}"


def key(root: Path | None = None) -> str:
    """The same as long as migrating would leave the same."""
    root = root or settings.BASE
    default = settings.DATABASES["default"]
    given = [default["ENGINE"], default.get("OPTIONS"), *(getattr(settings, s) for s in SETTINGS)]
    found = hashlib.sha256(f"{versions()} {given!r}".encode())
    for one in (*sorted(Path(__file__).parent.glob("*.py")), *sources(root)):
        found.update(f"\n{one.name} {one.parent.parent.name} ".encode())
        found.update(hashlib.sha256(one.read_bytes()).digest())
    return found.hexdigest()[:16]
