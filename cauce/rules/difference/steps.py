"""What of the steps differs, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.loader import Edition
from cauce.content.model import Action, Text
from cauce.content.sentences import sentence
from cauce.rules.difference.model import FIELDS, Change, Tone
from cauce.rules.difference.words import joined_words, newest, within_words

from .saying import change, reworded


def steps(old: Edition, new: Edition) -> Iterator[Change]:
    for id in [*new.actions, *(one for one in old.actions if one not in new.actions)]:
        was, now = old.actions.get(id), new.actions.get(id)
        if now is None:
            assert was is not None
            yield change(
                "actions",
                "ended",
                id,
                _named(was),
                "este paso termina; lo ya hecho se conserva.",
                "this step ends; what was done is kept.",
                "weaker",
            )
        elif was is None:
            yield change("actions", "added", id, _named(now), *_told(new, now), "stricter")
        else:
            for name in type(now).model_fields:
                if name != "id" and getattr(was, name) != getattr(now, name):
                    yield _field(old, new, was, now, name)


def _named(action: Action) -> Text:
    return Text(es=f"{action.id} {action.title.es}", en=f"{action.id} {action.title.en}")


def _told(edition: Edition, action: Action) -> tuple[str, str]:
    es, en = (
        (
            sentence(action.when, edition.facts, language),
            within_words(edition, action.within, language),
            _role(edition, action.role, language),
        )
        for language in ("es", "en")
    )
    return (
        f"paso nuevo. Quién: {es[2]}. Cuándo corresponde: {es[0]}. Plazo: {es[1]}.",
        f"new step. Who: {en[2]}. When it applies: {en[0]}. Deadline: {en[1]}.",
    )


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
            return joined_words([_role(edition, one, language) for one in value], language)
        case "how":
            return " ".join(one[language] for one in value)
        case "done_by" | "declined_by":
            names = [one.removeprefix("act:") for one in value]
            titles = {id: act.title[language] for id, act in edition.acts.items()}
            return joined_words([f"«{titles.get(one, one)}»" for one in names], language)
        case "legal":
            titles = {id: source.title[language] for id, source in edition.sources.items()}
            return joined_words([f"«{titles.get(one, one)}»" for one in value], language)
    if isinstance(value, bool):
        return {"es": ("no", "sí"), "en": ("no", "yes")}[language][value]
    return joined_words(value, language) if isinstance(value, list) else str(value)


def _field(old: Edition, new: Edition, was: Action, now: Action, name: str) -> Change:
    label, title = FIELDS.get(name, Text(es=name, en=name)), _named(now)
    before, after = getattr(was, name), getattr(now, name)
    if isinstance(before, Text | None) and isinstance(after, Text | None):
        return change(
            "actions", "changed", now.id, title, f"{label.es}:", f"{label.en}:", "", reworded(before, after)
        )
    es, en = (
        f"{_said(old, was, name, language)} → {_said(new, now, name, language)}" for language in ("es", "en")
    )
    tone: Tone = _pace(old, new, was, now) if name == "within" else ""
    if name == "urgent":
        tone = "stricter" if after else "weaker"
    return change("actions", "changed", now.id, title, f"{label.es}: {es}.", f"{label.en}: {en}.", tone)


def _pace(old: Edition, new: Edition, was: Action, now: Action) -> Tone:
    if not was.within or not now.within:
        return "stricter" if now.within else "weaker"
    if len(was.within) != 1 or len(now.within) != 1 or was.within[0].start != now.within[0].start:
        return ""
    names = was.within[0].parameter, now.within[0].parameter
    a, b = newest(old, names[0]), newest(new, names[1])
    if a is None or b is None or old.parameters[names[0]].unit != new.parameters[names[1]].unit:
        return ""
    return tone_of(a.value, b.value)


def tone_of(was: int, now: int) -> Tone:
    return "" if was == now else "stricter" if now < was else "weaker"
