"""What of deadlines and numbers differs, and whether it became stricter or weaker."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.loader import Edition
from cauce.content.model import Parameter
from cauce.rules.dates import says_date
from cauce.rules.difference.model import Change, Kind
from cauce.rules.difference.words import TIME, amount_words, joined_words

from .saying import change, reworded
from .steps import tone_of


def parameters(old: Edition, new: Edition) -> Iterator[Change]:
    for id in [*new.parameters, *(one for one in old.parameters if one not in new.parameters)]:
        was, now = old.parameters.get(id), new.parameters.get(id)
        if was is None or now is None:
            one = now or was
            assert one is not None
            kind: Kind = "added" if was is None else "ended"
            value = amount_words(one.values[-1].value, one.unit, "es")
            yield change(
                "parameters",
                kind,
                id,
                one.title,
                f"{value}.",
                f"{amount_words(one.values[-1].value, one.unit, 'en')}.",
            )
        elif was != now:
            yield from _values(new, was, now)


def _values(new: Edition, was: Parameter, now: Parameter) -> Iterator[Change]:
    used = [a.id for a in new.actions.values() if any(w.parameter == now.id for w in a.within)]
    for_es = f" Pasos: {joined_words(used, 'es')}." if used else ""
    for_en = f" Steps: {joined_words(used, 'en')}." if used else ""
    before = {value.in_force_from: value for value in was.values}
    for value in now.values:
        held = before.pop(value.in_force_from, None)
        earlier = [one for one in now.values if one.in_force_from < value.in_force_from]
        prior = held or (earlier[-1] if earlier else None)
        if held is not None and held == value and was.unit == now.unit:
            continue
        es, en = (
            f"{amount_words(prior.value, was.unit, language)} → "
            f"{amount_words(value.value, now.unit, language)}"
            if prior
            else amount_words(value.value, now.unit, language)
            for language in ("es", "en")
        )
        tone = tone_of(prior.value, value.value) if prior and was.unit == now.unit in TIME else ""
        day_es, day_en = (says_date(value.in_force_from, language) for language in ("es", "en"))
        if held is not None and held.value == value.value and was.unit == now.unit:
            yield change(
                "parameters",
                "changed",
                now.id,
                now.title,
                f"cambia lo que se dice del valor del {day_es}, no el valor.{for_es}",
                f"what is said of the value of {day_en} changes, not the value.{for_en}",
            )
            continue
        kind: Kind = "changed" if prior else "added"
        yield change(
            "parameters",
            kind,
            now.id,
            now.title,
            f"desde el {day_es}: {es}.{for_es}",
            f"from {day_en}: {en}.{for_en}",
            tone,
        )
    for day_gone, value in before.items():
        yield change(
            "parameters",
            "ended",
            now.id,
            now.title,
            f"se quita el valor del {says_date(day_gone, 'es')} "
            f"({amount_words(value.value, was.unit, 'es')}).",
            f"the value of {says_date(day_gone, 'en')} is removed "
            f"({amount_words(value.value, was.unit, 'en')}).",
        )
    if was.title != now.title:
        yield change(
            "parameters",
            "changed",
            now.id,
            now.title,
            "cambia el nombre.",
            "the name changes.",
            "",
            reworded(was.title, now.title),
        )
