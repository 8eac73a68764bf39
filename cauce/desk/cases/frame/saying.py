"""Obligations as an officer reads them: why, from which source, by when, and where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from cauce.content.annex import LocalAction
from cauce.content.loader import Edition
from cauce.content.model import Source, Text
from cauce.rules.dates import zone
from cauce.rules.pathway import (
    CLOSED,
    PASSED,
    Act,
    Clock,
    Obligation,
    Passed,
    asked_of_others,
    leads_there,
    on_the_way,
    reason_words,
    to_sign,
    urgency,
)
from cauce.staff.offices.models import Post
from cauce.ui.words import language_of

from .where import place_of

ASKED = Text(es="Enviada. En espera de respuesta", en="Sent. Awaiting a reply")
TO_SIGN = Text(
    es="Enviada a firma. Espera la firma de otra persona", en="Sent. Awaiting another person's signature"
)
TO_DO = ("overdue", "open")
WAITING = (*TO_DO, "to_find_out")
# What a text or a deadline rests on: the marks of the Protocol's own grammar.
PROVENANCE = {
    "real": Text(es="lo dice el Protocolo público", en="stated by the public Protocol"),
    "law": Text(es="lo dice la ley", en="stated by law"),
    "derived": Text(es="se deduce de las fuentes", en="derived from the sources"),
    "proposed": Text(es="propuesta nuestra, por confirmar", en="our proposal, to be confirmed"),
}

OWN = Text(es="propio de este consulado", en="this post's own")


def language() -> str:
    """The language of whoever reads now."""
    return language_of(get_language())


def reasons(edition: Edition, obligation: Obligation, time_zone: str) -> list[str]:
    """Every reason of an obligation as a sentence, on the clock of the post."""
    tz, spoken = zone(time_zone), language()
    return [reason_words(edition, reason, spoken, tz) for reason in obligation.reasons]


def sources(edition: Edition, obligation: Obligation) -> list[str]:
    """Titles of the sources that the obligation rests on."""
    spoken = language()
    return [edition.sources[s].title[spoken] for s in obligation.sources]


def title_of(edition: Edition, obligation: Obligation) -> Text:
    """What a step is called now: while a clock runs for which the content has another name, by that one."""
    action = edition.actions[obligation.action]
    running = {r.start for r in obligation.reasons if isinstance(r, Clock) and r.started is not None}
    pending = [] if obligation.state in CLOSED else action.within
    return next((one.called for one in pending if one.called and one.start in running), action.title)


def why(edition: Edition, obligation: Obligation, time_zone: str) -> str:
    """The action, the facts and the legal source in one line."""
    said = " ".join(reasons(edition, obligation, time_zone))
    return f"{obligation.action} · {said} {'; '.join(sources(edition, obligation))}."


def brief(edition: Edition, obligation: Obligation, time_zone: str) -> dict[str, Any]:
    """The same for a row of a list: the fact, the first source, and the rest to unfold."""
    tz = zone(time_zone)
    facts = [r for r in obligation.reasons if not isinstance(r, Clock)]
    said = [reason_words(edition, reason, language(), tz) for reason in facts[:1]]
    titles = sources(edition, obligation)
    others = [one for one in reasons(edition, obligation, time_zone) if one not in said]
    branch = edition.branches.get(edition.actions[obligation.action].branch or "")
    if branch is not None and branch.never_asked:
        # A list is read over shoulders: what only the person may say stands on the case alone.
        said, others = [f"{branch.tag[language()]}."], []
    return {
        "fact": "".join(said),
        "source": f"{obligation.action} · {titles[0]}",
        "more": [*others, *titles[1:]],
    }


def source_notes(edition: Edition, plan: Iterable[Obligation]) -> list[Source]:
    """The sources of these obligations of which something is to be known: each once on a page."""
    named = dict.fromkeys(id for one in plan for id in one.sources)
    return [edition.sources[id] for id in named if edition.sources[id].note]


def deadline_mark(edition: Edition, obligation: Obligation, at: dt.datetime) -> Text | None:
    """What the deadline rests on; None: there is no deadline."""
    for reason in obligation.reasons:
        if isinstance(reason, Clock):
            held = edition.parameters[reason.parameter].values
            values = [v for v in held if v.in_force_from <= at.date()] or held
            return PROVENANCE[values[-1].provenance]
    return None


def passed(obligation: Obligation) -> Text | None:
    """What stands where the deadline would, when it may have ended before contact; None: it did not."""
    if any(isinstance(reason, Passed) for reason in obligation.reasons):
        return Text(es=PASSED[0], en=PASSED[1])
    return None


def to_do_first(plan: Collection[Obligation], at: dt.datetime, acts: Iterable[Act] = ()) -> Obligation | None:
    """The step to begin with, which is never one that may not apply, nor one that somebody else was asked
    to do and has not answered; None: nothing is to be done. A place that agreed waits for the person: the way
    there comes before everything else."""
    waits = asked_of_others(plan, acts)
    rows = (o for o in plan if o.state in TO_DO and o.action not in waits)
    return min(rows, key=lambda o: (not leads_there(o), urgency(o, at)), default=None)


def awaited(edition: Edition, post: Post, obligation: Obligation, acts: Iterable[Act]) -> Text:
    """What a step waits for that somebody else was asked to do (``asked_of_others``): an answer, or the
    signature of somebody of the post, or of the one that signs for it; or, once the way to a place is agreed,
    the arrival."""
    if on_the_way([obligation], acts):
        return title_of(edition, obligation)
    if obligation.action not in to_sign([obligation], acts):
        return ASKED
    row = next((r for r in edition.catalogues["posts"] if r["code"] == post.signs_here_id), None)
    if not post.lacks_second or row is None:
        return TO_SIGN
    return Text(es=f"{TO_SIGN.es}, de {row['city']}", en=f"{TO_SIGN.en}, of {row['city']}")


def most_urgent(plan: Collection[Obligation], at: dt.datetime, acts: Iterable[Act] = ()) -> Obligation | None:
    """What to do first, or where nothing is to be done, what to find out, or whose answer is awaited; None:
    nothing waits."""
    first = to_do_first(plan, at, acts)
    if first is not None:
        return first
    return min(
        (o for o in plan if o.state in WAITING),
        key=lambda o: (o.state in TO_DO, urgency(o, at)),
        default=None,
    )


def said(
    edition: Edition, obligation: Obligation, *, case_id: UUID, time_zone: str, at: dt.datetime
) -> dict[str, Any]:
    """One obligation with everything that a page shows of it."""
    action = edition.actions[obligation.action]
    roles = edition.role_titles
    return {
        "id": obligation.action,
        "title": title_of(edition, obligation),
        "arrives": title_of(edition, obligation) is not action.title,
        "purpose": action.why,
        "state": obligation.state,
        "urgent": obligation.urgent,
        "branch": edition.branches.get(action.branch or ""),
        "due": obligation.due,
        "passed": passed(obligation),
        "met_at": obligation.met_at,
        "reasons": reasons(edition, obligation, time_zone),
        "sources": [edition.sources[s] for s in obligation.sources],
        "none_verified": not any(edition.sources[s].verified for s in obligation.sources),
        "mark": OWN if isinstance(action, LocalAction) else PROVENANCE[action.provenance],
        "deadline_mark": deadline_mark(edition, obligation, at),
        "evidence": action.evidence,
        "note": action.note,
        "no_deadline": None if obligation.due else action.no_deadline,
        "how": action.how,
        "form": action.form,
        "if_no": action.if_no,
        "also": [roles[one] for one in action.also if one in roles],
        "missing": [edition.facts[name] for name in obligation.missing],
        "may_decline": bool(action.declined_by),
        "href": place_of(obligation.action, case_id),
    }
