"""Inputs, lists and their attributes as Django's templates write them, in one go.

A page of a talk holds a hundred inputs and a list some hundreds of choices; a template for each of them
took longer than the rest of the page.
"""

from __future__ import annotations

from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

# Whose templates hold an input and nothing else.
KINDS = (
    *("text", "number", "email", "url", "color", "search", "tel", "password", "hidden", "date", "datetime"),
    *("time", "file", "checkbox", "radio_option", "checkbox_option"),
)
INPUTS = frozenset(f"django/forms/widgets/{kind}.html" for kind in KINDS)
# Of which a browser remembers nothing, whatever they say.
UNTYPED = frozenset({"hidden", "checkbox", "radio", "file"})


class Renderer(TemplatesSetting):
    """Draws forms by their templates, and inputs without."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget = context.get("widget", {})
        if template_name in INPUTS and not widget.get("wrap_label"):
            return drawn(widget)
        return super().render(template_name, context, request)


def drawn(widget: dict[str, Any]) -> SafeString:
    """An input. A browser remembers what was typed, on the machine, unless it is told not to; a field that
    says otherwise says so itself."""
    kind, attrs, value = widget["type"], widget["attrs"], widget["value"]
    said = "" if value is None else f' value="{escaped(value)}"'
    unsaid = kind not in UNTYPED and not attrs.get("autocomplete")
    off = ' autocomplete="off"' if unsaid else ""
    return SafeString(
        f'<input type="{escaped(kind)}" name="{escaped(widget["name"])}"{said}{off}{attributes(attrs)}>'
    )


def escaped(value: Any) -> str:
    """As Django escapes it, without asking of each whether it is lazy."""
    word = value if isinstance(value, str) else str(value)
    return word if isinstance(word, SafeString) else escape(word)


def attributes(given: dict[str, Any]) -> str:
    """``True``: the name alone; ``False``: nothing."""
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in given.items()
        if value is not False
    )
