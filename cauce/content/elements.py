"""What each law says of what is known: met, not met or unclear, with its elements and reasons.

The law files drive everything: no concept is named here. A concept listed is a yes, one in
``not_known`` was asked and is not known, any other was not asked; a missing answer is never a no.
Only evidence against (``x_…``) can close a purpose, and contradiction is never decided silently.
It stands here, and ``cauce/rules/law.py`` gives it to the rest: ``cauce check`` needs it too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cauce.content.element_support import ElementState, State, Support
from cauce.content.element_words import HEAD_TEXTS, STATE_TEXTS
from cauce.content.errors import BadInputs
from cauce.content.evidence import Evidence, Hearing
from cauce.content.model import Text
from cauce.content.model_law import Concept, Element, Form, Law, VerdictValue
from cauce.content.model_toolbox import ReadingValue

bad_input = BadInputs(__file__)

# Which state stands when several forms lead: what one of them asks for is never «not required».
RANK: tuple[State, ...] = (
    "yes",
    "waived",
    "contradictory",
    "partial",
    "unknown",
    "not_asked",
    "no",
    "not_required",
)
OPEN = frozenset({"unknown", "not_asked"})
ENOUGH = frozenset({"yes", "waived", "not_required"})
NAMES = ("act", "means", "purpose")
PURPOSE = 2  # its place among them
_RANKED: dict[State, int] = {state: rank for rank, state in enumerate(RANK)}


class Reason(NamedTuple):
    """One sentence in both languages, and the concepts that it rests on."""

    es: str
    en: str
    concepts: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """One law's reading. ``missing`` names the elements still to find out; empty when decided."""

    law: str
    verdict: VerdictValue
    elements: dict[str, ElementState]  # act, means, purpose, minor
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    forms: tuple[tuple[str, VerdictValue], ...]  # each article apart


# What few concepts decide is remembered by those that are known; more have too many combinations.
_FEW = 20
_REMEMBERED = 4096


class _Asked:
    """One element of a form, with what its state depends on: few sets of concepts give few states."""

    __slots__ = ("_known", "_relevant", "_said", "_support", "name", "title")

    def __init__(self, law: Law, form: Form, name: str) -> None:
        element: Element = getattr(form, name)
        self.name, self.title, self._support = name, form.title, Support(element)
        relevant = _relevant(law, element)
        self._relevant = relevant if len(relevant) <= _FEW else None
        self._known: dict[frozenset[str], ElementState] = {}
        self._said: dict[ElementState, Reason] = {}

    def state(self, evidence: Evidence) -> ElementState:
        """How the element stands; what was asked and is not known is looked at anew."""
        if self._relevant is None or evidence.not_known:
            return self._support.read(evidence)
        key = evidence.present & self._relevant
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._support.read(evidence)
        return found

    def reason(self, found: ElementState, bank: Mapping[str, Concept] | None) -> Reason:
        """The sentence of that state; of few concepts without their words, the same one again."""
        if self._relevant is None or bank is not None:
            return _element_reason(self.title, self.name, found, bank)
        said = self._said.get(found)
        if said is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            said = self._said[found] = _element_reason(self.title, self.name, found, bank)
        return said


def _relevant(law: Law, element: Element) -> frozenset[str]:
    """Every concept that the state of the element may depend on."""
    named = element.any_of.union(*[pair.any_of | pair.needs for pair in element.together])
    rows = [row for row in law.against if not named.isdisjoint(row.denies | row.denies_adult)]
    found = named | element.waived_for | {row.concept for row in rows}
    # Whether a minor is shown decides what such a row denies.
    return found | law.minor_shown_by if any(row.adult_only or row.denies_adult for row in rows) else found


class _Form:
    """A form of a law made ready: what it asks, and its sentences that never change."""

    __slots__ = ("asked", "cautions", "id", "in_part", "waivers")

    def __init__(self, law: Law, form: Form) -> None:
        self.id, self.asked = form.id, tuple([_Asked(law, form, name) for name in NAMES])
        self.cautions = [(one.when, Reason(one.text.es, one.text.en)) for one in form.cautions]
        self.waivers: list[Reason | None] = []  # by element, as they are asked
        self.in_part: list[list[tuple[frozenset[str], Reason]]] = []
        for element in (form.act, form.means, form.purpose):
            waiver, pairs = element.waiver, element.together
            self.waivers.append(None if waiver is None else Reason(waiver.es, waiver.en))
            self.in_part.append(
                [(pair.any_of, Reason(pair.why.es, pair.why.en)) for pair in pairs if pair.alone_in_part]
            )


