"""The person's language, of which community, and what whoever interprets must not be close to."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.errors import BadInput
from cauce.desk.directory.providers.forms_interpreter import place_code, place_said
from cauce.directory import register
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Need, Tongue
from cauce.ui.fields import WorkForm, choice, line
from cauce.ui.words import say

NOT_KNOWN = ("", say("No se sabe", "Not known"))
DEGREES = (
    NOT_KNOWN,
    ("0", say("Nada", "None")),
    ("1", say("Poco", "A little")),
    ("2", say("Bastante", "Well enough")),
    ("3", say("Como lengua propia", "As their own language")),
)
SEXES = (
    ("", say("Sin preferencia, o no lo ha dicho", "No preference, or not stated")),
    ("woman", say("Una mujer", "A woman")),
    ("man", say("Un hombre", "A man")),
)
INTO = (("spa", say("Al español", "Into Spanish")), ("eng", say("Al inglés", "Into English")))
PLACES = ("community", "family", "others")


class TongueForm(WorkForm):
    """Nothing but the language is needed; a place that is not known stays empty."""

    def __init__(self, data=None, known: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=_initial(known or {}))
        place = {"required": False, "most": 120}
        self.fields["language"] = line(
            say("En qué lengua piensa y habla mejor", "In which language they think and speak best"),
            hint=say("También puede ser una lengua de señas.", "It may be a sign language too."),
        )
        self.fields["language"].widget.attrs["list"] = "lenguas"
        self.fields["community"] = line(
            say("De qué municipio y estado es", "Of which municipality and state they are"),
            hint=say(
                "Para identificar la variante y no elegir a alguien del mismo lugar.",
                "To identify the variant, and to avoid an interpreter from the same place.",
            ),
            **place,
        )
        self.fields["family"] = line(
            say("Dónde vive su familia, si es otro lugar", "Where the family lives, if elsewhere"), **place
        )
        self.fields["others"] = line(
            say("De dónde es quien le hizo daño", "Where the person who caused the harm is from"), **place
        )
        self.fields["understands"] = choice(
            say("Cuánto español entiende", "How much Spanish they understand"), DEGREES, required=False
        )
        self.fields["reads"] = choice(
            say("Cuánto lee en español", "How much they read in Spanish"), DEGREES, required=False
        )
        self.fields["prefers_audio"] = forms.BooleanField(
            label=say("Prefiere escuchar a leer", "Prefers listening to reading"), required=False
        )
        self.fields["sex"] = choice(
            say("Prefiere que interprete", "Preferred interpreter"), SEXES, required=False
        )
        self.fields["into"] = choice(say("Hacia qué lengua", "Into which language"), INTO)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean(self):
        given = super().clean()
        edition = current_edition()
        if given.get("language"):
            self._take(
                "language",
                lambda: register.tongue_named(edition, given["language"], "language"),
                given,
                "tongue",
            )
        for name in PLACES:
            self._take(name, lambda n=name: place_code(given.get(n, ""), n), given, f"{name}_code")
        return given

    def _take(self, name: str, find, given: dict[str, Any], into: str) -> None:
        try:
            given[into] = find()
        except BadInput as problem:
            self.add_error(name, say(f"{problem.es} {problem.cure_es}", f"{problem.en} {problem.cure_en}"))

    def kept(self) -> dict[str, Any]:
        """What is sealed: codes of language and places, and the answers."""
        given = self.cleaned_data
        found = {name: given[name] for name in ("understands", "reads", "sex", "into")}
        found |= {"language": given["tongue"].code, "variant": given["tongue"].glottocode}
        found |= {name: given[f"{name}_code"] for name in PLACES}
        return found | {"prefers_audio": given["prefers_audio"]}


def _initial(known: dict[str, Any]) -> dict[str, Any]:
    if not known:
        return {"into": "spa"}
    names = {one.code: one.said for one in register.tongues(current_edition())}
    filled = {n: known.get(n, "") for n in ("understands", "reads", "sex", "prefers_audio")}
    filled |= {n: place_said(known[n]) for n in PLACES if known.get(n)}
    return filled | {
        "language": names.get(known["language"], known["language"]),
        "into": known.get("into", "spa"),
    }


def need_of(known: dict[str, Any]) -> Need:
    """What the rules need, of what was kept."""
    return Need(
        Tongue(known["language"], known.get("variant", ""), known.get("community", "")),
        into=known.get("into") or "spa",
        family=frozenset(filter(None, [known.get("family")])),
        others=frozenset(filter(None, [known.get("others")])),
        near=register.near(current_edition(), known["language"]),
        sex=known.get("sex") or "",
    )
