"""``cauce screen FILE``: what a sitting of an instrument offers, and why. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cauce.content.errors import BadInputs, unknown
from cauce.operations.console import Answer, CauceCommand

if TYPE_CHECKING:
    from cauce.content.model_toolbox import Instrument
    from cauce.rules.screening import Result

bad_input = BadInputs(__file__)


def as_document(instrument: Instrument, result: Result) -> dict[str, object]:
    predictive = result.predictive_value
    return {
        "instrument": result.instrument,
        "version": result.version,
        "outcomes": list(result.outcomes),
        "reasons": [
            {"rule": one.rule, "es": one.text.es, "en": one.text.en, "items": list(one.items)}
            for one in result.reasons
        ],
        "asked": list(result.asked),
        "not_asked": list(result.not_asked),
        "unknown": list(result.unknown),
        "cleared": list(result.cleared),
        "stopped": None if result.stopped is None else result.stopped.id,
        "told_directly": result.told_directly,
        "ask_again_in_days": result.ask_again_in_days,
        "predictive_value": {
            "value": predictive.value,
            "low": predictive.low,
            "high": predictive.high,
            "assumed": predictive.assumed,
            "es": predictive.why.es,
            "en": predictive.why.en,
            "sources": list(predictive.sources),
        },
        "validation_status": instrument.validation_status,
    }


def _of_case(name: str) -> tuple[Instrument, dict[str, object]]:
    """The instrument of a case's space, and what the person of the case would answer to it."""
    from cauce.content.loader import load_edition
    from cauce.rules.screening import answers_told_by

    edition = load_edition()
    if name not in edition.cases:
        raise unknown("casos", "cases", name, edition.cases, "--case")
    case = edition.cases[name]
    instrument = next(i for i in edition.instruments.values() if case.space in i.spaces)
    return instrument, dict(answers_told_by(instrument, case.concepts))


def _of_file(options) -> tuple[Instrument, dict[str, object]]:
    """The instrument and the answers that a file names."""
    from cauce.content.loader import load_edition
    from cauce.rules.answers_file import answers_of, read_object, required

    where = options["file"]
    if not where:
        raise bad_input("the_file_or_the_case_is_missing", where="screen")
    document = read_object(Path(where).read_bytes(), where, ("instrument", "answers"))
    name = required(document, "instrument", where)
    instruments = load_edition().instruments
    if not isinstance(name, str):
        raise bad_input("instrument_must_be_a_text", where=where, instruments=", ".join(instruments))
    if name not in instruments:
        raise unknown("instrumentos", "instruments", name, instruments, where)
    instrument = instruments[name]
    return instrument, answers_of(document, instrument.answers == "ticks", where)


class Command(CauceCommand):
    help = "Lo que ofrece una conversación con un instrumento. / What a sitting of an instrument offers."

    def arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", help='{"instrument": "window-cues", "answers": {"…": "yes"}}')
        parser.add_argument(
            "--case",
            help="en vez de un archivo, un caso de ejemplo / instead of a file, a case of the content",
        )

    def answer(self, **options) -> Answer:
        from cauce.rules.screening import concepts_from, next_items, screen

        language = options["language"]
        instrument, answers = _of_case(options["case"]) if options["case"] else _of_file(options)
        result = screen(instrument, answers)
        known, open_ = concepts_from(instrument, answers)
        found = as_document(instrument, result)
        found["next"] = [item.id for item in next_items(instrument, answers)]
        found["concepts"], found["not_known"] = sorted(known), sorted(open_)
        titles = {offer.id: offer.title for offer in instrument.offers}
        lines = [f"→ {titles[one][language]}" for one in result.outcomes]
        lines += [f"  - {one.text[language]}" for one in result.reasons]
        lines.append(f"  {result.predictive_value.why[language]}")
        return Answer(document=found, lines=lines)
