"""One list: what its address asks for, the page of it that is shown, and the way to the next.

``{% filters %}`` draws the filters, ``ui/pages.html`` the way on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from .fields import WorkForm, choice
from .numbers import whole
from .words import say

LAST = 10_000  # a page beyond this is the last one
BY_NUMBER = say("Anterior", "Previous"), say("Siguiente", "Next")
BY_TIME = say("Más recientes", "Newer"), say("Anteriores", "Earlier")


class Filters(WorkForm):
    """What the address asks of a list. ``chosen``: by name; '' where it names nothing that the list has.

    ``kept``: what goes along though it is no field, such as which of two lists is shown. ``first``: what
    holds where the address does not name a filter, or names nothing that there is.
    """

    def __init__(
        self,
        request: HttpRequest,
        fields: Mapping[str, forms.Field],
        kept: Mapping[str, str] | None = None,
        first: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(auto_id="%s")
        self.fields |= fields
        self.kept = {name: value for name, value in (kept or {}).items() if value}
        usual = first or {}
        self.chosen = {
            name: _known(field, request.GET.get(name), usual.get(name, "")) for name, field in fields.items()
        }
        self.initial = dict(self.chosen)

    @property
    def values(self) -> dict[str, str]:
        """What the same list asks again."""
        return {name: value for name, value in (self.kept | self.chosen).items() if value}


def address(values: Mapping[str, Any], **more: Any) -> str:
    """The same page with what of this is not empty."""
    said = {name: value for name, value in (dict(values) | more).items() if value}
    return "?" + urlencode(said)


def _known(field: forms.Field, value: str | None, usual: str) -> str:
    if value is None:
        return usual
    if not isinstance(field, forms.ChoiceField):
        return value.strip()[: getattr(field, "max_length", None)]
    return next((one for one in (value, value.upper()) if field.valid_value(one)), usual)


def picks(label: Any, choices: Iterable[tuple[str, Any]], first: Any = None) -> forms.ChoiceField:
    """A filter: one of a list; ``first``: what stands above it, None: nothing."""
    return choice(label, [*([] if first is None else [("", first)]), *choices], radio=False)


@dataclass(frozen=True)
class Pages:
    """The way from a part of a list to those beside it: addresses, '' for none, with the words of each.

    ``said``: which part this is; '' where nobody counts them.
    """

    before: str = ""
    after: str = ""
    said: Any = ""
    words: tuple[Any, Any] = BY_NUMBER


def page_asked(request: HttpRequest) -> int:
    """The number of the page that the address names; the first unless it names one."""
    return min(max(whole(request.GET.get("page"), 1), 1), LAST)


def page_of(request: HttpRequest, rows: Any, most: int) -> Page:
    """The page of a list that the address names, the last one beyond its end."""
    return Paginator(rows, most).get_page(page_asked(request))


def pages_of(page: Page, values: Mapping[str, str] | None = None) -> Pages | None:
    """The way from a page to the next; ``values``: what else the address asks. None: there is one alone."""
    total = page.paginator.num_pages
    if total < 2:
        return None
    kept = values or {}
    return Pages(
        address(kept, page=page.number - 1) if page.has_previous() else "",
        address(kept, page=page.number + 1) if page.has_next() else "",
        say(f"Página {page.number} de {total}", f"Page {page.number} of {total}"),
    )
