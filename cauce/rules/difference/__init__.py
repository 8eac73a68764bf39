"""The difference between two editions in words: what a person approves, not lines of a file.

``difference(old, new)`` is pure. Steps and deadlines are said field by field, with whether a deadline
became stricter or weaker; everything else says what was added, what ended and which words changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cauce.rules.content.loader import Edition
from cauce.rules.content.model import Action, Parameter, Text
from cauce.rules.content.sentences import sentence
from cauce.rules.dates import says_date
from cauce.rules.difference.model import AREAS, FIELDS, KEYED, Change, Kind, Tone
from cauce.rules.difference.words import (
    TIME,
    Piece,
    amount_words,
    both,
    listed,
    newest,
    pieces,
    within_words,
)

__all__ = ["AREAS", "Change", "difference"]


def difference(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Everything that differs, steps first; empty: the two say the same."""
    found = [*_actions(old, new), *_parameters(old, new), *_prose(old, new)]
    for area, name in KEYED:
        found += _generic(area, getattr(old, name), getattr(new, name))
    found += _catalogues(old, new)
    return (*found, *_rest(old, new, found))


def _change(
    area: str, kind: Kind, id: str, title: Text, es: str, en: str, tone: Tone = "",
    words: tuple[tuple[str, tuple[Piece, ...]], ...] = (),
) -> Change:  # fmt: skip
    return Change(area, kind, id, title, both(es, en), tone, words)


def _reworded(was: Text | None, now: Text | None) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    return tuple(
        (language, pieces(was[language] if was else "", now[language] if now else ""))
        for language in ("es", "en")
        if (was[language] if was else "") != (now[language] if now else "")
    )


# Steps


def _actions(old: Edition, new: Edition) -> Iterator[Change]:
    for id in [*new.actions, *(one for one in old.actions if one not in new.actions)]:
        was, now = old.actions.get(id), new.actions.get(id)
        if now is None:
            assert was is not None
            yield _change("actions", "ended", id, _named(was),
                          "este paso termina; lo ya hecho se conserva.",
                          "this step ends; what was done is kept.", "weaker")  # fmt: skip
        elif was is None:
            yield _change("actions", "added", id, _named(now), *_told(new, now), "stricter")
        else:
            for name in type(now).model_fields:
                if name != "id" and getattr(was, name) != getattr(now, name):
                    yield _field(old, new, was, now, name)


def _named(action: Action) -> Text:
    return Text(es=f"{action.id} {action.title.es}", en=f"{action.id} {action.title.en}")


def _told(edition: Edition, action: Action) -> tuple[str, str]:
    es, en = (
        (sentence(action.when, edition.facts, language),
         within_words(edition, action.within, language), _role(edition, action.role, language))
        for language in ("es", "en")
    )  # fmt: skip
    return (f"paso nuevo. Quién: {es[2]}. Cuándo corresponde: {es[0]}. Plazo: {es[1]}.",
            f"new step. Who: {en[2]}. When it applies: {en[0]}. Deadline: {en[1]}.")  # fmt: skip


def _role(edition: Edition, id: str, language: str) -> str:
    rows = edition.catalogues.get("roles", ())
    return next((row.title[language] for row in rows if row.id == id), id)


def _said(edition: Edition, action: Action, name: str, language: str) -> str:
    """The value of a field of a step, in words."""
    value = getattr(action, name)
    match name:
        case "when":
            return sentence(value, edition.facts, language)
        case "within":
            return within_words(edition, value, language)
        case "role":
            return _role(edition, value, language)
        case "also":
            return listed([_role(edition, one, language) for one in value], language)
        case "how":
            return " ".join(one[language] for one in value)
        case "done_by" | "declined_by":
            names = [one.removeprefix("act:") for one in value]
            titles = {id: act.title[language] for id, act in edition.acts.items()}
            return listed([f"«{titles.get(one, one)}»" for one in names], language)
        case "legal":
            titles = {id: source.title[language] for id, source in edition.sources.items()}
            return listed([f"«{titles.get(one, one)}»" for one in value], language)
    if isinstance(value, bool):
        return {"es": ("no", "sí"), "en": ("no", "yes")}[language][value]
    return listed(value, language) if isinstance(value, list) else str(value)


