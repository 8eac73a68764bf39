"""The forms of a post's annex: a step, a contact, or everything as text."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.loader import Edition
from cauce.rules.difference.words import TIME
from cauce.ui.words import say

from .forms import _now, _text

NONE = say("Ninguno", "None")


def _steps(edition: Edition) -> list[tuple[str, Any]]:
    return [("", NONE)] + [
        (one.id, say(f"{one.id} {one.title.es}", f"{one.id} {one.title.en}"))
        for one in edition.actions.values()
        if one.scope == "case"
    ]


class OwnStepForm(forms.Form):
    """One more step of the post."""

    title_es = _text(say("Qué se hace, en español", "What is done, in Spanish"), most=200)
    title_en = _text(say("Qué se hace, en inglés", "What is done, in English"), most=200)
    why_es = _text(say("Por qué, en español", "Why, in Spanish"), rows=2, most=600)
    why_en = _text(say("Por qué, en inglés", "Why, in English"), rows=2, most=600)
    evidence_es = _text(say("Qué lo comprueba, en español", "Evidence, in Spanish"), most=200)
    evidence_en = _text(say("Qué lo comprueba, en inglés", "Evidence, in English"), most=200)
    after = forms.ChoiceField(label=say("Después de qué paso", "After which step"), required=False)
    within = forms.ChoiceField(
        label=say("Plazo desde que se abre el caso", "Deadline from the opening of the case"),
        required=False,
    )

    def __init__(self, edition: Edition, data=None, **more) -> None:
        super().__init__(data, **more)
        used = {w.parameter for action in edition.actions.values() for w in action.within}
        self.fields["after"].choices = _steps(edition)
        self.fields["within"].choices = [("", NONE)] + [
            (one.id, _now(one)) for one in edition.parameters.values() if one.id in used and one.unit in TIME
        ]

    def entry(self) -> dict[str, Any]:
        """The step as the annex keeps it, without its id."""
        given = self.cleaned_data
        made: dict[str, Any] = {
            name: {"es": given[f"{name}_es"], "en": given[f"{name}_en"]}
            for name in ("title", "why", "evidence")
        }
        made["role"] = "protection_officer"
        if given["after"]:
            made["after"] = [given["after"]]
        if given["within"]:
            made["within"] = [{"parameter": given["within"], "start": "case_opened"}]
        return made


class ContactForm(forms.Form):
    """One more contact of the post."""

    name = _text(say("A quién se llama", "Whom to call"), most=120)
    reach = _text(
        say("Cómo", "How"),
        most=200,
        hint=say(
            "Teléfono, extensión u horario, comprobados por el consulado",
            "Telephone, extension or hours, checked by the post",
        ),
    )
    step = forms.ChoiceField(label=say("Para qué paso", "For which step"), required=False)

    def __init__(self, edition: Edition, data=None, **more) -> None:
        super().__init__(data, **more)
        self.fields["step"].choices = _steps(edition)

    def entry(self) -> dict[str, Any]:
        """The contact as the annex keeps it."""
        given = self.cleaned_data
        made = {"title": {"es": given["name"], "en": given["name"]}, "reach": given["reach"]}
        return made | ({"step": given["step"]} if given["step"] else {})


class AnnexForm(forms.Form):
    """The whole annex as text."""

    text = forms.CharField(
        label=say("El anexo como texto", "The annex as text"),
        strip=False,
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "content-text"}),
    )
