"""The addresses of a door, whose pages are read when the first of them is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property
from django.utils.translation import get_language

from cauce.ui.doors import doors

# One at a time: two threads that read modules which need each other could see half of one.
_reading = threading.RLock()


class Beginning(RoutePattern):
    """An address that begins in one of these ways is passed on whole."""

    def __init__(self, begins: Iterable[str]) -> None:
        super().__init__("", is_endpoint=False)
        self.begins = tuple(begins)
        # Most parts have nothing to do with an address, which its first words tell without a pattern.
        self.words = tuple(one.partition("<")[0] for one in self.begins)
        self.ways = [RoutePattern(one, is_endpoint=False) for one in self.begins]

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]] | None:
        if not path.startswith(self.words):
            return None
        return (path, (), {}) if any(one.match(path) for one in self.ways) else None


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


def part(begins: Iterable[str], name: str, *modules: str) -> Part:
    """The addresses of the modules, which begin in these ways; ``name`` is the ``app_name`` of each."""
    made = Part(Beginning(begins), modules[0], app_name=name, namespace=name)
    made.modules = modules
    return made


def _general(begins: Iterable[str], others: set[str]) -> bool:
    """Whether what begins so may be an address of another part, which begins more narrowly."""
    return any(other != one and other.startswith(one) for one in begins for other in others)


def mounted(*, demonstration: bool) -> list[URLPattern | URLResolver]:
    """The addresses of all doors, those that begin more narrowly first; the demonstration's where it is."""
    alone: list[URLPattern | URLResolver] = []
    found: dict[str, tuple[list[str], list[str]]] = {}
    for door in doors():
        if door.demonstration and not demonstration:
            continue
        for one in door.urls:
            module = f"{door.package}.{one.module}"
            if not one.name:
                alone.append(path("", include(module)))
                continue
            begins, modules = found.setdefault(one.name, ([], []))
            begins += one.begins
            modules.append(module)
    ways = {way for begins, _ in found.values() for way in begins}
    parts = [part(dict.fromkeys(begins), name, *modules) for name, (begins, modules) in found.items()]
    return [*alone, *sorted(parts, key=lambda one: _general(one.pattern.begins, ways))]
