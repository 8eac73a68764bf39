"""The three sheets of an XLSForm: questions, choices, settings. Pure.

No identity, no result and no label stand in it: at most «stop here». The codes of the questions
are those of the instrument; never renamed, only added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cauce.content.errors import BadInputs
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument, Item
from cauce.rules.field_form import code_of, decide_first, laid_out, title_of, version_of, what_to_do
from cauce.standards.languages import Language, languages

from .conditions import Halt, is_asked, paths

bad_input = BadInputs(__file__)

Row = dict[str, str]
RESERVED = {"turn", "agreed", "start", "end", "meta"}
ANSWERS = (
    ("yes", Text(es="Sí", en="Yes")),
    ("no", Text(es="No", en="No")),
    ("does_not_know", Text(es="No sabe", en="Does not know")),
    ("prefers_not_to_say", Text(es="Prefiere no responder", en="Prefers not to say")),
)
TICKS = (
    ("yes", Text(es="Sí, se notó", en="Yes, noticed")),
    ("not_asked", Text(es="No se notó", en="Not noticed")),
)
AGREE = (("yes", Text(es="Sí", en="Yes")), ("no", Text(es="No", en="No")))
TURN = Text(es="Número de ficha o turno, si hay", en="Slip or turn number, if there is one")
TURN_HINT = Text(
    es="Nunca un nombre, un teléfono ni un documento.",
    en="Never a name, a telephone or a document.",
)
TURN_WRONG = Text(
    es="Un número, con una o dos letras antes si las hay, como M-14. Nunca un nombre.",
    en="A number, after one or two letters if it has them, such as M-14. Never a name.",
)
AGREED = Text(
    es="¿La persona acepta que se le hagan unas preguntas? Puede parar cuando quiera y recibe el "
    "mismo servicio si dice que no.",
    en="Does the person agree to be asked a few questions? They may stop at any time and receive "
    "the same service if they say no.",
)
TURN_PATTERN = "^[A-Za-z]{0,2}-?[0-9]{1,6}$"
FIRST = Text(
    es="Conteste esto antes de seguir. «Prefiere no responder» también es una respuesta.",
    en='Answer this before going on. "Prefers not to say" is an answer too.',
)
STOP = Text(es="Pare aquí: {why}. Agradezca. {do}", en="Stop here: {why}. Give thanks. {do}")
THANKS = Text(
    es="Es todo. Gracias. Guarde y envíe; no comente las respuestas.",
    en="That is all. Thank you. Save and send; do not discuss the answers.",
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rows of each sheet, and the files that the questions play."""

    survey: list[Row]
    choices: list[Row]
    settings: list[Row]
    media: Mapping[str, Path]  # name on the telephone → file of the content

    def as_dict(self) -> dict[str, list[Row]]:
        return {"survey": self.survey, "choices": self.choices, "settings": self.settings}


def _words(column: str, text: Text, spoken: Sequence[Language]) -> Row:
    return {f"{column}::{one.column}": one.of(text) for one in spoken}


