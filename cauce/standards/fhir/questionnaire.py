"""Instrument → Questionnaire (FHIR R4, 4.0.1), in Spanish with its translations beside it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument, Item
from cauce.rules.field_form import code_of, decide_first, laid_out, title_of, version_of
from cauce.standards.languages import Language, languages

from .enabling import ANSWERS, SYSTEM, clauses_of, enabled, guarded, stops_by_last, unless

Json = dict[str, Any]
Further = Sequence[Language]
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def url_of(edition: Edition, instrument: Instrument) -> str:
    """The canonical name of the form, without its version: neutral, as on a telephone."""
    return f"urn:cauce:form:{code_of(edition, instrument.id)}"


def _translated(text: Text, further: Further) -> Json:
    said = [(one.code, one.own(text)) for one in further if one.code != "es"]
    return {
        "extension": [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": code},
                    {"url": "content", "valueString": words},
                ],
            }
            for code, words in said
            if words is not None
        ]
    }


def _options(further: Further, ticks: bool) -> list[Json]:
    return [
        {
            "valueCoding": {
                "system": SYSTEM,
                "code": code,
                "display": words.es,
                "_display": _translated(words, further),
            }
        }
        for code, words in (ANSWERS[:1] if ticks else ANSWERS)
    ]


def _item(instrument: Instrument, item: Item, further: Further) -> Json:
    made: Json = {"linkId": item.id, "text": item.outside.es, "_text": _translated(item.outside, further)}
    if item.kind == "free_account":
        return made | {"type": "display"}
    options = _options(further, instrument.answers == "ticks")
    # A tick that was not noticed is left empty there, so none of them can be required.
    first = instrument.answers != "ticks" and item.id in decide_first(instrument)
    made |= {"type": "choice", "required": first, "answerOption": options}
    if item.help is not None:
        made["item"] = [_help(item.id, item.help, further)]
    return made


def _help(item: str, text: Text, further: Further) -> Json:
    return {
        "linkId": f"{item}.help",
        "type": "display",
        "text": text.es,
        "_text": _translated(text, further),
        "extension": [
            {
                "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-displayCategory",
                "valueCodeableConcept": {
                    "coding": [
                        {
                            "system": "http://hl7.org/fhir/questionnaire-display-category",
                            "code": "instructions",
                        }
                    ]
                },
            }
        ],
    }


def _group(name: str, title: Text | None, further: Further) -> Json:
    made: Json = {"linkId": name, "type": "group", "item": []}
    if title is not None:
        made |= {"text": title.es, "_text": _translated(title, further)}
    return made


class _Tree:
    """The items under way. After a question that may stop the talk, everything that follows stands
    in a group that is enabled as long as it did not."""

    def __init__(self, instrument: Instrument, further: Further) -> None:
        self.instrument, self.further = instrument, further
        self.top: list[Json] = []  # never closed by a stop
        self.root = self.top  # where the next section goes
        self.here = self.top  # where the next question goes
        self.stops = stops_by_last(instrument)

    def section(self, id: str, title: Text) -> None:
        group = _group(f"section.{id}", title, self.further)
        self.root.append(group)
        self.here = group["item"]

    def add(self, item: Item) -> None:
        made = _item(self.instrument, item, self.further)
        (self.top if item.after_stop else self.here).append(
            guarded(f"{item.id}.if", made, clauses_of(item.ask_if))
        )
        for number, row in enumerate(self.stops.get(item.id, ()), 1):
            self._guard(f"{item.id}.go{number}", unless(row))

    def _guard(self, name: str, clause: list[Json]) -> None:
        for place, suffix in (("here", ""), ("root", ".next")):
            group = _group(name + suffix, None, self.further)
            group |= enabled(clause)
            getattr(self, place).append(group)
            setattr(self, place, group["item"])


def _pruned(items: list[Json]) -> list[Json]:
    """Without groups in which nothing is."""
    kept = []
    for one in items:
        if one["type"] == "group":
            one["item"] = _pruned(one["item"])
            if not one["item"]:
                continue
        kept.append(one)
    return kept


def _tree(instrument: Instrument, further: Further) -> list[Json]:
    tree = _Tree(instrument, further)
    for section, items in laid_out(instrument):
        tree.section(section.id, section.title)
        for item in items:
            tree.add(item)
    return _pruned(tree.top)


def questionnaire(edition: Edition, instrument: Instrument) -> Json:
    """The resource, in Spanish with its translations beside it. Raises ``BadInput`` when the
    instrument has no form code."""
    code, other = code_of(edition, instrument.id), languages(edition)
    title = title_of(code)
    return {
        "resourceType": "Questionnaire",
        "language": "es",
        "url": url_of(edition, instrument),
        "identifier": [{"system": "urn:cauce:file", "value": version_of(edition, instrument)}],
        "version": version_of(edition, instrument),
        "name": code.replace("-", "_").capitalize(),
        "title": title.es,
        "_title": _translated(title, other),
        "status": "active",
        "experimental": True,  # not validated in this setting
        # An instrument bears no date of its own: this is the day from which its edition holds.
        "date": edition.info.in_force_from.isoformat(),
        "publisher": "Cauce",
        "description": instrument.licence_note.es,
        "_description": _translated(instrument.licence_note, other),
        "item": [
            {
                "linkId": "intro",
                "type": "display",
                "text": instrument.intro.es,
                "_text": _translated(instrument.intro, other),
            },
            *_tree(instrument, other),
        ],
    }
