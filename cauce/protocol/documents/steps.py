"""Actions, deadlines and sources of an edition, said in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from cauce.content.loader import Edition, parameter_on
from cauce.content.model import Action, Parameter, ParameterValue, Row, Within
from cauce.content.sentences import sentence
from cauce.protocol.documents import provenance
from cauce.protocol.documents.model import Cited, Deadline, Step, Value
from cauce.rules.pathway.words import period_words

SCOPES = {
    "es": {
        "post": "del consulado, no de un caso",
        "encounter": "del encuentro, antes de que haya un caso",
        "case": "del caso",
        "referral": "de la canalización",
        "reunification": "de la reunificación",
    },
    "en": {
        "post": "of the post, not of a case",
        "encounter": "of the encounter, before there is a case",
        "case": "of the case",
        "referral": "of the referral",
        "reunification": "of the reunification",
    },
}


def amount_words(parameter: Parameter, value: ParameterValue, language: str) -> str:
    """«3 días hábiles», «2» for a count, «75 %» for a share; its own words where it has some."""
    if parameter.said is not None:
        return parameter.said[language]
    if parameter.unit == "count":
        return str(value.value)
    if parameter.unit == "percent":
        return f"{value.value} %" if language == "es" else f"{value.value}%"
    return period_words(value.value, parameter.unit, language)


def every_words(parameter: Parameter, value: ParameterValue, language: str) -> str:
    """«cada año», «cada 3 meses»."""
    period = amount_words(parameter, value, language).removeprefix("1 ")
    return f"{'every' if language == 'en' else 'cada'} {period}"


def conditions(rows: Iterable[Row], edition: Edition, language: str) -> tuple[str, ...]:
    """Each row as a clause after «si»; any of them suffices. No rows: always, said by none."""
    return tuple(sentence([row], edition.facts, language) for row in rows)


class Speaker:
    """Says the parts of one edition in one language, with the values that hold on one date."""

    def __init__(self, edition: Edition, language: str, on: dt.date) -> None:
        self.edition, self.language, self.on = edition, language, on
        self.sources = self._sources()
        self.roles = {one.id: one.title[language] for one in edition.catalogues.get("roles", ())}
        self.tools = self._tools()

    def _sources(self) -> Mapping[str, Cited]:
        ordered = sorted(
            self.edition.sources.values(), key=lambda one: list(provenance.KINDS).index(one.kind)
        )
        return {
            one.id: Cited(
                id=one.id,
                number=number,
                title=one.title[self.language],
                kind=one.kind,
                url=one.url,
                mark=one.mark,
                verified=one.verified,
                seen=provenance.seen(one, self.language),
                seen_short=provenance.seen(one, self.language, short=True),
                note=one.note[self.language] if one.note else "",
                in_force_from=one.in_force_from,
                read=provenance.read(one, self.language)[0],
                on=provenance.read(one, self.language)[1],
            )
            for number, one in enumerate(ordered, 1)
        }

    def _tools(self) -> dict[str, str]:
        """The titles of the twenty: those of the tools, else those of the coverage table."""
        titles = {
            one.section: one.title[self.language]
            for one in self.edition.coverage.values()
            if one.section[:1] == "T" and one.section[1:].isdigit()
        }
        titles |= {n: tool.title[self.language] for n, tool in self.edition.tools.items()}
        return dict(sorted(titles.items(), key=lambda pair: int(pair[0][1:])))

    def cited(self, ids: Iterable[str]) -> tuple[Cited, ...]:
        """The sources named, in the order of the list; one that does not exist is left out."""
        found = {self.sources[id] for id in ids if id in self.sources}
        return tuple(sorted(found, key=lambda one: one.number))

    def named(self, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Actions by id and title; one that does not exist is left out."""
        actions = self.edition.actions
        return tuple((id, actions[id].title[self.language]) for id in ids if id in actions)

    def _start(self, name: str) -> str:
        """From what a period is counted: «que empezó el contacto», after «desde»; or a fact.

        An act that starts a clock has a sentence for its title, in the past.
        """
        english = self.language == "en"
        act = name.removeprefix("last:")
        if act in self.edition.acts:
            title = self.edition.acts[act].title[self.language]
            told = title[:1].lower() + title[1:]
            if name == act:
                return f"when {told}" if english else f"que {told}"
            return f"the last time that {told}" if english else f"la última vez que {told}"
        return self.edition.facts[act].label[self.language] if act in self.edition.facts else act

    def deadline(self, within: Within) -> Deadline:
        """One period, with the value in force on the date. NotInForce when there is none yet."""
        parameter = self.edition.parameters[within.parameter]
        value = parameter_on(self.edition, parameter.id, self.on)
        held, every = value, ""  # what the period rests on
        if within.counted is not None:
            period = self.edition.parameters[within.counted]
            held = parameter_on(self.edition, period.id, self.on)
            every = every_words(period, held, self.language)
        notes = dict.fromkeys(one.note[self.language] for one in (value, held) if one.note)
        return Deadline(
            parameter=parameter.id,
            amount=amount_words(parameter, value, self.language),
            dated=parameter.said is not None,
            before=value.value < 0,
            counted=within.counted or "",
            every=every,
            start=self._start(within.start),
            when=sentence(within.when, self.edition.facts, self.language) if within.when else "",
            provenance=held.provenance,
            sources=self.cited(held.sources),
            last_checked=held.last_checked,
            note=" ".join(notes),
        )

    def step(self, action: Action) -> Step:
        """One action whole."""
        language, acts = self.language, self.edition.acts
        return Step(
            id=action.id,
            phase=int(action.id[1]),
            title=action.title[language],
            who=self.roles.get(action.role, action.role),
            also=tuple(self.roles.get(one, one) for one in action.also),
            scope=SCOPES[language].get(action.scope, action.scope),
            when=conditions(action.when, self.edition, language),
            why=action.why[language],
            after=self.named(action.after),
            deadlines=tuple(self.deadline(within) for within in action.within),
            no_deadline=action.no_deadline[language] if action.no_deadline else "",
            how=tuple(one[language] for one in action.how),
            form=action.form[language] if action.form else "",
            if_no=action.if_no[language] if action.if_no else "",
            evidence=action.evidence[language],
            fulfilled=tuple(acts[one].title[language] for one in action.done_by if one in acts),
            declined=tuple(acts[one].title[language] for one in action.declined_by if one in acts),
            recurs=action.recurs,
            urgent=action.urgent,
            tools=tuple((one, self.tools.get(one, one)) for one in action.tools),
            sources=self.cited(action.legal),
            provenance=action.provenance,
            note=action.note[language] if action.note else "",
            by_sex=action.by_sex[language] if action.by_sex else "",
            branch=action.branch or "",
        )

    def value(self, parameter: Parameter, steps: tuple[str, ...]) -> Value:
        """A parameter with the value that holds on the date."""
        value = parameter_on(self.edition, parameter.id, self.on)
        return Value(
            id=parameter.id,
            title=parameter.title[self.language],
            words=amount_words(parameter, value, self.language),
            in_force_from=value.in_force_from,
            provenance=value.provenance,
            sources=self.cited(value.sources),
            last_checked=value.last_checked,
            note=value.note[self.language] if value.note else "",
            steps=steps,
        )
