"""A part of the house under one prefix, whose pages are read when the first of them is asked for."""

from __future__ import annotations

import threading
from importlib import import_module
from types import ModuleType
from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property
from django.utils.translation import get_language

# One at a time: two threads that read modules which need each other could see half of one.
_reading = threading.RLock()


class Part(URLResolver):
    """Like ``include``, but nothing of the module is read until an address of the part is wanted.

    Django lists the names of all parts before it makes its first address; a part answers that with
    its own name alone.
    """

    @cached_property
    def urlconf_module(self) -> ModuleType:
        with _reading:
            return import_module(self.urlconf_name)

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


def part(prefix: str, module: str, name: str) -> Part:
    """The addresses of ``module`` below ``prefix``; ``name`` is the ``app_name`` that it bears."""
    route = RoutePattern(prefix, is_endpoint=False)
    return Part(route, module, app_name=name, namespace=name)
