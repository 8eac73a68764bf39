"""Forms as a browser has them: every form of a page, and what somebody who fills it in sends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Words that no page has of its own.
WORD = "Tlalticpac{}"
WORDS = ("text", "search", "textarea", "email")
SHORT = 12  # a field that takes fewer letters holds a code, not somebody's words


@dataclass
class Control:
    """One control with a name. ``choices``: what a list offers that is not empty."""

    name: str
    kind: str
    attributes: dict[str, str]
    value: str = ""
    choices: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether words are written in it."""
        if self.kind not in WORDS or {"readonly", "disabled"} & self.attributes.keys():
            return False
        most = self.attributes.get("maxlength", "")
        return not most.isdigit() or int(most) >= SHORT


@dataclass
class Form:
    """One form that is sent with POST. ``action`` '' is the page that it stands on."""

    id: str
    action: str
    controls: list[Control] = field(default_factory=list)

    @property
    def typed(self) -> list[Control]:
        return [one for one in self.controls if one.is_typed]

    def sent(self) -> Iterator[tuple[str, dict[str, list[str]], dict[str, str]]]:
        """For each button: its value, everything that is sent, and the words that were typed by field."""
        buttons = [one for one in self.controls if one.kind == "submit" and one.name]
        for button in buttons or [None]:
            given: dict[str, list[str]] = {}
            words: dict[str, str] = {}
            for number, one in enumerate(self.controls):
                if one.kind == "submit" or "disabled" in one.attributes:
                    continue
                if one.is_typed:
                    words[one.name] = WORD.format(number)
                    if one.kind == "email":
                        words[one.name] += "@example.org"
                    given.setdefault(one.name, []).append(words[one.name])
                elif (value := _filled(one, given)) is not None:
                    given.setdefault(one.name, []).append(value)
            if button is not None:
                given[button.name] = [button.value]
            yield (button.value if button else "", given, words)


def _filled(one: Control, given: dict[str, list[str]]) -> str | None:
    """What somebody chooses or writes in a control that takes no words; None: it is not sent."""
    today = dt.date.today().isoformat()
    fixed = {
        "date": today,
        "time": "10:00",
        "datetime-local": f"{today}T10:00",
        "tel": "713 555 0147",
    }
    match one.kind:
        case "hidden":
            return one.value
        case "radio":
            return None if one.name in given else one.value
        case "checkbox":
            return one.value or "on"
        case "select":
            return one.choices[0] if one.choices else ""
        case "number":
            return one.value or one.attributes.get("min") or "1"
        case "file" | "password" | "image" | "reset" | "button":
            return None
    return one.value or fixed.get(one.kind, "1")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.loose: list[tuple[str, Control]] = []  # of a form that is named
        self._form: Form | None = None
        self._open: Control | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in pairs}
        if tag == "form":
            post = said.get("method", "get").lower() == "post"
            self._form = Form(said.get("id", ""), said.get("action", ""))
            if post:
                self.forms.append(self._form)
        elif tag == "option" and self._open is not None:
            if said.get("value"):
                self._open.choices.append(said["value"])
        elif tag in ("input", "textarea", "select", "button"):
            kind = said.get("type", "text" if tag == "input" else "submit")
            control = Control(
                said.get("name", ""), kind if tag in ("input", "button") else tag, said, said.get("value", "")
            )
            self._open = control if tag == "select" else None
            if not control.name:
                return
            if "form" in said:
                self.loose.append((said["form"], control))
            elif self._form is not None:
                self._form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._open = None


def forms_of(page: str) -> list[Form]:
    """Every form of a page that is sent with POST, with the controls that name it from elsewhere."""
    reader = _Reader()
    reader.feed(page)
    for id, control in reader.loose:
        for form in reader.forms:
            if form.id == id:
                form.controls.append(control)
    return reader.forms
