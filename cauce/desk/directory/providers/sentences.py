"""An entry of the directory told in sentences: what it gives, whom it takes, and what is not known."""

from __future__ import annotations

from cauce.content.model import Text
from cauce.directory.access import EntryView, PlaceView
from cauce.ui.words import exact

from .words import DAYS, NOT_SAID, PAPERS, SEX, TAKES, WHOM, join, kinds


def _both(es: str, en: str) -> Text:
    return Text(es=es, en=en)


def gives(entry: EntryView) -> Text | None:
    """The kinds of help; None: the entry does not say."""
    known = kinds()
    named = [known.get(code, _both(code, code)) for code in entry.kinds]
    return join(named) if named else None


def _town(place: PlaceView) -> str:
    return ", ".join(part for part in (place.city, place.state) if part)


def where(entry: EntryView) -> Text:
    """The towns, with the distance where it is known; a confidential place gives no more."""
    towns = list(dict.fromkeys(filter(None, map(_town, entry.places))))
    if not towns:
        return _both("Sin lugar fijo", "No fixed place")
    text = "; ".join(towns)
    if entry.distance_km is None:
        return _both(text, text)
    about = ("a unos ", "some ") if entry.approximate else ("a ", "")
    return _both(
        f"{text}, {about[0]}{entry.distance_km} km", f"{text}, {about[1]}{entry.distance_km} km away"
    )


def takes(entry: EntryView) -> list[Text]:
    """Whom it takes in and whom it does not: only what somebody has said."""
    serves = entry.serves
    yes = [SEX[serves.sex]] if serves.sex in SEX else []
    no = []
    for name, (words, _) in TAKES.items():
        said = getattr(serves, name)
        if said is not None:
            (yes if said else no).append(words)
    found = []
    if yes:
        words = join(yes)
        found.append(_both(f"Recibe {words.es}.", f"Takes {words.en}."))
    if no:
        words = join(no, "ni", "or")
        found.append(_both(f"No recibe {words.es}.", f"Does not take {words.en}."))
    return found + ([PAPERS[serves.any_status]] if serves.any_status is not None else [])


def speaks(entry: EntryView) -> Text | None:
    """The languages as the entry names them; None: it does not say."""
    names = list(dict.fromkeys(name for _, name, _ in entry.languages))
    if not names:
        return None
    words = join([_both(name[:1].lower() + name[1:], name) for name in names])
    return _both(f"Atiende en {words.es}.", f"Speaks {words.en}.")


def not_known(entry: EntryView) -> Text | None:
    """What nobody has said; None: everything has been said."""
    codes = list(entry.unknown)
    if set(WHOM) <= set(codes):
        codes = ["whom", *(code for code in codes if code not in WHOM)]
    missing = [NOT_SAID[code] for code in codes if code in NOT_SAID]
    if not missing:
        return None
    words = join(missing, "ni", "nor")
    return _both(f"No se sabe {words.es}.", f"Not known: {words.en}.")


def checked(entry: EntryView) -> Text:
    """How fresh the entry is, and what to do when it is not."""
    fresh = entry.freshness
    if fresh.checked_on is None:
        return _both("Sin fecha de revisión: confirme por teléfono", "No review date: confirm by telephone")
    es, en = (exact(fresh.checked_on, language) for language in ("es", "en"))
    if fresh.state == "current":
        return _both(f"Revisada el {es}", f"Checked on {en}")
    return _both(
        f"Revisada el {es}, hace mucho: confirme por teléfono",
        f"Checked on {en}, a long time ago: confirm by telephone",
    )


def closed(entry: EntryView) -> Text | None:
    """That it is closed for now; None: nothing says so."""
    if entry.status == "temporarily closed":
        return _both("Cerrado por ahora.", "Closed for now.")
    return None


def hours(entry: EntryView) -> list[Text]:
    """The hours as the entry gives them."""
    found = []
    for _, days, opens, closes, text in entry.schedules:
        named = [DAYS[code] for code in days.split(",") if code in DAYS]
        words = join(named) if named else _both("", "")
        span = " a ".join(filter(None, (opens, closes))), " to ".join(filter(None, (opens, closes)))
        found.append(
            _both(
                " ".join(filter(None, (words.es, span[0], text))),
                " ".join(filter(None, (words.en, span[1], text))),
            )
        )
    return [line for line in found if line.es]


def row(entry: EntryView, href: str) -> dict[str, object]:
    """One line of the results."""
    about = [part for part in (gives(entry), where(entry)) if part]
    why = [closed(entry), *takes(entry), speaks(entry), not_known(entry)]
    said = [part for part in why if part]
    return {
        "title": entry.name,
        "href": href,
        "about": _both(" · ".join(p.es for p in about), " · ".join(p.en for p in about)),
        "why": _both(" ".join(p.es for p in said), " ".join(p.en for p in said)),
        "by": checked(entry),
        "state": "open" if entry.freshness.state == "current" else "to_find_out",
    }
