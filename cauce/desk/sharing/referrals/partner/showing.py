"""What the receiver sees of a request: what was shared with it, and where the request is.

Nothing of the case is read here: no folio, no officer, no other request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from cauce.cases.facts import edition_of, vocabulary_of
from cauce.content.model import Text, both
from cauce.desk.cases.frame.already import in_language
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import says_due, zone
from cauce.rules.referral import ENDS, OPEN, PRESSING, STATE_LABELS, WAITING, Station, possible
from cauce.sharing.referrals import access
from cauce.sharing.referrals.access_questions import questions_of
from cauce.sharing.referrals.actions.answering import CALLED, OTHER, SENT, UNSHARED
from cauce.sharing.referrals.facts import offered_in
from cauce.sharing.referrals.models import Referral
from cauce.ui.words import exact, language_of, say

PRIORITIES = {
    "emergency": Text(es="Emergencia", en="Emergency"),
    "urgent": Text(es="Urgente", en="Urgent"),
    "normal": Text(es="Sin urgencia", en="Not urgent"),
}
SOMETHING_ELSE = Text(es="Otra cosa, por teléfono", en="Something else, by telephone")
# How a question was answered, by the code of its step; without one whoever asked says that it knows now.
ANSWERED = {
    SENT: Text(es="se envió lo que la persona aceptó", en="what the person agreed to was sent"),
    CALLED: Text(es="se respondió por teléfono", en="answered by telephone"),
    UNSHARED: Text(es="la persona no comparte más", en="the person shares nothing more"),
    "": Text(es="ya se sabe", en="known now"),
}
YES_NO = {True: Text(es="Sí", en="Yes"), False: Text(es="No", en="No")}
SOON = dt.timedelta(hours=12)
# Until the person is received it presses as it was sent; in care, or ended, it presses no more.
PRESSES = WAITING | {"info_requested", "accepted"}
KINDS = {"done": "done", "passed": "done", "current": "here", "ahead": "ahead"}


def reference(referral: Referral) -> str:
    """A short name to say on the telephone; it tells nothing and is not the folio of the case."""
    return f"S-{referral.id.hex[:6].upper()}"


def need(referral: Referral) -> Text:
    """What is asked for, in the words of the catalogue."""
    return _needs().get(referral.need, Text(es=referral.need, en=referral.need))


def how_soon(referral: Referral, shared: Collection[str] | None = None) -> Text | None:
    """How soon it is needed; None: the person did not agree to tell it. The hour of the answer says no more
    than by when one is awaited. ``shared`` None: in a list."""
    told = access.tells_how_soon(referral, shared)
    return PRIORITIES[referral.priority] if told else None


def asked(referral: Referral, shared: Collection[str] | None = None) -> Text:
    """What is asked for and, where it may be told, how soon, in one line."""
    return _in_one_line(need(referral), how_soon(referral, shared))


def _in_one_line(what: Text, how: Text | None) -> Text:
    return both(f"{what.es} · {how.es}", f"{what.en} · {how.en}") if how else what


def _needs() -> dict[str, Text]:
    return {entry.id: entry.title for entry in current_edition().catalogues["needs"]}


def _languages() -> dict[str, Text]:
    rows = current_edition().catalogues["languages"]
    return {row["code"]: Text(es=row["name_es"], en=row["name_en"]) for row in rows}


# Names of codes, by the shared field in which they stand.
NAMES = {"needs": _needs, "language": _languages}


def _value(referral: Referral, field: str, value: Any) -> Text:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list | tuple):
        parts = [_value(referral, field, one) for one in value]
        return Text(es=", ".join(p.es for p in parts), en=", ".join(p.en for p in parts))
    known = NAMES[field]() if field in NAMES else {}
    if (named := known.get(str(value))) is not None:
        return named
    # What the program filled in is of a list; somebody's own words stay as they were written.
    es, en = (in_language(edition_of(referral.case), field, str(value), one) for one in ("es", "en"))
    return both(es or str(value), en or str(value))


def shared_facts(referral: Referral, shared: Mapping[str, Any]) -> list[dict[str, object]]:
    """The shared fields in the order of the vocabulary; what was not shared is not even named."""
    return [
        {"name": label, "value": _value(referral, name, shared[name])}
        for name, label in vocabulary_of(referral.case).labels.items()
        if shared.get(name) not in (None, "", [])
    ]


def askable(referral: Referral) -> list[tuple[str, Any]]:
    """What the receiver may ask for, with its name: what was not sent, and something else, by telephone."""
    if "ask_info" not in answers(referral):
        return []
    missing = [(one.id, one.label) for one in offered_in(referral) if one.id not in referral.fields]
    return [(id, say(name.es, name.en)) for id, name in (*missing, (OTHER, SOMETHING_ELSE))]


def named(referral: Referral, wanted: Iterable[str]) -> list[Text]:
    """The names of the data that were asked for; empty: nobody said which."""
    labels = {**vocabulary_of(referral.case).labels, OTHER: SOMETHING_ELSE}
    return [labels[one] for one in wanted if one in labels]


def exchanges(referral: Referral) -> list[dict[str, Any]]:
    """What was asked back and how it was answered, while the request goes on; the last may wait."""
    asked = questions_of(referral) if referral.state in OPEN else []
    return [
        {
            "wanted": named(referral, one.wanted),
            "at": one.at,
            "answered_at": one.answered_at,
            "how": ANSWERED.get(one.how, ANSWERED[""]),
            "ours": one.side == "receiver",
        }
        for one in asked
    ]


def envelope_facts(referral: Referral, given: dict[str, str]) -> list[dict[str, object]]:
    """The data of an envelope in the order of the vocabulary."""
    return [
        {"name": label, "value": both(given[name], given[name])}
        for name, label in vocabulary_of(referral.case).labels.items()
        if name in given
    ]


def by_when(referral: Referral, at: dt.datetime) -> str:
    """By when an answer is due, on the clock of the post that asks; '' when none is awaited."""
    if referral.due_at is None:
        return ""
    post = referral.case.post
    return says_due(
        referral.due_at, at=at, tz=zone(post.time_zone), city=post.city, language=language_of(get_language())
    )


def urgency(referral: Referral, at: dt.datetime) -> str:
    """The state that a list draws beside it."""
    if referral.state not in WAITING:
        return "met" if referral.state in ENDS else "open"
    if referral.due_at and referral.due_at <= at:
        return "overdue"
    return "soon" if referral.due_at and referral.due_at - at <= SOON else "open"


def _on(referral: Referral, moment: dt.datetime, language: str) -> str:
    return exact(moment.astimezone(zone(referral.case.post.time_zone)), language)


def dates(referral: Referral) -> Text:
    """When it came and when it was answered, on the clock of the post that asks."""
    if referral.sent_at is None:
        return both("", "")
    es, en = (_on(referral, referral.sent_at, language) for language in ("es", "en"))
    said = both(f"Enviada el {es}", f"Sent on {en}")
    if referral.answered_at is None:
        return said
    es, en = (_on(referral, referral.answered_at, language) for language in ("es", "en"))
    return both(f"{said.es}; contestada el {es}", f"{said.en}; answered on {en}")


def row(referral: Referral, at: dt.datetime, href: str) -> dict[str, object]:
    """One line of the list: what presses says so until the person is in care."""
    how = how_soon(referral) if referral.state in PRESSES else None
    state = STATE_LABELS[referral.state]
    return {
        "title": _in_one_line(need(referral), how),
        "presses": how is not None and referral.priority in PRESSING,
        "href": href,
        "about": dates(referral),
        "why": Text(es=f"{state.es} · {reference(referral)}", en=f"{state.en} · {reference(referral)}"),
        "by": by_when(referral, at) if referral.state in WAITING else "",
        "state": urgency(referral, at),
    }


def line(stations: tuple[Station, ...]) -> list[dict[str, object]]:
    """The stations for drawing; an end other than «completed» is drawn as broken off."""
    drawn = []
    for stop in stations:
        if stop.state == "draft":
            continue
        broken = stop.kind == "current" and stop.state in ENDS - {"completed"}
        finished = stop.kind == "current" and stop.state == "completed"
        kind = "broken" if broken else "done" if finished else KINDS[stop.kind]
        drawn.append({"label": stop.label, "state": kind, "at": stop.at})
    return drawn


def answers(referral: Referral) -> list[str]:
    """What the receiver may answer now; reading is confirmed by opening the page."""
    return [act for act in possible(referral.state, "receiver") if act != "acknowledge"]


def company(referral: Referral) -> Text | None:
    """That it is one of a crew, in numbers that single nobody out; None: it is of none."""
    found = access.group_of(referral)
    if found is None:
        return None
    count, others = found
    es, en = f"Son {count} solicitudes de un mismo grupo.", f"{count} requests from the same group."
    if others is not None:
        es += f" Hay además al menos {others} personas; de ellas no se comparte nada."
        en += f" There are at least {others} more people; nothing of them is shared."
    return Text(es=es, en=en)


def request_of(referral: Referral, form: Any, at: dt.datetime, shared: Mapping[str, Any]) -> dict[str, Any]:
    """What a page of one request shows, with an account or by a link. ``shared``: what may leave now."""
    asked_back = exchanges(referral)
    return {
        "referral": referral,
        "form": form,
        "reference": reference(referral),
        "asked": asked(referral, shared),
        "shared": shared_facts(referral, shared),
        "due": by_when(referral, at),
        "late": urgency(referral, at) == "overdue",
        "stations": line(access.line_of(referral)),
        "clock": referral.case.post,
        "answers": answers(referral),
        "company": company(referral),
        "exchanges": asked_back,
        "asked_by_us": bool(asked_back) and asked_back[-1]["ours"],
    }
