"""What keeps an entry alive, told in sentences: places free, feedback, agreements, what was said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.model import Text, both
from cauce.directory.access import EntryView
from cauce.directory.models import Agreement
from cauce.directory.register import tongues
from cauce.protocol.editions.access import current_edition
from cauce.sharing.referrals.access_feedback import Feedback
from cauce.ui.words import exact

from .words import DAYS, join
from .words_living import AGREED, CODES, COST, FLAGS, INTAKE, NAMES, REPORTING, YES_NO


def places_free(entry: EntryView) -> Text | None:
    """How many, and when that was said; None: nobody said."""
    offer = entry.offer
    if offer.free is None or offer.free_at is None:
        return None
    es, en = (exact(offer.free_at.date(), language) for language in ("es", "en"))
    one = offer.free == 1
    words = both(
        "sin lugares libres"
        if not offer.free
        else f"{offer.free} lugar{'' if one else 'es'} libre{'' if one else 's'}",
        "no places free" if not offer.free else f"{offer.free} place{'' if one else 's'} free",
    )
    how = (
        both("Dijo al contestar una canalización, el", "Said when answering a referral, on")
        if offer.reported
        else both("Dijo el", "Said on")
    )
    old = ("", "") if offer.current else (" Dato antiguo: confirme.", " Old information: confirm.")
    return both(f"{how.es} {es}: {words.es}.{old[0]}", f"{how.en} {en}: {words.en}.{old[1]}")


def answers(one: Feedback | None) -> Text:
    """How it answered before; what rests on few referrals shows no number."""
    if one is None or one.few:
        return both(
            "Hay pocas canalizaciones para decir cómo contesta.", "Too few referrals to say how it responds."
        )
    told = both(
        f"Aceptó {one.accepted} de {one.asked} canalizaciones",
        f"Accepted {one.accepted} of {one.asked} referrals",
    )
    parts_es, parts_en = [told.es], [told.en]
    if one.hours is not None:
        parts_es.append(f"responde en unas {one.hours} horas")
        parts_en.append(f"replies in about {one.hours} hours")
    parts_es.append(f"concluyó {one.served}")
    parts_en.append(f"completed {one.served}")
    if one.confirmed or one.denied:
        yes, no = one.confirmed, one.denied
        parts_es.append(f"la persona dijo que la ayuda llegó en {yes}, y que no llegó en {no}")
        parts_en.append(f"the person said that help arrived in {yes}, and that it did not in {no}")
    return both("; ".join(parts_es) + ".", "; ".join(parts_en) + ".")


def offers(entry: EntryView) -> list[tuple[Text, Text]]:
    """Each thing that the network asked and somebody answered, by name and words."""
    offer = entry.offer
    found: list[tuple[Text, Text]] = []
    if free := places_free(entry):
        found.append((both("Lugares libres", "Places free"), free))
    for name in ("accessible", "pregnant", "minors_alone", "pets"):
        said = getattr(offer, name)
        if said is not None:
            found.append((FLAGS[name], YES_NO[said]))
    for name, words, code in (
        ("cost", COST, offer.cost),
        ("intake", INTAKE, offer.intake),
        ("reporting", REPORTING, offer.reporting),
    ):
        if code:
            found.append((NAMES[name], words[code]))
    found.append((NAMES["sharing"], shares(entry)))
    return found


def shares(entry: EntryView) -> Text:
    """What the service answered that it shares, with its day; that nobody asked is said too."""
    offer = entry.offer
    if not offer.sharing or offer.sharing_on is None:
        return both(
            "No se sabe: nadie le ha preguntado. Pregunte antes de enviar.",
            "Not known: nobody has asked. Ask before sending.",
        )
    es, en = (exact(offer.sharing_on, language) for language in ("es", "en"))
    old = ("", "") if offer.sharing_current else (" Hace mucho: pregunte otra vez.", " Long ago: ask again.")
    return both(f"{offer.sharing} (dicho el {es}).{old[0]}", f"{offer.sharing} (said on {en}).{old[1]}")


def agreed(rows: list[Agreement], on: dt.date, alert: int) -> list[dict[str, Any]]:
    """Each agreement with how it stands: in force, ends soon, ended."""
    found = []
    for row in rows:
        number = f" {row.number}" if row.number else ""
        kind = AGREED[row.kind]
        ended = row.valid_to is not None and row.valid_to < on
        soon = row.valid_to is not None and not ended and (row.valid_to - on).days <= alert
        found.append(
            {
                "name": both(f"{kind.es}{number} · {row.post.name}", f"{kind.en}{number} · {row.post.name}"),
                "until": row.valid_to,
                "from": row.valid_from,
                "ended": ended,
                "soon": soon,
            }
        )
    return found


def said_words(name: str, value: Any) -> Text:
    """One thing that a service said of itself, in words."""
    if name == "same":
        return both("Sin cambios", "No change")
    if name in CODES:
        return CODES[name].get(value, both(str(value), str(value)))
    if name == "languages":
        names = {one.code: one.name for one in tongues(current_edition())}
        return join([both(names.get(code, code), names.get(code, code)) for code in value])
    if name == "hours":
        days = join([DAYS[day] for day in value["days"] if day in DAYS])
        return both(
            f"{days.es}, de {value['opens']} a {value['closes']}",
            f"{days.en}, from {value['opens']} to {value['closes']}",
        )
    if isinstance(value, bool):
        return YES_NO[value]
    return both(str(value), str(value))


def now_words(entry: EntryView, name: str) -> Text | None:
    """The same thing as the entry has it now; None: not known."""
    if name == "languages":
        names = [both(said, said) for _, said, _ in entry.languages]
        return join(names) if names else None
    if name == "phone":
        numbers = ", ".join(phone.number for phone in entry.phones)
        return both(numbers, numbers) if numbers else None
    if name in ("hours", "same"):
        return None
    value = getattr(entry.serves, name, None) if hasattr(entry.serves, name) else None
    value = getattr(entry.offer, name) if hasattr(entry.offer, name) else value
    return said_words(name, value) if value not in (None, "") else None
