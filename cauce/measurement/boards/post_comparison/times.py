"""How long from the first cue to each step: the median, also while some still wait.

It begins with the signal that a window passed on, or with the first contact where there was none.
Who still waits counts for as long as is known; a case closed without the step likewise, until it was
closed. A step that a case was never asked to take is no wait, nor is one that the person declined or
that the post departed from: those are told elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cauce.content.model import Text
from cauce.rules.medians import Middle, middle_wait

from .rows import Known, Rows

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on the way. ``ends``: when a case got there. ``waits``: whether one that did not get
    there was asked to, and so waits still."""

    id: str
    title: Text
    ends: Callable[[Known], dt.datetime | None]
    waits: Callable[[Known], bool]


def _stage(id: str, es: str, en: str, ends, *actions: str, waits=None) -> Stage:
    """``actions``: those of the Protocol that ask for it, where ``waits`` does not say more."""
    asks = waits or (lambda one: any(a in one.owed or a in one.waiting for a in actions))
    return Stage(id, Text(es=es, en=en), ends, asks)


def _on(*names: str) -> Callable[[Known], dt.datetime | None]:
    return lambda one: one.first(*names)


STAGES = (
    _stage(
        "handover",
        "Acuse de protección",
        "Protection answers",
        lambda one: one.answered,
        waits=lambda one: one.raised is not None,
    ),
    _stage("screening", "Preguntas clave", "Key questions", _on("screening_done"), "P2-06"),
    _stage("interview", "Entrevista", "Interview", _on("interview_done", "child_dialogue_done"), "P3-04"),
    _stage("conclusion", "Conclusión", "Conclusion", _on("concluded"), "P3-08"),
    _stage("signature", "Firma de otra persona", "Signature of another", _on("conclusion_signed"), "P3-08"),
    _stage("plan", "Plan acordado", "Plan agreed", _on("plan_agreed"), "P4-01"),
    _stage("referral", "Primera canalización", "First referral", lambda one: one.referred, "P4-04", "P4-05"),
    _stage(
        "service",
        "Primer servicio",
        "First service",
        lambda one: one.served,
        waits=lambda one: one.referred is not None,
    ),
)


def waits(rows: Rows) -> dict[str, dict[str, list[tuple[float, bool]]]]:
    """Stage → post → waits in hours, and whether each ended."""
    found: dict[str, dict[str, list[tuple[float, bool]]]] = {stage.id: {} for stage in STAGES}
    for one in rows.cases.values():
        for stage in STAGES:
            end = stage.ends(one)
            if end is None and not stage.waits(one):
                continue
            start = min(one.raised or one.opened, one.opened)
            until = end or one.closed or rows.at
            length = max(0.0, (until - start).total_seconds() / HOUR)
            found[stage.id].setdefault(one.post, []).append((length, end is not None))
    return found


def middles(by_post: Mapping[str, list[tuple[float, bool]]], posts: Iterable[str] | None = None) -> Middle:
    """The median of some posts together; ``posts`` None: of all."""
    chosen = by_post if posts is None else {one: by_post.get(one, []) for one in posts}
    return middle_wait([wait for found in chosen.values() for wait in found])
