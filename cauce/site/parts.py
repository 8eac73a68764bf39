"""A part of the house under one prefix, whose pages are read when the first of them is asked for."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property
from django.utils.translation import get_language

from cauce.ui.doors import doors

# One at a time: two threads that read modules which need each other could see half of one.
_reading = threading.RLock()


class Part(URLResolver):
    """Like ``include``, but nothing of its modules is read until an address of the part is wanted.

    Django lists the names of all parts before it makes its first address; a part answers that with
    its own name alone.
    """

    modules: tuple[str, ...] = ()

    @cached_property
    def urlconf_module(self) -> list[URLPattern | URLResolver]:
        with _reading:
            return [one for name in self.modules for one in import_module(name).urlpatterns]

    def _populate(self, *, wanted: bool = False) -> None:
        if wanted:
            super()._populate()

    @property
    def reverse_dict(self) -> Any:
        self._populate(wanted=get_language() not in self._reverse_dict)
        return super().reverse_dict

    @property
    def namespace_dict(self) -> Any:
        self._populate(wanted=get_language() not in self._namespace_dict)
        return super().namespace_dict

    @property
    def app_dict(self) -> Any:
        self._populate(wanted=get_language() not in self._app_dict)
        return super().app_dict


def part(prefix: str, name: str, *modules: str) -> Part:
    """The addresses of the modules below ``prefix``; ``name`` is the ``app_name`` that each of them bears."""
    made = Part(RoutePattern(prefix, is_endpoint=False), modules[0], app_name=name, namespace=name)
    made.modules = modules
    return made


def mounted(*, demonstration: bool) -> list[URLPattern | URLResolver]:
    """The addresses of all doors; those of the demonstration where there is one."""
    found: dict[tuple[str, str], list[str]] = {}
    for door in doors():
        if door.demonstration and not demonstration:
            continue
        for one in door.urls:
            found.setdefault((one.prefix, one.name), []).append(f"{door.package}.{one.module}")
    return [
        part(prefix, name, *modules) if name else path(prefix, include(*modules))
        for (prefix, name), modules in found.items()
    ]
