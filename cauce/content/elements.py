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
from typing import Literal, NamedTuple

from cauce.content.element_words import HEAD_TEXTS, STATE_TEXTS
from cauce.content.errors import BadInputs
from cauce.content.evidence import Evidence
from cauce.content.model import Text
from cauce.content.model_law import Concept, Element, Form, Law, VerdictValue
from cauce.content.model_toolbox import ReadingValue

bad_input = BadInputs(__file__)

State = Literal["yes", "waived", "not_required", "contradictory", "partial", "unknown", "not_asked", "no"]
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
_RANKED: dict[State, int] = {state: rank for rank, state in enumerate(RANK)}


class Reason(NamedTuple):
    """One sentence in both languages, and the concepts that it rests on."""

    es: str
    en: str
    concepts: tuple[str, ...] = ()


class ElementState(NamedTuple):
    """One element: its state, the concepts that support it, and those that speak against it."""

    state: State
    concepts: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """One law's reading. ``missing`` names the elements still to find out; empty when decided."""

    law: str
    verdict: VerdictValue
    elements: dict[str, ElementState]  # act, means, purpose, minor
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    forms: tuple[tuple[str, VerdictValue], ...]  # each article apart


_NONE: frozenset[str] = frozenset()


# What is said of an element of which nothing is known; shared, for nothing changes it.
_NOT_REQUIRED, _WAIVED = ElementState("not_required"), ElementState("waived")
_UNKNOWN, _NOT_ASKED = ElementState("unknown"), ElementState("not_asked")


def _element(element: Element, evidence: Evidence) -> ElementState:
    full, part = element.any_of & evidence.present, _NONE
    if element.together:
        full, part = _together(element, full, evidence)
    if not full and not part:
        return _without(element, evidence)
    denied = evidence.denied
    good = tuple(sorted(full & evidence.standing if denied else full))
    known = full | part if part else full
    against: tuple[str, ...] = ()
    if denied and not known.isdisjoint(denied):
        against = tuple(sorted({x for slug in known for x in denied.get(slug, ())}))
    if not element.required:
        return ElementState("not_required", good, against)
    if good:
        return ElementState("yes", good, against)
    if element.waived_for & evidence.present:
        return ElementState("waived", (), against)
    return ElementState("contradictory" if against else "partial", tuple(sorted(known)), against)


def _together(
    element: Element, full: frozenset[str], evidence: Evidence
) -> tuple[frozenset[str], frozenset[str]]:
    """What counts in full, and what counts only in part: beside nothing that it needs."""
    whole: set[str] = set()
    part: set[str] = set()
    present, standing = evidence.present, evidence.standing
    for pair in element.together:
        if present.isdisjoint(pair.any_of):
            continue
        beside = pair.needs & standing
        for slug in pair.any_of & present:
            if len(beside) > 1 or (beside and slug not in beside):
                whole.add(slug)
            elif pair.alone_in_part:
                part.add(slug)
    if whole:
        full |= whole
    return full, frozenset(part - full) if part else _NONE


def _without(element: Element, evidence: Evidence) -> ElementState:
    """An element that nothing supports."""
    if not element.required:
        return _NOT_REQUIRED
    if element.waived_for & evidence.present:
        return _WAIVED
    unknown = evidence.not_known
    if unknown and (element.any_of & unknown or any(pair.any_of & unknown for pair in element.together)):
        return _UNKNOWN
    return _NOT_ASKED


# What few concepts decide is remembered by those that are known; more have too many combinations.
_FEW = 20
_REMEMBERED = 4096


class _Asked:
    """One element of a form, with what its state depends on: few sets of concepts give few states."""

    __slots__ = ("_known", "_relevant", "_said", "element", "name", "title")

    def __init__(self, law: Law, form: Form, name: str) -> None:
        self.element: Element = getattr(form, name)
        self.name, self.title = name, form.title
        relevant = _relevant(law, self.element)
        self._relevant = relevant if len(relevant) <= _FEW else None
        self._known: dict[frozenset[str], ElementState] = {}
        self._said: dict[ElementState, Reason] = {}

    def state(self, evidence: Evidence) -> ElementState:
        """How the element stands; what was asked and is not known is looked at anew."""
        if self._relevant is None or evidence.not_known:
            return _element(self.element, evidence)
        key = evidence.present & self._relevant
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = _element(self.element, evidence)
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


_Forms = tuple[tuple[Form, tuple[_Asked, ...]], ...]
# By the law itself, which is kept so that no other takes its place.
_FORMS: dict[int, tuple[Law, _Forms]] = {}
_LAWS = 128


