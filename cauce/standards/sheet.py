"""An instrument on paper: the same questions in the same order, and a QR code that says which
version of which form it is, so that what is copied from it later is judged by the right rules."""

from __future__ import annotations

from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_toolbox import AnswerRow, Instrument
from cauce.protocol.documents.paper import pdf
from cauce.rules.field_form import code_of, file_hash, laid_out, title_of, version_of, what_to_do
from cauce.standards.qr import picture

TEMPLATE = "documents/sheet.html"
SAID = {
    "yes": Text(es="sí", en="yes"),
    "no": Text(es="no", en="no"),
    "does_not_know": Text(es="no sabe", en="does not know"),
    "prefers_not_to_say": Text(es="prefiere no responder", en="prefers not to say"),
    "not_asked": Text(es="no se preguntó", en="not asked"),
}


def mark(edition: Edition, instrument: Instrument) -> str:
    """What the QR code holds: form, version and hash of its file; nothing about the matter."""
    code = code_of(edition, instrument.id)
    return f"cauce:{code}:{version_of(edition, instrument)}:{file_hash(edition, instrument)}"


def _listed(words: list[str], last: str) -> str:
    """«a, b o c»."""
    return last.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _condition(rows: list[AnswerRow], number: dict[str, int]) -> Text | None:
    """«Solo si 3: no o no sabe»; None: always."""
    if not rows:
        return None

    def said(language: str) -> str:
        last, other = (" o ", "; o ") if language == "es" else (" or ", "; or ")
        both = " y " if language == "es" else " and "
        parts = [
            both.join(
                f"{number[item]}: {_listed([SAID[value][language] for value in values], last)}"
                for item, values in row.items()
            )
            for row in rows
        ]
        return other.join(parts)

    return Text(es=f"Solo si {said('es')}", en=f"Only if {said('en')}")


def sections_of(instrument: Instrument) -> list[dict[str, Any]]:
    """The sections of an instrument with its questions numbered, as ``documents/sheet_body.html`` shows
    them.
    """
    items = [item for _, items in laid_out(instrument) for item in items]
    number = {item.id: place for place, item in enumerate(items, 1)}
    stops: dict[str, list[Text]] = {}
    for stop in instrument.stop_rules:
        for row in stop.when:
            named = _condition([row], number)
            last = max(row, key=lambda one: number[one])
            done = what_to_do(instrument, stop)
            if named is not None:
                stops.setdefault(last, []).append(
                    Text(
                        es=f"Pare aquí ({stop.title.es}) s{named.es.removeprefix('Solo s')}. "
                        + " ".join(one.es for one in done),
                        en=f"Stop here ({stop.title.en}) i{named.en.removeprefix('Only i')}. "
                        + " ".join(one.en for one in done),
                    )
                )
    return [
        {
            "title": section.title,
            "lead": section.lead,
            "items": [
                {
                    "number": number[item.id],
                    "text": item.outside,
                    "help": item.help,
                    "told": item.kind == "free_account",
                    "only": _condition(item.ask_if, number),
                    "stops": stops.get(item.id, ()),
                    "always": item.after_stop,
                }
                for item in items
            ],
        }
        for section, items in laid_out(instrument)
    ]


def sheet(edition: Edition, instrument: Instrument, language: str) -> bytes:
    """The sheet as PDF in that language. Raises ``BadInput`` when the instrument has no code yet."""
    code = code_of(edition, instrument.id)
    text = mark(edition, instrument)
    context = {
        "instrument": instrument,
        "sections": sections_of(instrument),
        "code": code,
        "version": version_of(edition, instrument),
        "hash": file_hash(edition, instrument),
        "qr": picture(text),
        "ticks": instrument.answers == "ticks",
    }
    return pdf(TEMPLATE, context, language=language, title=title_of(code)[language])
