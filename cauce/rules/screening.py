"""What a sitting of an instrument leads to: offers with their reasons, never a label or a score.

Answers have four values (yes, no, does not know, prefers not to say); an item absent from the
answers was not asked, and neither is ever counted as no. A stop ends a sitting validly, and so
does «she told me». No clock: a date to ask again is given as a number of days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.content.model_toolbox import (
    AnswerRow,
    Estimate,
    Instrument,
    Item,
    Offer,
    OfferRule,
    Performance,
    StopRule,
)

bad_input = BadInputs(__file__)

ANSWERS = ("yes", "no", "does_not_know", "prefers_not_to_say")
NOT_KNOWN = frozenset({"does_not_know", "prefers_not_to_say"})
LAST: Offer = "nothing_more_now"


@dataclass(frozen=True, slots=True)
class Predictive:
    """Of those to whom something is offered, the share expected to need it.

    ``value``, ``low`` and ``high`` None: no figure is honest here, and ``why`` says why.
    """

    value: float | None
    low: float | None
    high: float | None
    why: Text
    assumed: bool  # True: no figure behind it was measured in this setting
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is offered: the rule, its sentence, and the answers that it rests on."""

    rule: str
    text: Text
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a sitting leads to. ``stopped`` None: it was not stopped."""

    instrument: str
    version: int
    outcomes: tuple[Offer, ...]
    reasons: tuple[Reason, ...]
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]
    unknown: tuple[str, ...]
    cleared: tuple[str, ...]  # cues that a benign explanation accounts for
    stopped: StopRule | None
    told_directly: bool
    ask_again_in_days: int | None  # None: no date is set
    predictive_value: Predictive


def check_answers(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, str]:
    """The answers, in the order of the items.

    Raises ``Unknown`` for an item that the instrument lacks, naming the nearest, and ``BadInput``
    for a value that is none of the four.
    """
    known = [item.id for item in instrument.items]
    for name, value in answers.items():
        if name not in known:
            raise unknown(
                f"reactivos de {instrument.id}", f"items of {instrument.id}", name, known, "answers"
            )
        if not isinstance(value, str) or value not in ANSWERS:
            raise bad_input(
                "the_answer_is_none_of_the_four",
                where=f"answers.{name}",
                value=value,
                answers=", ".join(ANSWERS),
            )
    return {name: str(answers[name]) for name in known if name in answers}


def _holds(row: AnswerRow, answers: Mapping[str, str]) -> bool:
    return all(answers.get(item, "not_asked") in values for item, values in row.items())


def _holding(rows: Iterable[AnswerRow], answers: Mapping[str, str]) -> tuple[str, ...] | None:
    """The items of every row that holds; None when none does."""
    found = [row for row in rows if _holds(row, answers)]
    if not found:
        return None
    return tuple(dict.fromkeys(item for row in found for item in row))


def _cleared(instrument: Instrument, answers: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        cue
        for item in instrument.items
        if item.kind == "benign" and answers.get(item.id) == "yes"
        for cue in item.explains
    )


def _because(
    rule: OfferRule,
    answers: Mapping[str, str],
    cleared: frozenset[str],
    thresholds: Mapping[str, int],
) -> tuple[str, ...] | None:
    """The answers by which the rule holds; None when it does not."""
    if _holding(rule.unless, answers) is not None:
        return None
    if rule.at_least is not None:
        counted = tuple(one for one in rule.of if answers.get(one) == "yes" and one not in cleared)
        if len(counted) >= thresholds[rule.at_least]:
            return counted
    return _holding(rule.when, answers)


def judges(instrument: Instrument) -> dict[str, AnswerRow]:
    """The questions that say of a sign whether it stops a talk, each with the signs: a stop that such a
    question left unanswered keeps, and another answer to it lifts."""
    found: dict[str, AnswerRow] = {}
    for stop in instrument.stop_rules:
        for row in stop.when:
            for item, values in row.items():
                signs = {one: said for one, said in row.items() if one != item}
                if signs and "not_asked" in values:
                    found[item] = signs
    return found


def waits_for(instrument: Instrument, answers: Mapping[str, str]) -> frozenset[str]:
    """The questions of which an answer would lift the stop that holds; empty: no stop does, or none would."""
    if _stop(instrument, answers) is None:
        return frozenset()
    open_ = judges(instrument).keys() - answers.keys()
    lifted = (
        one for one in open_ if any(_stop(instrument, {**answers, one: said}) is None for said in ANSWERS)
    )
    return frozenset(lifted)


def _stop(instrument: Instrument, answers: Mapping[str, str]) -> StopRule | None:
    """The first stop that holds; a safety stop stands before the others in the content."""
    for stop in instrument.stop_rules:
        if _holding(stop.when, answers) is not None:
            return stop
    return None


def screen(
    instrument: Instrument,
    answers: Mapping[str, object],
    thresholds: Mapping[str, int] | None = None,
) -> Result:
    """What to offer, and why. ``thresholds`` None: those of the instrument; else they override.

    Raises as ``check_answers``.
    """
    given = check_answers(instrument, answers)
    limits = {one.id: one.value for one in instrument.thresholds} | dict(thresholds or {})
    cleared = _cleared(instrument, given)
    reasons: list[Reason] = []
    outcomes: list[Offer] = []
    stop = _stop(instrument, given)
    if stop is not None:
        reasons.append(Reason(stop.id, stop.why, _holding(stop.when, given) or ()))
        outcomes.append(stop.offer)
    for rule in instrument.rules:
        items = _because(rule, given, cleared, limits)
        if items is not None:
            reasons.append(Reason(rule.id, rule.why, items))
            outcomes.append(rule.offer)
    if not outcomes:
        outcomes.append(LAST)
        reasons.append(Reason(LAST, _nothing(instrument, given), tuple(given)))
    # An emergency is offered first, whatever rule found it.
    ordered = sorted(dict.fromkeys(outcomes), key=lambda offer: offer != "emergency_route")
    days = {offer.id: offer.again_in_days for offer in instrument.offers}
    dated = [days[one] for one in ordered if days.get(one) is not None]
    return Result(
        instrument=instrument.id,
        version=instrument.version,
        outcomes=tuple(ordered),
        reasons=tuple(reasons),
        asked=tuple(given),
        not_asked=tuple(item.id for item in instrument.items if item.id not in given),
        unknown=tuple(name for name, value in given.items() if value in NOT_KNOWN),
        cleared=tuple(sorted(one for one in cleared if given.get(one) == "yes")),
        stopped=stop,
        told_directly=given.get(instrument.told_directly) == "yes",
        ask_again_in_days=min((one for one in dated if one is not None), default=None),
        predictive_value=expected(instrument.performance),
    )


def _nothing(instrument: Instrument, answers: Mapping[str, str]) -> Text:
    if instrument.answers == "four_valued" and not answers:
        return Text(
            es="Todavía no se ha preguntado nada; no se puede descartar nada.",
            en="Nothing has been asked yet; nothing can be ruled out.",
        )
    if any(value in NOT_KNOWN for value in answers.values()):
        return Text(
            es="Las respuestas no requieren ofrecer más; lo que no se sabe queda como no sabido.",
            en="The answers call for no further offer; what is not known remains unknown.",
        )
    return Text(
        es="Lo que se notó o contestó no requiere ofrecer más por ahora.",
        en="What was noticed or answered calls for no further offer for now.",
    )


def outcome_fact(result: Result) -> str:
    """The value of the fact ``screening.outcome`` that a sitting leaves."""
    if result.told_directly:
        return "told_directly"
    if result.stopped is not None:
        return "stopped"
    if {"full_interview", "offer_private_talk", "emergency_route"} & set(result.outcomes):
        return "concerns"
    return "labour_concerns" if "labour_route" in result.outcomes else "no_concerns"


def next_items(instrument: Instrument, answers: Mapping[str, object]) -> tuple[Item, ...]:
    """What may be asked next, in order; after a stop, only what help needs to know, and what may lift it.

    Raises as ``check_answers``.
    """
    given, lifts = check_answers(instrument, answers), judges(instrument)
    stopped = _stop(instrument, given) is not None
    return tuple(
        item
        for item in instrument.items
        if item.id not in given
        and (item.after_stop or item.id in lifts or not stopped)
        and (not item.ask_if or _holding(item.ask_if, given) is not None)
    )


def opened_by(
    item: Item, answers: Mapping[str, str], pending: Collection[str]
) -> tuple[AnswerRow, ...] | None:
    """Which answers to what is ``pending`` (asked beside it, not answered yet) would open a question: rows of
    that alone. None: it is asked whatever they are. Empty: none would open it.
    """
    if not item.ask_if:
        return None
    rows: list[AnswerRow] = []
    for row in item.ask_if:
        beside = {one: values for one, values in row.items() if one in pending}
        if not _holds({one: values for one, values in row.items() if one not in pending}, answers):
            continue
        if not beside:
            return None
        rows.append(beside)
    return tuple(rows)


def concepts_from(
    instrument: Instrument, answers: Mapping[str, object]
) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts known and those asked but not known, as ``law.assess`` takes them.

    What one answer makes known is known, even where another answer left it open.
    """
    given = check_answers(instrument, answers)
    known: set[str] = set()
    open_: set[str] = set()
    for item in instrument.items:
        answer = given.get(item.id)
        if answer == "yes":
            known.update(item.tells_yes)
        elif answer == "no":
            known.update(item.tells_no)
        elif answer is not None:
            open_.update(item.tells_yes, item.tells_no)
    return frozenset(known), frozenset(open_ - known)