def _forms(law: Law) -> _Forms:
    """The forms of a law with their elements, made ready once."""
    kept = _FORMS.get(id(law))
    if kept is None:
        if len(_FORMS) >= _LAWS:
            _FORMS.clear()
        forms = tuple([(form, tuple([_Asked(law, form, name) for name in NAMES])) for form in law.forms])
        kept = _FORMS[id(law)] = law, forms
    return kept[1]


@dataclass(slots=True)
class _Read:
    form: Form
    asked: tuple[_Asked, ...]
    verdict: VerdictValue
    elements: dict[str, ElementState]
    lacking: tuple[str, ...]


def _read(form: Form, asked: tuple[_Asked, ...], evidence: Evidence) -> _Read:
    elements = {one.name: one.state(evidence) for one in asked}
    purpose = elements["purpose"]
    if purpose.state == "not_asked" and (closing := evidence.sets_aside()):
        against = tuple(sorted(row.concept for row in closing))
        purpose = elements["purpose"] = ElementState("no", (), against)
    lacking = tuple([name for name, found in elements.items() if found.state not in ENOUGH])
    verdict: VerdictValue = "unclear"
    if not lacking:
        verdict = "met"
    elif purpose.state == "no":  # the only one that evidence can close
        verdict = "not_met"
    return _Read(form, asked, verdict, elements, lacking)


def _leading(reads: list[_Read]) -> list[_Read]:
    """The forms that decide: all that are met; else those unclear, nearest first; else all.

    Among the unclear, one whose purpose is supported stands before one whose purpose is not, and
    then the one that lacks least; with no purpose known, all of them stay open together.
    """
    met = [one for one in reads if one.verdict == "met"]
    unclear = [one for one in reads if one.verdict == "unclear"]
    if met or not unclear:
        return met or reads
    shown = [one for one in unclear if one.elements["purpose"].state not in OPEN]
    if not shown:
        return unclear
    supported = [one for one in shown if one.elements["purpose"].state == "yes"] or shown
    least = min(len(one.lacking) for one in supported)
    return [one for one in supported if len(one.lacking) == least]


def _merged(states: list[ElementState]) -> ElementState:
    if all(one is states[0] for one in states):  # what is said of nothing known is shared
        return states[0]
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
    evidence = Evidence(law, present, unknown)
    reads = [_read(form, asked, evidence) for form, asked in _forms(law)]
    leading = _leading(reads)
    if len(leading) > 1:
        elements = {name: _merged([one.elements[name] for one in leading]) for name in NAMES}
    else:
        elements = leading[0].elements.copy()
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
        reasons=tuple(_reasons(law, evidence, leading, bank)),
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
    law: Law, evidence: Evidence, leading: list[_Read], bank: Mapping[str, Concept] | None
) -> list[Reason]:
    found: list[Reason] = []
    for read in leading:
        for asked in read.asked:
            found.append(asked.reason(read.elements[asked.name], bank))
        found += _form_notes(read, evidence)
    for row in evidence.rows:
        if row.adult_only and evidence.minor:
            es = f"{row.why.es} No se toma en cuenta, porque a la persona se le trata como menor de edad."
            en = f"{row.why.en} Not counted, because the person is treated as a minor."
        else:
            es, en = f"En contra: {row.why.es}", f"Against: {row.why.en}"
        found.append(Reason(es, en, (row.concept,)))
    if evidence.doubts:
        found.append(Reason(law.doubt.es, law.doubt.en, tuple(sorted(evidence.doubts))))
    if evidence.age_unknown:
        found.append(Reason(law.presumption.es, law.presumption.en))
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


def _form_notes(read: _Read, evidence: Evidence) -> Iterable[Reason]:
    """Why an element was waived or counted only in part, and what counsel has still to confirm."""
    for name, found in read.elements.items():
        state = found.state
        if state != "waived" and state != "partial":
            continue
        element: Element = getattr(read.form, name)
        if state == "waived" and element.waiver is not None:
            yield Reason(element.waiver.es, element.waiver.en)
        if state == "partial":
            for pair in element.together:
                if pair.alone_in_part and pair.any_of & evidence.present:
                    yield Reason(pair.why.es, pair.why.en)
    if read.elements["purpose"].state in OPEN or read.verdict == "not_met":
        return
    for caution in read.form.cautions:
        if not caution.when or caution.when & evidence.present:
            yield Reason(caution.text.es, caution.text.en)


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
