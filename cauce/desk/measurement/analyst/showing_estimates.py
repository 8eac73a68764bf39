"""An estimate of a year as a page: the sentence, the ranges as a picture, what moves it, or the refusal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from cauce.content.model import Text, both
from cauce.measurement.models import YearEstimate
from cauce.staff.offices.access import names_of
from cauce.ui.bands import Band, bands
from cauce.ui.charts import Caption
from cauce.ui.words import language_of, say

STATES: dict[str, tuple[Text, str]] = {
    "draft": (both("Borrador", "Draft"), "info"),
    "proposed": (both("Espera la segunda firma", "Waits for the second signature"), "warn"),
    "signed": (both("Firmada por dos personas", "Signed by two people"), "done"),
    "rejected": (both("No se firmó", "Not signed"), "info"),
    "replaced": (both("La sustituyó otra del mismo año", "Replaced by another of that year"), "info"),
}
METHODS = {
    "main": both("Listas independientes", "Independent lists"),
    "stepwise": both("Pares de listas, por pasos", "Pairs of lists, stepwise"),
    "bic": both("El mejor de todos los modelos", "The best of all models"),
    "mth": both("Personas desiguales (Mth)", "Unequal people (Mth)"),
    "latent-class": both("Clases latentes", "Latent classes"),
}
STATUSES = {  # of a figure that stands nothing is said
    "refused": both("no citable", "not to be quoted"),
    "does_not_exist": both("no existe", "does not exist"),
    "not_identifiable": both("no es única", "not the only one"),
    "not_converged": both("las cadenas no coinciden", "the chains disagree"),
    "not_offered": both("no se ofrece con estas listas", "not offered for these lists"),
}
Row = tuple[Text, float | None, float | None, float | None]  # name, value, lower, upper; None: has none


def line(one: YearEstimate) -> dict[str, Any]:
    """One estimate in a list."""
    state, shape = STATES[one.state]
    head = one.document["headline"]
    return {
        "estimate": one,
        "state": state,
        "shape": shape,
        "words": _range(head) if head else both("sin cifra, con sus razones", "no figure, with its reasons"),
    }


def _range(head: dict[str, Any]) -> Text:
    low, high = f"{head['lower']:,}", head["upper"]
    if high is None:
        return both(f"al menos {low}", f"at least {low}")
    return both(f"al menos {low}: entre {low} y {high:,}", f"at least {low}: between {low} and {high:,}")


def page(one: YearEstimate) -> dict[str, Any]:
    """What the page of one estimate shows."""
    told = one.document
    head = told["headline"]
    return {
        **line(one),
        "who": _who(one),
        "told": told,
        "sentence": Text(**head["text"]) if head else None,
        "why": [Text(es=note["es"], en=note["en"]) for note in told["refused"]],
        "warnings": [Text(es=note["es"], en=note["en"]) for note in told["warnings"]],
        "methods": _methods(told),
        "moved": _moved(told),
        "shares": [Text(**share["text"]) for share in told["shares"].values()],
    }


def _who(one: YearEstimate) -> dict[str, str]:
    ids = {"prepared": one.prepared_by, "proposed": one.proposed_by, "signed": one.signed_by}
    ids["refused"] = one.refused_by
    names = names_of({id for id in ids.values() if id})
    return {what: names.get(id, "") for what, id in ids.items()}


def _methods(told: dict[str, Any]) -> dict[str, Any]:
    """The range of each method under one another."""
    rows: list[Row] = [(_method(one), one["estimate"], one["lower"], one["upper"]) for one in told["results"]]
    sentence = both("Cada método, con su intervalo de 95 %.", "Each method, with its 95 % interval.")
    return _figure("estimate-methods", rows, sentence, None)


def _method(one: dict[str, Any]) -> Text:
    name, status = METHODS[one["method"]], STATUSES.get(one["status"])
    if status is None:
        return name
    return both(f"{name.es} ({status.es})", f"{name.en} ({status.en})")


def _moved(told: dict[str, Any]) -> dict[str, Any] | None:
    """What each choice that nobody can defend to the end would make of the figure."""
    rows = [*_unlike(told), *_linkage(told), *_without(told)]
    if not rows:
        return None
    chief = told["heterogeneity"][0]["estimate"] if told["heterogeneity"] else None
    sentence = both(
        "Cuánto cambia la cifra si unas personas son más difíciles de encontrar, si el enlace falló o sin "
        "una lista.",
        "How far the figure moves if some people are harder to find, if linkage failed, or without a list.",
    )
    return _figure("estimate-moved", rows, sentence, chief)


def _unlike(told: dict[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for one in told["heterogeneity"]:
        sd = one["sd"]
        name = both(f"Personas desiguales: desviación {sd:g}", f"Unequal people: deviation {sd:g}")
        if not sd:
            name = both("Todas igual de difíciles de encontrar", "All equally hard to find")
        rows.append((name, one["estimate"], None, None))
    return rows


def _linkage(told: dict[str, Any]) -> list[Row]:
    linked = told["linkage"]
    if not linked:
        return []
    low, high = linked["lower"], linked["upper"]
    middle = None if low is None or high is None else math.sqrt(low * high)
    rows: list[Row] = [(both("Con los errores del enlace", "With the errors of linkage"), middle, low, high)]
    for name, one in linked["groups"].items():
        recall = f"{one['recall']:.0%}"
        rows.append(
            (
                both(f"Si todo se enlazara como {name} ({recall})", f"Were all linked as {name} ({recall})"),
                one["estimate"],
                None,
                None,
            )
        )
    return rows


def _without(told: dict[str, Any]) -> list[Row]:
    moved = told["sensitivity"]
    if not moved:
        return []
    rows: list[Row] = [
        (both(f"Sin la lista {name}", f"Without the list {name}"), value, None, None)
        for name, value in moved["leave_one_out"].items()
    ]
    rows.append((both("Piso de Chao", "Chao's floor"), moved["chao_floor"], None, None))
    return rows


def _figure(ident: str, rows: Sequence[Row], sentence: Text, reference: float | None) -> dict[str, Any]:
    """Rows over one logarithmic scale, with their table."""
    values = [v for _, *three in rows for v in three if v]
    scale, ticks = _scale(values)
    language = language_of(get_language())
    caption = Caption(ident=ident, title=sentence[language], description=sentence[language])
    drawn = [
        Band(
            name[language],
            value,
            "" if value is None else f"{value:,.0f}",
            whisker=(low, high) if low is not None else None,
            reference=reference,
        )
        for name, value, low, high in rows
    ]
    return {
        "sentence": sentence,
        "svg": bands(
            drawn, ticks, caption=caption, scale=scale, hidden_words=str(say("sin cifra", "no figure"))
        ),
        "table": {
            "caption": sentence,
            "named": True,
            "columns": [
                {"name": both("Qué se supone", "What is assumed")},
                {"name": both("Cifra", "Figure"), "number": True},
                {"name": both("De", "From"), "number": True},
                {"name": both("A", "To"), "number": True},
            ],
            "rows": [[name, *(_shown(value) for value in three)] for name, *three in rows],
        },
    }


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _scale(values: Sequence[float]) -> tuple[Any, list[tuple[float, str]]]:
    """From a number to its place between the least and the most, by factors, with round ticks."""
    low, high = (min(values) / 1.1, max(values) * 1.1) if values else (1.0, 10.0)
    wide = math.log(high / low)

    def scale(value: float) -> float:
        return min(max(math.log(value / low) / wide, 0.0), 1.0)

    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [m * 10.0**p for p in powers for m in (1, 2, 5) if low <= m * 10.0**p <= high]
    if len(ticks) < 2:  # one alone is no scale
        least = 10.0 ** math.floor(math.log10((high - low) / 2))
        ticks = [n * least for n in range(math.ceil(low / least), math.floor(high / least) + 1)]
    step = max(1, math.ceil(len(ticks) / 4))
    return scale, [(tick, f"{tick:,.0f}") for tick in ticks[::step]]