def _field(old: Edition, new: Edition, was: Action, now: Action, name: str) -> Change:
    label, title = FIELDS.get(name, Text(es=name, en=name)), _named(now)
    before, after = getattr(was, name), getattr(now, name)
    if isinstance(before, Text | None) and isinstance(after, Text | None):
        return _change("actions", "changed", now.id, title, f"{label.es}:",
                       f"{label.en}:", "", _reworded(before, after))  # fmt: skip
    es, en = (
        f"{_said(old, was, name, language)} → {_said(new, now, name, language)}"
        for language in ("es", "en")
    )
    tone: Tone = _pace(old, new, was, now) if name == "within" else ""
    if name == "urgent":
        tone = "stricter" if after else "weaker"
    return _change("actions", "changed", now.id, title, f"{label.es}: {es}.",
                   f"{label.en}: {en}.", tone)  # fmt: skip


def _pace(old: Edition, new: Edition, was: Action, now: Action) -> Tone:
    if not was.within or not now.within:
        return "stricter" if now.within else "weaker"
    if len(was.within) != 1 or len(now.within) != 1 or was.within[0].start != now.within[0].start:
        return ""
    names = was.within[0].parameter, now.within[0].parameter
    a, b = newest(old, names[0]), newest(new, names[1])
    if a is None or b is None or old.parameters[names[0]].unit != new.parameters[names[1]].unit:
        return ""
    return _tone(a.value, b.value)


def _tone(was: int, now: int) -> Tone:
    return "" if was == now else "stricter" if now < was else "weaker"


# Deadlines and numbers


def _parameters(old: Edition, new: Edition) -> Iterator[Change]:
    for id in [*new.parameters, *(one for one in old.parameters if one not in new.parameters)]:
        was, now = old.parameters.get(id), new.parameters.get(id)
        if was is None or now is None:
            one = now or was
            assert one is not None
            kind: Kind = "added" if was is None else "ended"
            value = amount_words(one.values[-1].value, one.unit, "es")
            yield _change("parameters", kind, id, one.title, f"{value}.",
                          f"{amount_words(one.values[-1].value, one.unit, 'en')}.")  # fmt: skip
        elif was != now:
            yield from _values(new, was, now)


def _values(new: Edition, was: Parameter, now: Parameter) -> Iterator[Change]:
    used = [a.id for a in new.actions.values() if any(w.parameter == now.id for w in a.within)]
    for_es = f" Pasos: {listed(used, 'es')}." if used else ""
    for_en = f" Steps: {listed(used, 'en')}." if used else ""
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
        tone = _tone(prior.value, value.value) if prior and was.unit == now.unit in TIME else ""
        day_es, day_en = (says_date(value.in_force_from, language) for language in ("es", "en"))
        if held is not None and held.value == value.value and was.unit == now.unit:
            yield _change("parameters", "changed", now.id, now.title,
                          f"cambia lo que se dice del valor del {day_es}, no el valor.{for_es}",
                          f"what is said of the value of {day_en} changes, not the value.{for_en}")  # fmt: skip
            continue
        kind: Kind = "changed" if prior else "added"
        yield _change("parameters", kind, now.id, now.title,
                      f"desde el {day_es}: {es}.{for_es}", f"from {day_en}: {en}.{for_en}", tone)  # fmt: skip
    for day_gone, value in before.items():
        yield _change("parameters", "ended", now.id, now.title,
                      f"se quita el valor del {says_date(day_gone, 'es')} "
                      f"({amount_words(value.value, was.unit, 'es')}).",
                      f"the value of {says_date(day_gone, 'en')} is removed "
                      f"({amount_words(value.value, was.unit, 'en')}).")  # fmt: skip
    if was.title != now.title:
        yield _change("parameters", "changed", now.id, now.title, "cambia el nombre.",
                      "the name changes.", "", _reworded(was.title, now.title))  # fmt: skip


# Everything else


def _prose(old: Edition, new: Edition) -> Iterator[Change]:
    for key in sorted({*old.prose, *new.prose}):
        was, now = old.prose.get(key), new.prose.get(key)
        one = now or was
        assert one is not None
        title = Text(es=f"{one.title} ({key[1]})", en=f"{one.title} ({key[1]})")
        name = ".".join(key)
        if was is None:
            yield _change("prose", "added", name, title, "sección nueva.", "new section.")
        elif now is None:
            yield _change("prose", "ended", name, title, "se quita.", "it is removed.")
        elif was != now:
            a, b = f"{was.title}. {was.body}", f"{now.title}. {now.body}"
            words = pieces(a, b)
            yield _change("prose", "changed", name, title, "cambia el texto.",
                          "the text changes.", "", (("es", words), ("en", words)))  # fmt: skip


