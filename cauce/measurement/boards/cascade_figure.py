"""Picture 1: are we reaching more people, and are they served? With what nobody can say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cauce.content.model import Text, both
from cauce.protocol.editions.access import current_edition
from cauce.ui.cascade import Group, Step, steps_down
from cauce.ui.charts import Caption
from cauce.ui.words import say

from .cascade import Cascade, Reached, Stage, Year
from .wording import HIDDEN, number_or_hidden, percent

DRAWN = 3  # years; the table has all of them
PER = 10_000
CAPTION = both("De la señal al primer servicio, por año", "From the first sign to the first service, by year")
NOTICED = both("Con una señal", "Noticed")
NAMES = {
    "spoke": both("Se habló a solas", "Spoke alone"),
    "identified": both("Identificadas", "Identified"),
    "served": both("Atendidas", "Served"),
}
UNSEEN = both("No vistas", "Not seen")


def cascade_figure(reached: Reached) -> dict[str, Any] | None:
    """None: no year is told yet."""
    found = reached.cascade
    if not found.years:
        return None
    return {
        "sentence": _sentence(found),
        "note": _note(found, reached.verdict, reached.acts),
        "svg": drawn(found, reached.acts, reached.unseen),
        "table": _table(found, reached.acts),
    }


def drawn(found: Cascade, acts: Mapping[int, int], unseen: Text) -> Any:
    return steps_down(
        [_group(one, acts) for one in found.years[-DRAWN:]],
        caption=Caption(
            ident="cascade",
            title=str(say(CAPTION.es, CAPTION.en)),
            description=str(
                say(
                    "Por año, cuatro barras: con una señal, se habló a solas, identificadas y atendidas.",
                    "Four bars for each year: noticed, spoke alone, identified and served.",
                )
            ),
        ),
        unseen=(str(say(UNSEEN.es, UNSEEN.en)), str(say(unseen.es, unseen.en))),
    )


def not_validated() -> Text | None:
    """That the instruments were not validated here, for as long as that is so. None: all are."""
    some = [
        one
        for one in current_edition().instruments.values()
        if one.validation_status == "none_in_this_setting"
    ]
    if not some:
        return None
    return both(
        "Los instrumentos con que se pregunta todavía no están validados en este ámbito: estas cifras dicen "
        "qué se hizo, no a cuántas personas les pasa.",
        "The instruments used to ask are not yet validated in this setting: these figures say what was done, "
        "not how many people it happens to.",
    )


def _group(one: Year, acts: Mapping[int, int]) -> Group:
    noticed = one.noticed
    words = number_or_hidden(noticed)
    first = Step(str(say(NOTICED.es, NOTICED.en)), noticed, str(say(words.es, words.en)))
    title = (
        both(f"{one.year}, aún sin cumplirse", f"{one.year}, not over yet")
        if one.young
        else both(*2 * (str(one.year),))
    )
    rate = _rate(noticed, acts.get(one.year))
    beside = both(f"por cada 10,000 actos: {rate}", f"for each 10,000 acts: {rate}") if rate else None
    return Group(
        str(say(title.es, title.en)),
        [first, *(_step(stage, one.young) for stage in one.stages)],
        hollow=one.young,
        beside=str(say(beside.es, beside.en)) if beside else "",
    )


def _rate(number: int | None, acts: int | None) -> str:
    return f"{PER * number / acts:.1f}" if number is not None and acts else ""


def _step(one: Stage, young: bool) -> Step:
    name, words = NAMES[one.name], said(one)
    label, text = str(say(name.es, name.en)), str(say(words.es, words.en))
    if one.share is None or one.of is None:
        return Step(label, one.met, text)
    value, low, high = (share * one.of for share in one.share)
    return Step(label, value if young else one.met, text, low, high)


def said(one: Stage) -> Text:
    """«410 de 500 · 82 % (78 a 85 %)»."""
    if one.of is None or one.met is None:
        return HIDDEN
    es, en = f"{one.met:,} de {one.of:,}", f"{one.met:,} of {one.of:,}"
    if one.share is None:
        return both(es, en)
    value, low, high = one.share
    return both(
        f"{es} · {percent(value)} ({100 * low:.0f} a {percent(high)})",
        f"{en} · {percent(value)} ({100 * low:.0f} to {percent(high)})",
    )


def _sentence(found: Cascade) -> Text:
    """The last whole year; what is hidden or not published is left out."""
    last = found.last_whole
    if last is None:
        return both("Ningún año se ha seguido completo todavía.", "No year was followed to its end yet.")
    ends = (
        both(f"Cada paso, en {found.horizon} días.", f"Each step, within {found.horizon} days.")
        if found.horizon
        else both("Como lo publica el anuario.", "As the yearbook publishes it.")
    )
    clauses = [_clause(one, found) for one in last.stages if one.of is not None and one.met is not None]
    if not clauses:
        return both(f"De {last.year} todo está oculto.", f"Of {last.year} everything is hidden.")
    es, en = ("; ".join(one[language] for one in clauses) for language in ("es", "en"))
    return both(f"En {last.year} {es}. {ends.es}", f"In {last.year}, {en}. {ends.en}")


def _clause(one: Stage, found: Cascade) -> Text:
    of, met = number_or_hidden(one.of).es, number_or_hidden(one.met).es
    share = f" ({percent(one.share[0])})" if one.share else ""
    if one.name == "spoke":
        return both(
            f"se habló a solas en {met} de {of} contactos con una señal{share}",
            f"{met} of {of} contacts with a sign were spoken to alone{share}",
        )
    if one.name == "served":
        return both(
            f"de {of} identificadas se atendió a {met}{share}",
            f"of {of} people identified, {met} were served{share}",
        )
    who = (
        both("personas con quienes se habló", "people spoken to")
        if found.horizon
        else both("personas con motivo de entrevista", "people with grounds for an interview")
    )
    return both(
        f"de {of} {who.es} se identificó a {met}{share}", f"of {of} {who.en}, {met} were identified{share}"
    )


_PUBLISHED = both(
    "Solo lo que dos personas firmaron y se publicó, redondeado; lo demás está oculto o no se publica. Raya: "
    "intervalo de 95 %.",
    "Only what two people signed and was published, rounded; the rest is hidden or not published. Line: 95 % "
    "interval.",
)


def _note(found: Cascade, verdict: Text | None, acts: Mapping[int, int]) -> Text:
    parts: Sequence[Text | None] = (
        not_validated(),
        _PUBLISHED
        if found.horizon is None
        else both(
            f"Cada año se sigue los mismos {found.horizon} días. Cada paso cuenta a quienes lo empezaron "
            "ese año, vinieran de donde vinieran: no parte del número de arriba. Los números van de cinco "
            "en cinco, y los porcentajes salen de ellos. Barra hueca: aún no se cumplen, y dice lo que "
            "se espera (Aalen y Johansen). Raya: intervalo de 95 %. Un documento expedido no es un "
            "servicio aquí.",
            f"Each year is followed for the same {found.horizon} days. Each step counts everyone who began "
            "it in that year, however they came: it does not start from the number above. Counts are "
            "rounded to fives, and percentages follow from them. Hollow bar: those days are not over "
            "yet, and the bar shows what is expected (Aalen and Johansen). Line: 95 % interval. A document "
            "issued does not count as a service here.",
        ),
        None
        if acts
        else both(
            "No se conoce cuántos actos consulares hubo.", "How many consular acts there were is not known."
        ),
        verdict,
    )
    known = [one for one in parts if one is not None]
    return both(" ".join(one.es for one in known), " ".join(one.en for one in known))


def _table(found: Cascade, acts: Mapping[int, int]) -> dict[str, Any]:
    return {
        "caption": CAPTION,
        "stack": True,
        "columns": [
            {"name": both("Año", "Year")},
            {"name": NOTICED, "number": True},
            {"name": both("Por cada 10,000 actos", "For each 10,000 acts"), "number": True},
            *({"name": name, "number": True} for name in NAMES.values()),
            {"name": both("Seguido", "Followed")},
        ],
        "rows": [
            [
                str(one.year),
                number_or_hidden(one.noticed),
                _rate(one.noticed, acts.get(one.year)) or "–",
                *(said(stage) for stage in one.stages),
                both("aún no se cumple", "not over yet") if one.young else both("completo", "whole"),
            ]
            for one in found.years
        ],
    }
