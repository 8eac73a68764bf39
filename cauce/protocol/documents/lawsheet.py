"""The laws as a lawyer reads them: the purposes that each names, and the cases that hold its reading."""

from __future__ import annotations

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_lawcases import LawAnswer, LawCase
from cauce.protocol.documents.model import LawRow, LawSheet
from cauce.protocol.documents.steps import Speaker
from cauce.rules.law import HEAD_TEXTS, STATE_TEXTS

VERDICTS = {
    "met": Text(es="Se reúnen", en="Met"),
    "not_met": Text(es="No se reúnen", en="Not met"),
    "unclear": Text(es="No se puede decir", en="Cannot be said"),
}
AGES = {
    "adult": Text(es="Persona adulta", en="Adult"),
    "minor": Text(es="Menor de 18 años", en="Under 18"),
    "unknown": Text(es="No se sabe la edad", en="Age not known"),
}
CAPACITY = {
    "yes": None,
    "no": Text(es="sin capacidad, según dictamen", en="without capacity, as an expert states"),
    "unknown": Text(es="capacidad en duda", en="capacity in doubt"),
}


def law_sheets(edition: Edition, says: Speaker) -> list[LawSheet]:
    """Each law with its list of purposes. A law that lists none (an older edition) is left out."""
    language = says.language
    found = []
    for law in edition.laws.values():
        rows = tuple(
            (
                one.number,
                one.text[language],
                "; ".join(edition.concepts[slug].text[language] for slug in sorted(one.read_by)),
                one.note[language] if one.note else "",
            )
            for one in law.purposes
        )
        if rows:
            found.append(
                LawSheet(law.id, law.title[language], law.note[language], rows, says.cited(law.sources))
            )
    return found


def law_rows(edition: Edition, language: str) -> list[LawRow]:
    """Each case of law in one line."""
    return [
        LawRow(
            one.id,
            one.fact[language],
            _who(one, language),
            tuple(_answer(answer, language) for _, answer in one.expect.items()),
            one.why[language],
        )
        for one in edition.law_cases.values()
    ]


def _who(case: LawCase, language: str) -> str:
    more = CAPACITY[case.capacity]
    said = AGES[case.age][language]
    return f"{said}, {more[language]}" if more else said


def _answer(answer: LawAnswer, language: str) -> tuple[str, str]:
    element, state = HEAD_TEXTS[answer.decides][language], STATE_TEXTS[answer.state][language]
    return VERDICTS[answer.verdict][language], f"{element}: {state}"
