"""Somebody who interprets: languages with their community, ties, ways; and under seal, name and phone."""

from __future__ import annotations

import re

from django import forms

from cauce.content.errors import BadInput
from cauce.directory import register
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Interpreter, Tongue
from cauce.rules.municipalities import municipality
from cauce.ui.words import say

ROWS = (1, 2, 3)
WAYS = (
    ("phone", say("Por teléfono", "By telephone")),
    ("video", say("Por video", "By video")),
    ("in_person", say("En persona", "In person")),
)
SEXES = (
    ("", say("No se dice", "Not said")),
    ("woman", say("Mujer", "Woman")),
    ("man", say("Hombre", "Man")),
    ("other", say("Otra respuesta", "Another answer")),
)
MISSING = say("Falta. Complételo para seguir.", "Missing. Complete it to go on.")


# The journal is never erased: a reason is chosen, because what is written could name somebody.
REASONS = (
    ("now", say("Interpretar ahora", "To interpret now")),
    ("arrange", say("Acordar una hora", "To agree on a time")),
    (
        "ask_ties",
        say("Preguntar si conoce a gente de ahí", "To ask whether they know people there"),
    ),
    ("check", say("Comprobar sus datos", "To check their details")),
)


class CallForm(forms.Form):
    """Why name and telephone are opened; the answer goes to the journal."""

    reason = forms.ChoiceField(
        label=say("¿Para qué lo necesita?", "What do you need it for?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        help_text=say("Queda en la bitácora.", "Recorded in the journal."),
        error_messages={
            "required": say("Elija el motivo.", "Choose the purpose."),
            "invalid_choice": say("Elija el motivo.", "Choose the purpose."),
        },
    )


def place_code(text: str, where: str) -> str:
    """The code of a municipality as it was typed; '' when nothing was. Raises ``BadInput``."""
    found = municipality(register.municipalities(current_edition()), text, where)
    return found.code if found else ""


def place_said(code: str) -> str:
    """A municipality as people write it; the code where it is not in the catalogue."""
    known = {one.code: one.said for one in register.municipalities(current_edition())}
    return known.get(code, code)


class InterpreterForm(forms.Form):
    """Up to three languages; whatever is not known stays empty and is asked before each talk."""

    name = forms.CharField(
        label=say("Nombre", "Name"),
        max_length=120,
        error_messages={"required": MISSING},
        help_text=say(
            "Queda bajo llave; las demás personas ven solo un código.", "Kept sealed; others see only a code."
        ),
    )
    phone = forms.CharField(
        label=say("Teléfono", "Telephone"), max_length=40, error_messages={"required": MISSING}
    )
    ways = forms.MultipleChoiceField(
        label=say("Cómo interpreta", "How they interpret"),
        choices=WAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MISSING},
    )
    sex = forms.ChoiceField(
        label=say("Sexo", "Sex"),
        choices=SEXES,
        required=False,
        help_text=say(
            "La persona puede preferir que le interprete una mujer o un hombre.",
            "The person may prefer a woman or a man to interpret.",
        ),
    )
    ties_asked = forms.BooleanField(
        label=say(
            "Ya se le preguntó dónde vive y dónde vive su familia",
            "They were asked where they and their family live",
        ),
        required=False,
    )
    ties = forms.CharField(
        label=say("Municipios donde vive o tiene familia", "Municipalities where they live or have family"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=say("Uno por renglón: «municipio, estado».", "One a line: “municipality, state”."),
    )
    vetted = forms.BooleanField(
        label=say(
            "Se comprobó su identidad y su deber de confidencialidad",
            "Identity and duty of confidentiality were checked",
        ),
        required=False,
        help_text=say("Sin esto no se ofrece a nadie.", "Without this, they are not offered to anybody."),
    )

    def __init__(self, data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        for n in ROWS:
            self.fields[f"tongue_{n}"] = forms.CharField(
                label=say(f"Lengua {n}", f"Language {n}"),
                max_length=120,
                required=n == 1,
                error_messages={"required": MISSING},
                widget=forms.TextInput(attrs={"list": "lenguas"}),
            )
            self.fields[f"community_{n}"] = forms.CharField(
                label=say(
                    "De qué municipio es la variante que habla", "Which municipality's variant they speak"
                ),
                max_length=120,
                required=False,
                help_text=say(
                    "«Municipio, estado». La variante importa más que el nombre.",
                    "“Municipality, state”. The variant matters more than the name.",
                ),
            )
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"tongue_{n}"], self[f"community_{n}"]) for n in ROWS]

    def clean(self):
        given = super().clean()
        edition, spoken = current_edition(), []
        for n in ROWS:
            said = given.get(f"tongue_{n}", "").strip()
            if said:
                spoken.append(self._tongue(edition, n, said, given.get(f"community_{n}", "")))
        given["tongues"] = tuple(one for one in spoken if one)
        given["places"] = self._places(given.get("ties", ""))
        return given

    def _tongue(self, edition, n: int, said: str, community: str) -> Tongue | None:
        try:
            found = register.tongue_named(edition, said, f"tongue_{n}")
            return Tongue(found.code, found.glottocode, place_code(community, f"community_{n}"))
        except BadInput as problem:
            self.add_error(
                problem.where, say(f"{problem.es} {problem.cure_es}", f"{problem.en} {problem.cure_en}")
            )
            return None

    def _places(self, text: str) -> frozenset[str]:
        found = set()
        for row in filter(None, re.split(r"[\n;]", text)):
            try:
                found.add(place_code(row, "ties"))
            except BadInput as problem:
                self.add_error(
                    "ties", say(f"{problem.es} {problem.cure_es}", f"{problem.en} {problem.cure_en}")
                )
        return frozenset(found - {""})

    def person(self, code: str = "") -> Interpreter:
        """What was written, as the rules read it."""
        given = self.cleaned_data
        return Interpreter(
            code,
            given["tongues"],
            frozenset(given["ways"]),
            given["sex"],
            given["places"],
            ties_asked=given["ties_asked"],
        )


def initial_of(person: Interpreter, names: dict[str, str], vetted: bool) -> dict[str, object]:
    """The fields of a record that is being changed."""
    known = {one.code: one.said for one in register.tongues(current_edition())}
    filled: dict[str, object] = {
        "ways": sorted(person.ways),
        "sex": person.sex,
        "ties_asked": person.ties_asked,
        "ties": "\n".join(place_said(one) for one in sorted(person.ties)),
        "vetted": vetted,
        **names,
    }
    for n, one in zip(ROWS, person.tongues, strict=False):
        filled[f"tongue_{n}"] = known.get(one.language, one.language)
        filled[f"community_{n}"] = place_said(one.community) if one.community else ""
    return filled
