"""Which commands there are, as ``cauce --help`` prints them: the folders alone say it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core import management
from django.core.management.color import color_style


def _folders() -> Iterator[tuple[str, str]]:
    """Each place where commands may be, and the heading of what is there; a later one counts."""
    yield "django", management.__path__[0]
    for app in reversed(settings.INSTALLED_APPS):
        spec = find_spec(app)
        for place in (spec and spec.submodule_search_locations) or ():
            yield app.rpartition(".")[-1], str(Path(place) / "management")


def listing(program: str) -> str:
    """The same words as Django's own list, which reads every model first."""
    app_of = {}
    for app, folder in _folders():
        app_of.update(dict.fromkeys(management.find_commands(folder), app))
    notice = color_style().NOTICE
    lines = ["", f"Type '{program} help <subcommand>' for help on a specific subcommand."]
    lines += ["", "Available subcommands:"]
    for app in sorted(set(app_of.values())):
        lines += ["", notice(f"[{app}]")]
        lines += [f"    {name}" for name in sorted(app_of) if app_of[name] == app]
    return "\n".join(lines)
