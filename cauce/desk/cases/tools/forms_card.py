"""The small card: looks like any other, says only what the person chose, and is kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.content.checks.tools import TELLING
from cauce.content.model import Text
from cauce.content.model_guide import SafeContact
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import MISSING, WorkForm, choice, line, words
from cauce.ui.words import day_said, say

LOOKS = {
    "services": {"es": "Trámites y horarios", "en": "Services and opening hours"},
    "phones": {"es": "Teléfonos", "en": "Telephones"},
    "classes": {"es": "Clases y horarios", "en": "Classes and times"},
    "none": {"es": "", "en": ""},
}
LINES = 4
TELLS = say(
    "Esa palabra puede delatar a la persona. Use una que solo ella entienda.",
    "That word may give the person away. Use one that only they understand.",
)


def _before(one: SafeContact) -> Text:
    """What is said of a number before it is given: for what, with what care, and who confirmed it."""
    assert one.card is not None
    sure = one.verified or one.universal
    read = day_said(one.last_checked)
    es = "" if sure else f" Leído el {read.es}; ninguna oficina lo ha confirmado."
    en = "" if sure else f" Read on {read.en}; no office has confirmed it."
    caution = one.caution or Text(es=" ", en=" ")
    return Text(
        es=f"«{one.card.es}», {one.phone}: {one.what.es} {caution.es}{es}",
        en=f"'{one.card.en}', {one.phone}: {one.what.en} {caution.en}{en}",
    )


class CardForm(WorkForm):
    """What stands on the card. Default is no paper: somebody must say that the person asked for it."""

    asked = forms.BooleanField(
        label=say(
            "La persona pidió llevar algo en papel y sabe quién podría revisar sus cosas",
            "The person asked for something on paper and knows who might go through their things",
        ),
        error_messages={
            "required": say(
                "Por omisión no se da papel. Márquelo solo si lo pidió.",
                "By default no paper is given. Tick it only if it was asked for.",
            )
        },
    )
    look = choice(
        say("Qué parece", "What it looks like"),
        [(key, say(text["es"] or "Sin título", text["en"] or "No heading")) for key, text in LOOKS.items()],
    )
    copies = choice(
        say("Cuántas", "How many"),
        [("1", say("Una", "One")), ("8", say("Ocho en una hoja", "Eight on a sheet"))],
    )
    lengua = choice(
        say("En qué lengua", "In which language"),
        [("es", say("Español", "Spanish")), ("en", say("Inglés", "English"))],
    )

    numbers = forms.MultipleChoiceField(
        label=say(
            "Números de la lista (con la palabra que se imprime)",
            "Numbers of the list (with the word that is printed)",
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"look": "services", "copies": "1", "lengua": "es"})
        # What a number may bring is read before it is chosen; it is printed under a word that tells nothing.
        self.listed = {
            one.id: one
            for one in sorted(current_edition().contacts.values(), key=lambda one: one.order)
            if one.card and not one.office
        }
        self.fields["numbers"].choices = [(id, words(_before(one))) for id, one in self.listed.items()]
        for number in range(1, LINES + 1):
            self.fields[f"name_{number}"] = line(
                say(f"Línea {number}: nombre o palabra", f"Line {number}: name or word"),
                required=False,
                most=28,
            )
            self.fields[f"say_{number}"] = line(
                say(f"Línea {number}: número, hora o lugar", f"Line {number}: number, hour or place"),
                required=False,
                most=32,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        texts = [name for name in self.fields if name.startswith(("name_", "say_"))]
        for name in texts:
            if TELLING.search(given.get(name) or ""):
                self.add_error(name, TELLS)
        if not any(given.get(name) for name in (*texts, "numbers")) and not self.errors:
            self.add_error("name_1", MISSING)
        return given

    def shown(self) -> dict[str, Any]:
        """The card for the printer."""
        given = self.cleaned_data
        lines = [(given[f"name_{n}"], given[f"say_{n}"]) for n in range(1, LINES + 1)]
        chosen = [self.listed[id] for id in given.get("numbers") or ()]
        lines += [(one.card[given["lengua"]], one.phone) for one in chosen if one.card]
        copies = int(given["copies"])
        return {
            "head": LOOKS[given["look"]][given["lengua"]],
            "lines": [pair for pair in lines if any(pair)],
            "sheets": [["", ""] if copies > 1 else [""]] * (4 if copies > 1 else 1),
        }
