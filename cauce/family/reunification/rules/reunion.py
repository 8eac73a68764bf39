"""The way of a family to each other: steps, papers, custody, what holds it up, and how long it waits.

Protocol, section 19 (eight steps, reconstructed). Everything here is about days and codes; no name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text, both, word_tables

bad_input = BadInputs(__file__)

STEPS = ("filed", "located", "custody", "papers", "biometrics", "interview", "travel", "arrival")
# What IOM does beside them, and the steps that are its own.
ORIENTATION, ESCORT = "orientation", "escort"
BESIDE: dict[str, Text] = {
    ORIENTATION: both("Orientación antes de salir", "Orientation before departure"),
    ESCORT: both("Alguien acompaña el viaje", "Somebody goes along"),
}
PARTNER_STEPS = (ORIENTATION, ESCORT, "travel", "arrival")
MARKS = (*STEPS, *BESIDE)
TOGETHER = "together"  # everybody who comes has arrived

WORDS = word_tables(__file__)
PAPER_STATES = WORDS["paper_states"]
OTHER_PARENT = WORDS["other_parent"]
CUSTODY = WORDS["custody"]
SETTLED = frozenset({"not_needed", "letter", "order"})
CONSENT_WAYS = frozenset({"asked", "letter"})  # what needs a word from the other parent
HOLDERS = WORDS["holders"]
HELD_BY_HARM = frozenset({"trafficker", "trafficker_family"})
OWNERS = WORDS["owners"]
LEAVES = WORDS["leaves"]
ENDS = WORDS["ends"]
REOPENS = WORDS["reopens"]
TRAFFICKER_PARENT = both(
    "A quien hizo daño no se le pide permiso ni se le avisa de nada. El camino es una orden judicial, "
    "con una abogada o un abogado de familia en México.",
    "Anybody who caused the harm is not asked for consent and is not notified of anything. The "
    "route is a court order, with a family lawyer in Mexico.",
)
HELD = both(
    "Quien lo tiene está del lado de quien hizo daño: que nadie le llame ni le avise. Primero protección "
    "de la infancia y una abogada o un abogado en México.",
    "Whoever has them is on the side of whoever did the harm: nobody calls or tells them. Child protection "
    "and a lawyer in Mexico come first.",
)


@dataclass(frozen=True, slots=True)
class Traveller:
    """One relative on the way. ``steps``: the day of each that was done. ``minor`` None: not known."""

    id: str
    steps: Mapping[str, dt.date]
    minor: bool | None = None
    custody: str = "not_known"
    other_parent: str = "not_known"
    held_by: str = "not_known"
    left: bool = False  # does not come any more

    @property
    def arrived(self) -> dt.date | None:
        return self.steps.get("arrival")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something waits: at which step (``TOGETHER``: nowhere), since which day, for how long."""

    step: str
    since: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that must not be missed about a relative."""

    kind: str
    text: Text


def check_custody(custody: str, other_parent: str, held_by: str) -> None:
    """No consent from whoever did the harm, nor from somebody nobody knows. Raises ``BadInput``."""
    for value, known, es, en in (
        (custody, CUSTODY, "estados de la custodia", "states of custody"),
        (
            other_parent,
            OTHER_PARENT,
            "situaciones de la otra madre o padre",
            "situations of the other parent",
        ),
        (held_by, HOLDERS, "personas que cuidan", "people who hold a child"),
    ):
        if value not in known:
            raise unknown(es, en, value, known)
    if custody not in CONSENT_WAYS:
        return
    if other_parent == "trafficker":
        raise bad_input("anybody_who_caused_harm_is_not_asked", where="custody")
    if other_parent == "not_known":
        raise bad_input("before_consent_is_asked_for", where="other_parent")
    if other_parent in ("none", "refuses"):
        raise bad_input("there_is_nobody_to_have_consent_from", where="custody")


def check_paper(kind: str, state: str, other_parent: str, kinds: Iterable[str]) -> None:
    """Raises ``Unknown``, and ``BadInput`` for the consent of whoever may not be asked."""
    known = list(kinds)
    if kind not in known:
        raise unknown("papeles", "papers", kind, known)
    if state not in PAPER_STATES:
        raise unknown("estados de un papel", "states of a paper", state, PAPER_STATES)
    if kind == "consent_letter" and state in ("asked", "obtained"):
        check_custody("letter", other_parent, "not_known")


# Before which steps a step makes no sense, and what is said then.
_FIRST: dict[str, tuple[str, Text]] = {
    "travel": ("interview", both("la entrevista y la visa", "the interview and the visa")),
    "arrival": ("travel", both("el viaje", "the travel")),
}


def check_step(one: Traveller, step: str, day: dt.date, today: dt.date) -> None:
    """Whether a step may be noted as done that day. Raises ``Unknown``, ``BadInput``."""
    if step not in MARKS:
        raise unknown("pasos", "steps", step, MARKS)
    if day > today:
        raise bad_input("that_day_has_not_come_yet_note_what", where="day")
    if step in _FIRST:
        before, name = _FIRST[step]
        done = one.steps.get(before)
        if done is None:
            raise bad_input("something_must_be_noted_first", where="step", name=name, en=name.en.capitalize())
        if day < done:
            raise bad_input("that_day_is_before_name", where="day", name=name)
    if step == "travel" and one.minor is not False and one.custody not in SETTLED:
        raise bad_input("nobody_under_18_travels_without_consent", where="step")


def check_undo(one: Traveller, step: str) -> None:
    """A step is not taken back while a later one rests on it. Raises ``BadInput``."""
    for later, (before, _) in _FIRST.items():
        if before == step and later in one.steps:
            raise bad_input("another_recorded_step_depends_on_this_one", where="step")


def warnings_of(one: Traveller) -> tuple[Warning, ...]:
    """What whoever works on it must see before anything else."""
    found = []
    if one.other_parent == "trafficker":
        found.append(Warning("other_parent", TRAFFICKER_PARENT))
    if one.held_by in HELD_BY_HARM:
        found.append(Warning("held", HELD))
    return tuple(found)


def standing(one: Traveller, opened: dt.date, today: dt.date) -> Standing:
    """The first step that is not done, since the last one before it that was."""
    if (day := one.arrived) is not None:
        return Standing(TOGETHER, day, 0)
    for index, step in enumerate(STEPS):
        if step not in one.steps:
            earlier = [one.steps[name] for name in STEPS[:index]]
            since = max([opened, *earlier])
            return Standing(step, since, max(0, (today - since).days))
    raise AssertionError("arrival is a step")


def family_standing(travellers: Iterable[Traveller], opened: dt.date, today: dt.date) -> Standing:
    """Where a family waits: where the one furthest behind does; all arrived: ``TOGETHER``.

    A family nobody was added to waits at the first step.
    """
    coming = [one for one in travellers if not one.left]
    if not coming:
        return Standing(STEPS[0], opened, max(0, (today - opened).days))
    found = [standing(one, opened, today) for one in coming]
    order = (*STEPS, TOGETHER)
    first = min(order.index(one.step) for one in found)
    here = [one for one in found if order.index(one.step) == first]
    if order[first] == TOGETHER:
        return max(here, key=lambda one: one.since)
    return min(here, key=lambda one: one.since)


# Reunited: the figure, defined once ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrival:
    """A relative who arrived: in which family, which person (one key for somebody in two), when."""

    family: str
    person: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Reunited:
    """``cases``: principals with their relatives; ``persons``: relatives who arrived."""

    cases: int
    persons: int


def reunited(
    arrivals: Iterable[Arrival], since: dt.date | None = None, until: dt.date | None = None
) -> Reunited:
    """Cases and persons reunited from ``since`` to the day before ``until`` (None: without a limit).

    A case is a principal with her relatives and counts once, on the day that the first of them
    arrives: waiting for the last would hide a family in which one child is still held. A person counts
    once, on the first day that they arrive, also when they stand in two families; the second family
    counts as a case of its own all the same.
    """
    listed = list(arrivals)
    cases, persons = _first(listed, "family"), _first(listed, "person")

    def inside(day: dt.date) -> bool:
        return (since is None or since <= day) and (until is None or day < until)

    return Reunited(sum(map(inside, cases.values())), sum(map(inside, persons.values())))


def _first(arrivals: Iterable[Arrival], name: str) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for one in arrivals:
        key = getattr(one, name)
        found[key] = min(found.get(key, one.on), one.on)
    return found
