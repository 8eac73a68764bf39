"""What the network or a service says of an entry: whom it takes, places free, agreements, warnings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.directory.access import EntryView
from cauce.directory.offering import DAYS as DAY_CODES
from cauce.directory.offering import MOST_FREE, TRIBOOL
from cauce.directory.register import tongue_named
from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import NOT_A_CHOICE, WorkForm, choice, day, line, long_text, words
from cauce.ui.words import say

from .words import DAYS
from .words_living import AGREED, CAUTIONS, COST, FLAGS, INTAKE, REPORTING, SEX_SAID

UNKNOWN = ("", say("No se sabe", "Not known"))
YES, NO = "yes", "no"
TO_BOOL = {YES: True, NO: False, "": None}
FROM_BOOL = {True: YES, False: NO, None: ""}


def picked(label: Text, options: Mapping[str, Text]) -> forms.ChoiceField:
    """One of a list, or not known."""
    return forms.ChoiceField(
        label=words(label),
        required=False,
        error_messages={"invalid_choice": NOT_A_CHOICE},
        choices=[UNKNOWN, *((code, words(text)) for code, text in options.items())],
    )


def maybe(label: Text) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=words(label),
        required=False,
        error_messages={"invalid_choice": NOT_A_CHOICE},
        choices=[UNKNOWN, (YES, say("Sí", "Yes")), (NO, say("No", "No"))],
    )


def free_field() -> forms.IntegerField:
    wrong = say(f"Escriba un número de 0 a {MOST_FREE}.", f"Write a number from 0 to {MOST_FREE}.")
    return forms.IntegerField(
        label=say("Lugares libres hoy", "Places free today"),
        required=False,
        min_value=0,
        max_value=MOST_FREE,
        help_text=say(
            "Déjelo vacío si no lo sabe. 0 quiere decir que no hay.",
            "Leave it blank if you do not know. 0 means none.",
        ),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class TakesForm(WorkForm):
    """Whom a service takes and how; as the entry has it now."""

    sex = picked(Text(es="A quién recibe", en="Who it accepts"), SEX_SAID)
    cost = picked(Text(es="Costo", en="Cost"), COST)
    intake = picked(Text(es="Cómo se solicita", en="How to get in"), INTAKE)
    reporting = picked(
        Text(es="Si avisa a la autoridad", en="Whether it reports to the authorities"), REPORTING
    )

    def __init__(self, entry: EntryView, data=None, **more: Any) -> None:
        super().__init__(data, initial=current(entry), **more)
        for name in TRIBOOL:
            self.fields[name] = maybe(FLAGS[name])
            self.fields[name].initial = self.initial.get(name, "")
        self.before = current(entry)

    def changed(self) -> dict[str, Any]:
        """Only what differs from the entry, as the act takes it."""
        said = self.cleaned_data
        return {
            name: TO_BOOL[said[name]] if name in TRIBOOL else said[name]
            for name in self.fields
            if name in self.before and said.get(name, "") != self.before[name]
        }


def current(entry: EntryView) -> dict[str, Any]:
    """The entry as a form shows it."""
    offer, serves = entry.offer, entry.serves
    flags = {
        name: FROM_BOOL[getattr(serves, name) if hasattr(serves, name) else getattr(offer, name)]
        for name in TRIBOOL
    }
    return flags | {
        "sex": serves.sex,
        "cost": offer.cost,
        "intake": offer.intake,
        "reporting": offer.reporting,
    }


class FreeForm(WorkForm):
    """How many places are free now."""

    free = free_field()


class SharingForm(WorkForm):
    """What the service answered about what it shares, and the day of the answer."""

    said = long_text(
        say(
            "¿Qué comparten, con quién y cuándo se lo piden?", "What do you share, with whom, and when asked?"
        ),
        rows=3,
        most=600,
        hint=say(
            "Como lo contestaron: con la policía, con migración, con quien los paga, con una orden de juez. "
            "Sin hablar de nadie.",
            (
                "As they answered: with the police, with immigration, with whoever pays them, with a judge's "
                "order. Speaking of nobody."
            ),
        ),
    )
    on = day(say("Qué día lo contestaron", "On which day they answered"))

    def __init__(self, data=None, today: dt.date | None = None) -> None:
        """``today``: the day of an answer that is written down as it is given; None: it was given before."""
        super().__init__(data, initial={"on": today})


class AgreedForm(WorkForm):
    """What was agreed in writing, and until when."""

    kind = choice(
        say("Qué se firmó", "What was signed"), [(code, words(text)) for code, text in AGREED.items()]
    )
    number = line(say("Número", "Number"), required=False, most=40)
    valid_from = day(say("Desde", "From"))
    valid_to = day(say("Hasta", "Until"), hint=say("Vacío: no tiene término.", "Leave blank: no end date."))

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["valid_to"].required = False


class CautionForm(WorkForm):
    """A warning for the network alone."""

    kind = choice(
        say("Cuál es la advertencia", "What to warn about"),
        [(code, words(text)) for code, text in CAUTIONS.items()],
    )
    note = long_text(
        say("Por qué", "Why"),
        rows=3,
        most=600,
        hint=say(
            "Sin nombres de personas atendidas. La lee solo protección; nunca sale en un archivo.",
            "No names of people served. Only protection reads it; it is never exported.",
        ),
    )


class SayForm(WorkForm):
    """What a service says of itself: nothing here is a free text. ``sealed``: without telephone and hours."""

    free = free_field()
    sex = picked(Text(es="A quién reciben", en="Who you accept"), SEX_SAID)
    cost = picked(Text(es="Costo", en="Cost"), COST)
    intake = picked(Text(es="Cómo se solicita", en="How to get in"), INTAKE)

    def __init__(self, entry: EntryView, data=None) -> None:
        self.before = current(entry) | {"languages": _languages(entry), "free": None}
        super().__init__(data, initial=self.before)
        for name in TRIBOOL:
            self.fields[name] = maybe(FLAGS[name])
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", say("No decir", "Do not say")), *list(field.choices)[1:]]
        self.fields["languages"] = line(
            say("Idiomas en que atienden", "Languages you speak"),
            required=False,
            most=300,
            hint=say(
                "Separados por comas. También lenguas indígenas: español, mixteco, náhuatl.",
                "With commas between them. Indigenous languages too: Spanish, Mixtec, Nahuatl.",
            ),
        )
        if not entry.confidential:
            self.fields["phone"] = line(
                say("Teléfono nuevo para pedir ayuda", "New telephone to ask for help"),
                required=False,
                most=30,
                hint=say("Solo si cambió.", "Only if it changed."),
            )
            self.fields["days"] = forms.MultipleChoiceField(
                label=say("Días en que atienden, si cambiaron", "Days you are open, if they changed"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(code, words(DAYS[code])) for code in DAY_CODES],
            )
            for name, label in (
                ("opens", say("Desde las", "From")),
                ("closes", say("Hasta las", "Until")),
            ):
                self.fields[name] = forms.TimeField(
                    label=label,
                    required=False,
                    widget=forms.TimeInput(attrs={"type": "time"}),
                    error_messages={"invalid": say("Escriba la hora como 09:00.", "Write it as 09:00.")},
                )

    def clean_languages(self) -> list[str]:
        """The codes of what was written. An unknown name is an error that keeps what was typed."""
        found = []
        for name in self.cleaned_data["languages"].split(","):
            if name.strip():
                try:
                    found.append(tongue_named(current_edition(), name, "languages").code)
                except CauceError as error:
                    raise forms.ValidationError(
                        say(f"{error.es} {error.cure_es}", f"{error.en} {error.cure_en}")
                    ) from error
        return list(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parts = [given.get(name) for name in ("days", "opens", "closes")]
        if any(parts) and not all(parts) and "days" in self.fields:
            self.add_error("days", say("Faltan los días o las horas.", "Days or hours are missing."))
        return given

    def changed(self) -> dict[str, Any]:
        """Only what differs from the entry, as the act takes it; empty: nothing changed."""
        said, found = self.cleaned_data, {}
        for name in ("sex", "cost", "intake", *TRIBOOL):
            # To empty a list says nothing: what was known stays.
            if said.get(name) and said[name] != self.before[name]:
                found[name] = TO_BOOL[said[name]] if name in TRIBOOL else said[name]
        if said.get("free") is not None:
            found["free"] = said["free"]
        before = {name.strip().lower() for name in self.before["languages"].split(",")}
        typed = {name.strip().lower() for name in str(self.data.get("languages", "")).split(",")}
        if said.get("languages") and typed != before:
            found["languages"] = said["languages"]
        if said.get("phone"):
            found["phone"] = said["phone"].strip()
        if said.get("days"):
            found["hours"] = {
                "days": said["days"],
                "opens": f"{said['opens']:%H:%M}",
                "closes": f"{said['closes']:%H:%M}",
            }
        return found


def _languages(entry: EntryView) -> str:
    return ", ".join(dict.fromkeys(name for _, name, _ in entry.languages))