class _Ready:
    """A law made ready once: its forms, how it hears evidence, and the sentences for each row of it."""

    __slots__ = ("counted", "forms", "hearing", "law", "not_counted", "presumption")

    def __init__(self, law: Law) -> None:
        self.law, self.hearing = law, Hearing.of(law)
        self.forms = tuple([_Form(law, form) for form in law.forms])
        self.presumption = Reason(law.presumption.es, law.presumption.en)
        self.counted: dict[str, Reason] = {}
        self.not_counted: dict[str, Reason] = {}
        for row in law.against:
            es, en, of = row.why.es, row.why.en, (row.concept,)
            self.counted[row.concept] = Reason(f"En contra: {es}", f"Against: {en}", of)
            self.not_counted[row.concept] = Reason(
                f"{es} No se toma en cuenta, porque a la persona se le trata como menor de edad.",
                f"{en} Not counted, because the person is treated as a minor.",
                of,
            )


# By the law itself, which is kept so that no other takes its place.
_READY: dict[int, _Ready] = {}
_LAWS = 128


def _ready(law: Law) -> _Ready:
    kept = _READY.get(id(law))
    if kept is None:
        if len(_READY) >= _LAWS:
            _READY.clear()
        kept = _READY[id(law)] = _Ready(law)
    return kept


@dataclass(slots=True)
class _Read:
    """A form as it was read. ``elements``: act, means and purpose; ``states``: theirs."""

    form: _Form
    verdict: VerdictValue
    elements: list[ElementState]
    states: list[State]
    lacking: list[str]


def _read(form: _Form, evidence: Evidence) -> _Read:
    elements = [one.state(evidence) for one in form.asked]
    states = [found[0] for found in elements]
    verdict: VerdictValue = "met"
    if states[PURPOSE] == "not_asked" and evidence.rows and (closing := evidence.sets_aside()):
        against = tuple(sorted([row.concept for row in closing]))
        states[PURPOSE], elements[PURPOSE] = "no", ElementState("no", (), against)
        verdict = "not_met"  # by the only element that evidence can close
    lacking = [name for name, state in zip(NAMES, states, strict=True) if state not in ENOUGH]
    if lacking and verdict == "met":
        verdict = "unclear"
    return _Read(form, verdict, elements, states, lacking)


def _leading(reads: list[_Read]) -> list[_Read]:
    """The forms that decide: all that are met; else those unclear, nearest first; else all.

    Among the unclear, one whose purpose is supported stands before one whose purpose is not, and
    then the one that lacks least; with no purpose known, all of them stay open together.
    """
    met = [one for one in reads if one.verdict == "met"]
    unclear = [one for one in reads if one.verdict == "unclear"]
    if met or not unclear:
        return met or reads
    shown = [one for one in unclear if one.states[PURPOSE] not in OPEN]
    if not shown:
        return unclear
    supported = [one for one in shown if one.states[PURPOSE] == "yes"] or shown
    least = min([len(one.lacking) for one in supported])
    return [one for one in supported if len(one.lacking) == least]


@lru_cache(maxsize=2048)
def _merged(states: tuple[ElementState, ...]) -> ElementState:
    """How an element stands by several forms; few combinations come back often."""
    best = min((one.state for one in states), key=_RANKED.__getitem__)
    concepts = {slug for one in states if one.state == best for slug in one.concepts}
    against = {slug for one in states for slug in one.against}
    return ElementState(best, tuple(sorted(concepts)), tuple(sorted(against)))


def _minor(evidence: Evidence) -> ElementState:
    if evidence.minor:
        contrary = {row.concept for row in evidence.rows if row.adult_only}
        return ElementState("yes", tuple(sorted(evidence.minor)), tuple(sorted(contrary)))
    return ElementState("unknown" if evidence.age_unknown else "not_asked")


def assess(
    law: Law,
    concepts: Collection[str],
    not_known: Collection[str] = frozenset(),
    bank: Mapping[str, Concept] | None = None,
) -> Verdict:
    """Read ``concepts`` under one law. ``bank`` None: reasons name slugs instead of words.

    Raises ``BadInput`` when a concept is both known and not known.
    """
    present, unknown = frozenset(concepts), frozenset(not_known)
    both = present & unknown
    if both:
        names = ", ".join(sorted(both))
        raise bad_input("both_known_and_not_known", names=names)
    ready = _ready(law)
    evidence = Evidence(ready.hearing, present, unknown)
    reads = [_read(form, evidence) for form in ready.forms]
    leading = _leading(reads)
    found: Iterable[ElementState] = leading[0].elements
    if len(leading) > 1:
        found = map(_merged, zip(*[one.elements for one in leading], strict=True))
    elements = dict(zip(NAMES, found, strict=True))
    elements["minor"] = _minor(evidence)
    verdict = leading[0].verdict
    lacking = {name for one in leading for name in one.lacking} if verdict == "unclear" else ()
    missing = [name for name in NAMES if name in lacking]
    if evidence.age_unknown and "means" in lacking:
        missing.append("minor")
    return Verdict(
        law=law.id,
        verdict=verdict,
        elements=elements,
        reasons=tuple(_reasons(ready, evidence, leading, bank)),
        missing=tuple(missing),
        forms=tuple([(one.form.id, one.verdict) for one in reads]),
    )