def answers_told_by(instrument: Instrument, concepts: Collection[str]) -> dict[str, str]:
    """What somebody of whom these concepts are known would answer; nothing else counts as asked.

    Yes where an answer makes one known or bears on one, no where only a no would; an instrument of
    ticks has no no.
    """
    known, given = set(concepts), {}
    for item in instrument.items:
        if known & {*item.tells_yes, *item.bears_on}:
            given[item.id] = "yes"
        elif known & set(item.tells_no) and instrument.answers == "four_valued":
            given[item.id] = "no"
    return given


def predictive_value(base_rate: float, sensitivity: float, specificity: float) -> float | None:
    """Share of true findings among all findings, by Bayes' rule; None when nothing is ever found.

    Raises ``BadInput`` for a figure that is no proportion.
    """
    for name, figure in zip(
        ("base_rate", "sensitivity", "specificity"),
        (base_rate, sensitivity, specificity),
        strict=True,
    ):
        if not 0 <= figure <= 1:
            raise bad_input("figure_is_not_a_proportion", where=name, figure=figure)
    true = base_rate * sensitivity
    found = true + (1 - base_rate) * (1 - specificity)
    return true / found if found else None


def _bound(estimate: Estimate, which: str) -> float:
    bound: float | None = getattr(estimate, which)
    return estimate.value if bound is None else bound


def expected(performance: Performance) -> Predictive:
    """The predictive value of a space, its bounds from the bounds of the three figures."""
    base, sens, spec = performance.base_rate, performance.sensitivity, performance.specificity
    sources = tuple(performance.sources)
    if base is None or sens is None or spec is None:
        why = performance.none_because or performance.explanation
        return Predictive(None, None, None, why, True, sources)
    value, low, high = (
        predictive_value(_bound(base, which), _bound(sens, which), _bound(spec, which))
        for which in ("value", "low", "high")
    )
    return Predictive(
        value=value,
        low=low,
        high=high,
        why=performance.explanation,
        assumed=any(one.origin != "measured_here" for one in (base, sens, spec)),
        sources=sources,
    )
