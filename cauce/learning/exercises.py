"""A case file as an exercise: what to ask, what to do, by when, who may know, how it reads. Pure.

The answers come from the same rules that drive a real case, so that an exercise cannot teach what
the program does not do. Which options are shown depends on the case alone, never on chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.content.model import Text
from cauce.content.model_toolbox import CaseFile
from cauce.rules import dates
from cauce.rules.law import assess
from cauce.rules.pathway import Obligation, reason_words
from cauce.rules.pathway.casefiles import MOMENT, clock_of, stands

from .words import READINGS, VERDICTS

ZONE = ZoneInfo("America/Mexico_City")
MOST = 8  # options of a step with many
WRONG = Text(es="No sale de esta historia.", en="Does not follow from this story.")


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: Text
    right: bool
    why: tuple[Text, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One question of an exercise. ``many``: several options may be right."""

    id: str  # ask, do, when:P4-01, know, law:palermo, reading
    title: Text
    options: tuple[Option, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """What was answered beside what follows. ``right`` of ``of`` options were judged as they are."""

    step: Step
    given: frozenset[str]
    right: int
    of: int

    @property
    def whole(self) -> bool:
        return self.right == self.of


def _order(case: CaseFile, key: str) -> str:
    """A fixed order that tells nothing: by a hash of the case and the option."""
    return hashlib.sha256(f"{case.id}|{key}".encode()).hexdigest()


def _both(say) -> Text:
    return Text(es=say("es"), en=say("en"))


def _reasons(edition: Edition, obligation: Obligation) -> tuple[Text, ...]:
    return tuple(
        _both(lambda language, one=one: reason_words(edition, one, language, ZONE))
        for one in obligation.reasons
    )


def _ask(edition: Edition, case: CaseFile, plan: Mapping[str, Obligation]) -> Step | None:
    waiting = {name: o for o in plan.values() for name in o.missing}
    right = [name for name in case.ask if name in waiting]
    if not right:
        return None
    known = [name for name in case.facts if name in edition.facts]
    others = sorted((n for n in known if n not in waiting), key=lambda n: _order(case, n))
    shown = sorted({*right, *others[: max(2, MOST - len(right))]}, key=lambda n: _order(case, n))
    options = []
    for name in shown:
        fact, waits = edition.facts[name], waiting.get(name)
        why = (
            (_both(lambda language, o=waits: edition.actions[o.action].title[language]),)
            if waits
            else (Text(es="Ya se sabe: no se vuelve a preguntar.", en="Known: never asked again."),)
        )
        options.append(Option(name, fact.question, name in right, why))
    title = Text(es="¿Qué preguntaría ahora?", en="What would you ask now?")
    return Step("ask", title, tuple(options), many=True)


def _do(edition: Edition, case: CaseFile, plan: Mapping[str, Obligation]) -> Step | None:
    if not case.must:
        return None
    wrong = [*case.must_not]
    wrong += sorted(
        (id for id, o in plan.items() if o.state in ("met", "not_required") and id not in wrong),
        key=lambda id: _order(case, id),
    )[: max(0, 3 - len(case.must_not))]
    must = sorted(case.must, key=lambda id: _order(case, id))[: MOST - 2]
    shown = sorted({*must, *wrong[: MOST - len(must)]}, key=lambda id: _order(case, id))
    options = []
    for id in shown:
        action, stands_ = edition.actions[id], plan.get(id)
        why = _reasons(edition, stands_) if stands_ else ()
        options.append(Option(id, action.title, id in case.must, why or (WRONG,), tuple(action.legal)))
    title = Text(es="¿Qué toca hacer ahora?", en="What is to be done now?")
    return Step("do", title, tuple(options), many=True)


def _says(edition: Edition, parameter: str) -> Text:
    value = parameter_on(edition, parameter, max(MOMENT.date(), edition.info.in_force_from)).value
    unit = edition.parameters[parameter].unit
    return _both(lambda language: dates.says_period(value, unit, language))


def _when(edition: Edition, case: CaseFile, plan: Mapping[str, Obligation]) -> Iterable[Step]:
    periods = ("minutes", "hours", "days", "working_days", "months")
    for id, parameter in case.by_when.items():
        obligation = plan.get(id)
        if obligation is None or clock_of(obligation) != parameter:
            continue
        right = _says(edition, parameter)
        others = sorted(
            {_says(edition, p.id) for p in edition.parameters.values() if p.unit in periods} - {right},
            key=lambda text: _order(case, id + text.es),
        )[:3]
        value = parameter_on(edition, parameter, max(MOMENT.date(), edition.info.in_force_from))
        options = tuple(
            Option(
                text.es,
                text,
                text == right,
                _reasons(edition, obligation) if text == right else (WRONG,),
                tuple(value.sources) if text == right else (),
            )
            for text in sorted([right, *others], key=lambda text: _order(case, text.es))
        )
        title = edition.actions[id].title
        asked = Text(es=f"¿Para cuándo? {title.es}", en=f"By when? {title.en}")
        yield Step(f"when:{id}", asked, options, many=False)


def _know(edition: Edition, case: CaseFile) -> Step | None:
    if not case.may_know:
        return None
    names = {row.id: row.title for row in edition.catalogues["recipients"]}
    options = tuple(
        Option(row.who, names[row.who], row.may, (row.why,))
        for row in sorted(case.may_know, key=lambda row: _order(case, row.who))
    )
    title = Text(es="¿Quién puede saberlo?", en="Who may know?")
    return Step("know", title, options, many=True)


def _laws(edition: Edition, case: CaseFile) -> Iterable[Step]:
    if case.expect is None:
        return
    for id, law in edition.laws.items():
        right = getattr(case.expect, id)
        said = assess(law, case.concepts, case.not_known, edition.concepts)
        why = tuple(Text(es=one.es, en=one.en) for one in said.reasons) or (WRONG,)
        options = tuple(
            Option(
                value,
                text,
                value == right,
                why if value == right else (),
                tuple(s for form in law.forms for s in form.sources) if value == right else (),
            )
            for value, text in VERDICTS.items()
        )
        asked = Text(
            es=f"¿Se reúnen los elementos? {law.title.es}",
            en=f"Are the elements met? {law.title.en}",
        )
        yield Step(f"law:{id}", asked, options, many=False)


def _reading(case: CaseFile) -> Step | None:
    if case.reading is None:
        return None
    options = tuple(
        Option(
            value, text, value == case.reading, (case.notes,) if case.notes and value == case.reading else ()
        )
        for value, text in READINGS.items()
    )
    title = Text(es="En conjunto, ¿cómo lo lee?", en="On the whole, how do you read it?")
    return Step("reading", title, options, many=False)


def steps(edition: Edition, case: CaseFile) -> tuple[Step, ...]:
    """The questions of one case file, in the order of the work; only those that it answers."""
    plan = stands(edition, case) if case.facts else {}
    found = [
        _ask(edition, case, plan),
        _do(edition, case, plan),
        *_when(edition, case, plan),
        _know(edition, case),
        *_laws(edition, case),
        _reading(case),
    ]
    return tuple(one for one in found if one is not None)


def mark(step: Step, given: Iterable[str]) -> Marked:
    """The answer beside what follows. An option that the step has not is left out."""
    chosen = frozenset(given) & {one.id for one in step.options}
    if not step.many:
        right = {one.id for one in step.options if one.right}
        return Marked(step, chosen, int(chosen == right), 1)
    as_it_is = sum((one.id in chosen) == one.right for one in step.options)
    return Marked(step, chosen, as_it_is, len(step.options))