def _words(slugs: Iterable[str], bank: Mapping[str, Concept] | None) -> tuple[str, str]:
    """The concepts in both languages, joined; their slugs where there is no bank."""
    if bank is None:
        joined = ", ".join(slugs)
        return joined, joined
    known = [bank[slug].text for slug in slugs]
    return "; ".join(text.es for text in known), "; ".join(text.en for text in known)


def _reasons(
    ready: _Ready, evidence: Evidence, leading: list[_Read], bank: Mapping[str, Concept] | None
) -> list[Reason]:
    found: list[Reason] = []
    for read in leading:
        for asked, element in zip(read.form.asked, read.elements, strict=True):
            found.append(asked.reason(element, bank))
        found += _form_notes(read, evidence)
    for row in evidence.rows:
        said = ready.not_counted if row.adult_only and evidence.minor else ready.counted
        found.append(said[row.concept])
    if evidence.doubts:
        doubt = ready.law.doubt
        found.append(Reason(doubt.es, doubt.en, tuple(sorted(evidence.doubts))))
    if evidence.age_unknown:
        found.append(ready.presumption)
    return found


def _element_reason(
    title: Text, name: str, found: ElementState, bank: Mapping[str, Concept] | None
) -> Reason:
    slugs = found.concepts or (found.against if found.state == "no" else ())
    if not slugs:
        return _with_nothing(title.es, title.en, name, found.state)
    es_begins, en_begins = _begins(title.es, title.en, name, found.state)
    es, en = _words(slugs, bank)
    return Reason(f"{es_begins} ({es}).", f"{en_begins} ({en}).", slugs)


@lru_cache(maxsize=4096)
def _begins(es: str, en: str, name: str, state: State) -> tuple[str, str]:
    """How every reason about that element of that article begins: a sentence for each state, no more."""
    label, words = HEAD_TEXTS[name], STATE_TEXTS[state]
    return f"{es}: {label.es}: {words.es}", f"{en}: {label.en}: {words.en}"


@lru_cache(maxsize=4096)
def _with_nothing(es: str, en: str, name: str, state: State) -> Reason:
    es_begins, en_begins = _begins(es, en, name, state)
    return Reason(f"{es_begins}.", f"{en_begins}.")


def _form_notes(read: _Read, evidence: Evidence) -> list[Reason]:
    """Why an element was waived or counted only in part, and what counsel has still to confirm."""
    form, present = read.form, evidence.present
    found: list[Reason] = []
    for place, state in enumerate(read.states):
        if state == "waived" and (waiver := form.waivers[place]) is not None:
            found.append(waiver)
        elif state == "partial":
            found += [why for any_of, why in form.in_part[place] if not any_of.isdisjoint(present)]
    if read.states[PURPOSE] in OPEN or read.verdict == "not_met":
        return found
    return found + [said for when, said in form.cautions if not when or not when.isdisjoint(present)]


def reading(
    verdicts: Mapping[str, Verdict], concepts: Collection[str], bank: Mapping[str, Concept]
) -> ReadingValue:
    """One of six values, for exercises and tests only: never stored, never shown on a case.

    The kind follows the purposes met under the law of the United States. Where that law is not
    met, a law that is met elsewhere keeps the question open; else another violation, or none.
    """
    main = verdicts["tvpa_us"]
    if main.verdict == "unclear":
        return "inconclusive_follow_up"
    if main.verdict == "met":
        kinds = {bank[slug].kind for slug in main.elements["purpose"].concepts}
        if kinds == {"sex", "labour"}:
            return "trafficking_both"
        return "trafficking_sex" if "sex" in kinds else "trafficking_labour"
    if any(one.verdict == "met" for one in verdicts.values()):
        return "inconclusive_follow_up"
    if any(bank[slug].violation is not None for slug in concepts):
        return "not_trafficking_other_violation"
    return "not_trafficking_no_indication"
