"""What else differs: prose, catalogues, and whatever has no words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.rules.difference.model import Change, Kind
from cauce.rules.difference.words import pieces

from .saying import change


def prose(old: Edition, new: Edition) -> Iterator[Change]:
    for key in sorted({*old.prose, *new.prose}):
        was, now = old.prose.get(key), new.prose.get(key)
        one = now or was
        assert one is not None
        title = Text(es=f"{one.title} ({key[1]})", en=f"{one.title} ({key[1]})")
        name = ".".join(key)
        if was is None:
            yield change("prose", "added", name, title, "sección nueva.", "new section.")
        elif now is None:
            yield change("prose", "ended", name, title, "se quita.", "it is removed.")
        elif was != now:
            a, b = f"{was.title}. {was.body}", f"{now.title}. {now.body}"
            words = pieces(a, b)
            yield change(
                "prose",
                "changed",
                name,
                title,
                "cambia el texto.",
                "the text changes.",
                "",
                (("es", words), ("en", words)),
            )


def _title_of(one: Any, id: str) -> Text:
    for name in ("title", "label", "text"):
        found = getattr(one, name, None)
        if isinstance(found, Text):
            return found if name != "text" else Text(es=id, en=id)
    return Text(es=id, en=id)


def by_key(area: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Change]:
    for key in [*new, *(one for one in old if one not in new)]:
        id = ".v".join(str(part) for part in key) if isinstance(key, tuple) else str(key)
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        title = _title_of(now if now is not None else was, id)
        if was is None:
            yield change(area, "added", id, title, "se agrega.", "it is added.")
        elif now is None:
            yield change(area, "ended", id, title, "se quita.", "it is removed.")
        else:
            yield from _parts(area, id, title, was, now)


def _parts(area: str, id: str, title: Text, was: Any, now: Any) -> Iterator[Change]:
    """What changed inside one object: a wording piece by piece, anything else by its place."""
    for place, a, b in _leaves("", _plain(was), _plain(now)):
        if isinstance(a, str) and isinstance(b, str):
            words = pieces(a, b)
            yield change(
                area,
                "changed",
                id,
                title,
                f"cambia «{place}».",
                f"'{place}' changes.",
                "",
                (("es", words), ("en", words)),
            )
        else:
            yield change(
                area,
                "changed",
                id,
                title,
                f"«{place}»: {_short(a)} → {_short(b)}.",
                f"'{place}': {_short(a)} → {_short(b)}.",
            )


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


def catalogues(old: Edition, new: Edition) -> Iterator[Change]:
    for name in sorted({*old.catalogues, *new.catalogues}):
        was, now = (
            {_row_id(row, n): row for n, row in enumerate(edition.catalogues.get(name, ()))}
            for edition in (old, new)
        )
        for one in by_key("catalogues", was, now):
            yield Change(
                "catalogues", one.kind, f"{name}/{one.id}", one.title, one.text, one.tone, one.pieces
            )


def rest(old: Edition, new: Edition, found: list[Change]) -> Iterator[Change]:
    """Files that differ and that no other part speaks of: nothing changes in silence."""
    spoken = {
        "pathways/": "actions",
        "parameters/": "parameters",
        "protocol/": "prose",
        "law/cases/": "law_cases",
        "law/": "laws",
        "toolbox/": "instruments",
        "catalogues/facts": "facts",
        "catalogues/acts": "acts",
        "catalogues/consent_purposes": "consent",
        "catalogues/recipient_kinds": "consent",
        "catalogues/shareable_fields": "consent",
        "catalogues/paper_kinds": "papers",
        "catalogues/": "catalogues",
        "sources": "sources",
        "coverage": "coverage",
        "concepts": "concepts",
        "cases/": "cases",
        "edition.yaml": "edition",
    }
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
        )
        yield change(
            "files",
            kind,
            path,
            title,
            "cambia sin cambiar lo que el programa lee de él.",
            "it changes without changing what the program reads from it.",
        )
