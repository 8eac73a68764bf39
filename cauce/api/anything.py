"""Whatever else begins as the addresses of a door: the door itself says that it is not there."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter


class Rest:
    """A rest of an address, of any length and any signs (Django's ``path`` ends at a broken line)."""

    regex = "(?s:.+)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Rest, "rest")


def nothing_else(begins: str, view: Callable[..., HttpResponse]) -> URLPattern:
    """The last of a door's addresses, ``nothing``: all that begin so. The view takes ``rest``."""
    return path(f"{begins}<rest:rest>", view, name="nothing")
