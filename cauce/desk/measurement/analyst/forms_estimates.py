"""What is asked for an estimate: the year, the lists or a file, and what only their makers know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from cauce.measurement.estimating import Said
from cauce.people.models import Linkage
from cauce.people.outside_lists import CONSULAR
from cauce.ui.fields import WorkForm, choice
from cauce.ui.words import say, span_said

LARGEST = 1_000_000  # bytes: sixteen lists have 65,535 histories at most
FILE = "file"
NOT_KNOWN = ("", say("No se sabe", "Not known"))
KNOWN = (NOT_KNOWN, ("yes", say("Sí", "Yes")), ("no", say("No", "No")))
YES_NO = {"yes": True, "no": False}


def share(label: Any, hint: Any) -> forms.FloatField:
    """A share in percent that may stay unknown."""
    return forms.FloatField(
        label=label,
        help_text=hint,
        required=False,
        min_value=1,
        max_value=100,
        error_messages={
            "invalid": say("Escriba un número, como 93.", "Write a number, such as 93."),
            "min_value": say("De 1 a 100.", "From 1 to 100."),
            "max_value": say("De 1 a 100.", "From 1 to 100."),
        },
    )


class EstimateForm(WorkForm):
    """From which lists an estimate is made; what stays unsaid warns, and what is wrong refuses."""

    optional = say("(puede quedar vacío)", "(may stay empty)")
    year = forms.IntegerField(
        label=say("El año que cubren todas las listas", "The year that all the lists cover"),
        min_value=2015,
        max_value=2999,
        help_text=say("Uno que ya terminó.", "One that is over."),
        error_messages={
            name: say("Escriba un año, como 2026.", "Write a year, such as 2026.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    lists = choice(say("De dónde salen los conteos", "Where the counts come from"), ())
    file = forms.FileField(
        label=say("El archivo, si eligió un archivo", "The file, if you chose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.json"}),
        help_text=say(
            "CSV: una columna por lista, con 0 o 1, y una columna «count». No se guarda.",
            "CSV: one column a list, with 0 or 1, and a column 'count'. It is not kept.",
        ),
        error_messages={"empty": say("El archivo está vacío.", "The file is empty.")},
    )
    routes = choice(
        say(
            "Si una lista deriva casos a otra, ¿consta quién detectó primero?",
            "Where a list refers cases to another, is it recorded who detected first?",
        ),
        KNOWN,
        required=False,
        hint=say("Una derivación no es otra detección.", "A referral is no second detection."),
    )
    window = choice(
        say("¿Cubren todas el mismo tiempo?", "Do all cover the same time?"), KNOWN, required=False
    )
    population = choice(
        say(
            "¿Hablan de las mismas personas, con la misma definición?",
            "Do they speak of the same people, under one definition?",
        ),
        KNOWN,
        required=False,
    )
    reviewed = forms.IntegerField(
        label=say("Pares del enlace que revisaron personas", "Pairs of the linkage that people reviewed"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=say("Las listas cotejadas aquí ya lo dicen.", "Lists compared here say it by themselves."),
        error_messages={"invalid": say("Escriba un número.", "Write a number.")},
    )
    recall = share(
        say("De los enlaces verdaderos, cuántos halló (%)", "Of the true links, how many it found (%)"),
        say("Si nadie lo midió, se supone entre 90 y 100.", "If nobody measured it, 90 to 100 is assumed."),
    )
    precision = share(
        say(
            "De los enlaces hallados, cuántos son verdaderos (%)", "Of the links found, how many are true (%)"
        ),
        say("Si nadie lo midió, se supone entre 98 y 100.", "If nobody measured it, 98 to 100 is assumed."),
    )
    unlawful = forms.CharField(
        label=say("Listas que la ley no deja enlazar", "Lists that may not lawfully be linked"),
        required=False,
        max_length=400,
        help_text=say(
            "Sus nombres en el archivo, con punto y coma. Se dejan fuera (28 CFR 94.115).",
            "Their names in the file, with semicolons. They are left out (28 CFR 94.115).",
        ),
    )

    def __init__(self, linkages: Sequence[Linkage], titles: dict[str, Any], data=None, files=None) -> None:
        super().__init__(data, files)
        self.fields["lists"].choices = [
            *((str(one.id), _name(one, titles)) for one in linkages),
            (FILE, say("Un archivo de conteos", "A file of counts")),
        ]
        if not linkages:  # nothing to choose from
            self.fields["lists"].initial = FILE

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        body = given.get("file")
        if given.get("lists") == FILE and body is None and "file" not in self.errors:
            self.add_error("file", say("Elija el archivo.", "Choose the file."))
        elif body is not None and body.size > LARGEST:
            self.add_error("file", say("Pesa más de un megabyte.", "It is larger than a megabyte."))
        return given

    def said(self) -> Said:
        """What its makers know, by the names of the act."""
        given = self.cleaned_data
        recorded = YES_NO.get(given["routes"])
        return Said(
            None if recorded is None else not recorded,
            YES_NO.get(given["window"]),
            YES_NO.get(given["population"]),
            given["reviewed"],
            _part(given["recall"]),
            _part(given["precision"]),
            tuple(one.strip() for one in given["unlawful"].split(";") if one.strip()),
        )


def _part(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _name(one: Linkage, titles: dict[str, Any]) -> Any:
    """«Casos · SIPC, del 1 de enero de 2026…»: the lists of a comparison and when they begin."""
    names = [titles[name] for name in (CONSULAR, *one.terms["lists"]) if name in titles]
    since, until = (dt.date.fromisoformat(one.terms[end]) for end in ("since", "until"))
    days = span_said(since, until)
    return say(
        f"{' · '.join(name.es for name in names)} ({days.es})",
        f"{' · '.join(name.en for name in names)} ({days.en})",
    )