def _title_of(one: Any, id: str) -> Text:
    for name in ("title", "label", "text"):
        found = getattr(one, name, None)
        if isinstance(found, Text):
            return found if name != "text" else Text(es=id, en=id)
    return Text(es=id, en=id)


def _generic(area: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Change]:
    for key in [*new, *(one for one in old if one not in new)]:
        id = ".v".join(str(part) for part in key) if isinstance(key, tuple) else str(key)
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        title = _title_of(now if now is not None else was, id)
        if was is None:
            yield _change(area, "added", id, title, "se agrega.", "it is added.")
        elif now is None:
            yield _change(area, "ended", id, title, "se quita.", "it is removed.")
        else:
            yield from _parts(area, id, title, was, now)


def _parts(area: str, id: str, title: Text, was: Any, now: Any) -> Iterator[Change]:
    """What changed inside one object: a wording piece by piece, anything else by its place."""
    for place, a, b in _leaves("", _plain(was), _plain(now)):
        if isinstance(a, str) and isinstance(b, str):
            words = pieces(a, b)
            yield _change(area, "changed", id, title, f"cambia «{place}».", f"'{place}' changes.",
                          "", (("es", words), ("en", words)))  # fmt: skip
        else:
            yield _change(area, "changed", id, title, f"«{place}»: {_short(a)} → {_short(b)}.",
                          f"'{place}': {_short(a)} → {_short(b)}.")  # fmt: skip


def _plain(one: Any) -> Any:
    return one.model_dump(mode="json") if hasattr(one, "model_dump") else one


def _short(value: Any) -> str:
    said = "—" if value is None or value in ({}, [], "") else str(value)
    return said if len(said) <= 160 else said[:157] + "…"


def _leaves(place: str, a: Any, b: Any) -> Iterator[tuple[str, Any, Any]]:
    if a == b:
        return
    walk: Callable[[Any], Mapping[Any, Any] | None] = _keyed
    left, right = walk(a), walk(b)
    if left is None or right is None:
        yield place or "=", a, b
        return
    for key in [*right, *(one for one in left if one not in right)]:
        yield from _leaves(f"{place}.{key}".lstrip("."), left.get(key), right.get(key))


def _keyed(value: Any) -> Mapping[Any, Any] | None:
    """A mapping, or a list of things that bear an id; None: a leaf."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list) and value and all(isinstance(v, dict) and "id" in v for v in value):
        return {one["id"]: one for one in value}
    return None


def _row_id(row: Any, index: int) -> str:
    if isinstance(row, Mapping):
        return str(row.get("code") or row.get("id") or next(iter(row.values()), index))
    return str(getattr(row, "id", index))


def _catalogues(old: Edition, new: Edition) -> Iterator[Change]:
    for name in sorted({*old.catalogues, *new.catalogues}):
        was, now = (
            {_row_id(row, n): row for n, row in enumerate(edition.catalogues.get(name, ()))}
            for edition in (old, new)
        )
        for one in _generic("catalogues", was, now):
            yield Change("catalogues", one.kind, f"{name}/{one.id}", one.title, one.text, one.tone,
                         one.pieces)  # fmt: skip


def _rest(old: Edition, new: Edition, found: list[Change]) -> Iterator[Change]:
    """Files that differ and that no other part speaks of: nothing changes in silence."""
    spoken = {
        "pathways/": "actions", "parameters/": "parameters", "protocol/": "prose", "law/cases/": "law_cases",
        "law/": "laws",
        "toolbox/": "instruments", "catalogues/facts": "facts", "catalogues/acts": "acts",
        "catalogues/": "catalogues", "sources": "sources", "coverage": "coverage",
        "concepts": "concepts", "cases/": "cases", "edition.yaml": "edition",
    }  # fmt: skip
    areas = {one.area for one in found} | {"edition"}
    for path in sorted({*old.file_hash, *new.file_hash}):
        if old.file_hash.get(path) == new.file_hash.get(path):
            continue
        area = next((to for start, to in spoken.items() if path.startswith(start)), "files")
        if area in areas:
            continue
        title = Text(es=path, en=path)
        kind: Kind = (
            "added" if path not in old.file_hash else "ended" if path not in new.file_hash else "changed"
        )  # fmt: skip
        yield _change("files", kind, path, title, "cambia sin cambiar lo que el programa lee de él.",
                      "it changes without changing what the program reads from it.")  # fmt: skip
