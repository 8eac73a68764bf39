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
        "Los instrumentos todavía no están validados en este ámbito: dice qué se hizo, no a cuántas "
        "personas les pasa.",
        "The instruments are not yet validated in this setting: it says what was done, not how many people "
        "it happens to.",
    )


def _group(one: Year, acts: Mapping[int, int]) -> Group:
    noticed = one.noticed
    words = number_or_hidden(noticed)
    first = Step(str(say(NOTICED.es, NOTICED.en)), noticed, str(say(words.es, words.en)))
    state = _state(one)
    title = (
        both(f"{one.year}, {state.es}", f"{one.year}, {state.en}") if state else both(*2 * (f"{one.year}",))
    )
    rate = _rate(noticed, acts.get(one.year))
    beside = both(f"por cada 10,000 actos: {rate}", f"for each 10,000 acts: {rate}") if rate else None
    return Group(
        str(say(title.es, title.en)),
        [first, *(_step(stage, one.young) for stage in one.stages)],
        hollow=one.young,
        beside=str(say(beside.es, beside.en)) if beside else "",
    )


def _state(one: Year) -> Text | None:
    """What sets a year apart from the others. None: nothing does."""
    if one.young:
        return both("aún sin cumplirse", "not over yet")
    return (
        both("con la definición de entonces", "by the definition used at the time") if one.otherwise else None
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
    """The last whole year and the one before; what is hidden or not published is left out."""
    last = found.last_whole
    if last is None:
        return both("Ningún año se ha seguido completo todavía.", "No year was followed to its end yet.")
    told = [one for one in last.stages if one.of is not None and one.met is not None]
    if not told:
        return both(f"De {last.year} todo está oculto.", f"Of {last.year} everything is hidden.")
    clauses = [_clause(one, None if last.otherwise else found.days.get(one.name)) for one in told]
    es, en = ("; ".join(one[language] for one in clauses) for language in ("es", "en"))
    said = both(f"En {last.year} {es}.", f"In {last.year}, {en}.")
    before = _before(found, [one.name for one in told])
    return said if before is None else both(f"{said.es} {before.es}", f"{said.en} {before.en}")


def _before(found: Cascade, names: Sequence[str]) -> Text | None:
    """The shares of the whole year before the last, by the same definitions. None: they are not told."""
    last = found.last_whole
    earlier = next((one for one in found.whole if last and one.year == last.year - 1), None)
    if last is None or earlier is None or earlier.otherwise or last.otherwise:
        return None
    shares = [earlier.stage(name).share for name in names]
    if not any(shares):
        return None
    said = [both(*2 * (percent(one[0]),)) if one else HIDDEN for one in shares]
    es, en = (", ".join(one[language] for one in said) for language in ("es", "en"))
    return both(f"En {earlier.year}: {es}.", f"In {earlier.year}: {en}.")


def _clause(one: Stage, days: int | None) -> Text:
    of, met = number_or_hidden(one.of).es, number_or_hidden(one.met).es
    share = f" ({percent(one.share[0])})" if one.share else ""
    es, en = (f" en {days} días", f" within {days} days") if days else ("", "")
    if one.name == "spoke":
        return both(
            f"se habló a solas{es} en {met} de {of} contactos con una señal{share}",
            f"{met} of {of} contacts with a sign were spoken to alone{en}{share}",
        )
    if one.name == "served":
        return both(
            f"de {of} identificadas se atendió{es} a {met}{share}",
            f"of {of} people identified, {met} were served{en}{share}",
        )
    return both(
        f"de {of} personas con motivo de entrevista se identificó{es} a {met}{share}",
        f"of {of} people with grounds for an interview, {met} were identified{en}{share}",
    )


_PUBLISHED = both("Lo firmaron dos personas.", "Two people signed it.")
_READ = both(
    "Cada paso cuenta a quienes lo empezaron ese año, vinieran de donde vinieran; un documento no es un "
    "servicio. Barra hueca: sus días no se cumplen, y es lo que se espera.",
    "Each step counts everyone who began it that year, however they came; a document is no service. "
    "Hollow bar: its days are not over; it is what is expected.",
)


def _note(found: Cascade, verdict: Text | None, acts: Mapping[int, int]) -> Text:
    parts: Sequence[Text | None] = (
        not_validated(),
        _PUBLISHED if found.published else _READ,
        None
        if acts or found.published
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
                _state(one) or both("completo", "whole"),
            ]
            for one in found.years
        ],
    }