class _Survey:
    """The survey sheet under way: rows in the order of the instrument."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.languages = languages
        self.rows: list[Row] = []
        self.media: dict[str, Path] = {}

    def add(self, type: str, name: str, label: Text | None = None, **more: str) -> None:
        row: Row = {"type": type, "name": name}
        if label is not None:
            row |= _words("label", label, self.languages)
        self.rows.append(row | {key: value for key, value in more.items() if value})

    def hint(self, text: Text) -> None:
        self.rows[-1] |= _words("hint", text, self.languages)

    def sound(self, text: Text) -> None:
        """The recorded words, in every language that has them."""
        for one in self.languages:
            file = one.sound(text)
            if file is not None:
                name = f"{one.code}-{file.name}"
                self.rows[-1][f"media::audio::{one.column}"] = name
                self.media[name] = file


def _check_names(instrument: Instrument) -> None:
    taken = [
        item.id
        for item in instrument.items
        if item.id in RESERVED or item.id[:5] in ("halt_", "note_", "group")
    ]
    if taken:
        raise bad_input(
            "the_form_already_uses_the_name_taken", where=f"toolbox/{instrument.id}", taken=taken[0]
        )


def _stop(instrument: Instrument, halt: Halt) -> Text:
    """What to do where the talk ends: in the words of what the instrument offers then."""
    done = dict.fromkeys(do for stop in halt.stops for do in what_to_do(instrument, stop))
    why = dict.fromkeys(stop.title for stop in halt.stops)
    return Text(
        **{
            language: STOP[language].format(
                why=" / ".join(one[language] for one in why),
                do=" ".join(one[language] for one in done),
            )
            for language in ("es", "en")
        }
    )


def _item(survey: _Survey, instrument: Instrument, item: Item, relevant: str, *, first: bool) -> None:
    if not is_asked(item):
        survey.add("note", f"note_{item.id}", item.outside, relevant=relevant)
    else:
        choices = "ticks" if instrument.answers == "ticks" else "answers"
        required = "yes" if first else ""
        survey.add(f"select_one {choices}", item.id, item.outside, relevant=relevant, required=required)
        if first:
            survey.rows[-1] |= _words("required_message", FIRST, survey.languages)
    if item.help is not None:
        survey.hint(item.help)
    survey.sound(item.outside)


def _survey(instrument: Instrument, spoken: Sequence[Language]) -> _Survey:
    survey, consent = _Survey(spoken), instrument.consent_required
    where, first = paths(instrument, consent=consent), decide_first(instrument)
    survey.add("start", "start")
    survey.add("end", "end")
    survey.add("note", "note_intro", instrument.intro)
    survey.sound(instrument.intro)
    survey.add("text", "turn", TURN, constraint=f"regex(., '{TURN_PATTERN}')")
    survey.hint(TURN_HINT)
    survey.rows[-1] |= _words("constraint_message", TURN_WRONG, spoken)
    if consent:
        survey.add("select_one agree", "agreed", AGREED, required="yes")
    running = ""
    for section, items in laid_out(instrument):
        gate = "${agreed} = 'yes'" if consent else ""
        survey.add("begin_group", f"group_{section.id}", section.title, relevant=gate)
        if section.lead is not None:
            survey.add(
                "note",
                f"note_lead_{section.id}",
                section.lead,
                relevant=f"${{{running}}} = 'no'" if running else "",
            )
        for item in items:
            _item(survey, instrument, item, where.asked[item.id], first=item.id in first)
            halt = where.halts.get(item.id)
            if halt is not None:
                survey.add("calculate", halt.name, calculation=halt.calculation)
                survey.add("note", f"note_{halt.name}", _stop(instrument, halt), relevant=halt.relevant)
                running = halt.name
        survey.add("end_group", f"group_{section.id}")
    survey.add("note", "note_thanks", THANKS)
    return survey


def _choices(instrument: Instrument, spoken: Sequence[Language]) -> list[Row]:
    kinds = [("ticks", TICKS)] if instrument.answers == "ticks" else [("answers", ANSWERS)]
    if instrument.consent_required:
        kinds.append(("agree", AGREE))
    return [
        {"list_name": kind, "name": code, **_words("label", words, spoken)}
        for kind, rows in kinds
        for code, words in rows
    ]


def sheets(
    edition: Edition, instrument: Instrument, *, public_key: str = "", submission_url: str = ""
) -> Sheets:
    """The form of an instrument in Spanish, English and every language it may be read aloud in.

    ``public_key`` "": the form is not encrypted when finalised. Raises ``BadInput`` without a form
    code, or for a reserved name.
    """
    _check_names(instrument)
    code, spoken = code_of(edition, instrument.id), languages(edition)
    survey = _survey(instrument, spoken)
    settings = {
        "form_title": title_of(code).es,
        "form_id": code,
        "version": version_of(edition, instrument),
        "default_language": spoken[0].column,
        "instance_name": f"'{title_of(code).es}'",  # nothing that was answered
    }
    if public_key:
        settings["public_key"] = public_key
    if submission_url:
        settings["submission_url"] = submission_url
    return Sheets(survey.rows, _choices(instrument, spoken), [settings], survey.media)
