"""An instrument as a form for telephones: its neutral code and the version it travels with.

The code says nothing about the matter, because somebody may look at the telephone; it is in
``catalogues/field_forms.csv``, is never renamed and never used twice. The version is the number of
the instrument and eight letters of its file's hash: the number decides which rules apply.
"""

from __future__ import annotations

import re

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument, Item, Section, StopRule

bad_input = BadInputs(__file__)

CATALOGUE = "field_forms"
_VERSION = re.compile(r"(\d{1,4})(?:-[0-9a-f]{8})?")
# The code under which a space reaches the network; a space that is not here: an outreach event.
_CHANNELS = {
    "passport_window": "documentation",
    "protection_desk": "walk_in",
    "phone_line": "duty_phone",
    "mobile_consulate": "mobile_consulate",
    "detention_visit": "detention_visit",
    "shelter": "ngo_referral",
    "health_window": "vds",
    "labour_rights_week": "labour_complaint",
}


def _rows(edition: Edition) -> tuple[dict[str, str], ...]:
    return edition.catalogues.get(CATALOGUE, ())


def codes(edition: Edition) -> dict[str, str]:
    """Code of each form → id of its instrument, in the order of the catalogue."""
    return {
        row["code"]: row["instrument"] for row in _rows(edition) if row["instrument"] in edition.instruments
    }


def code_of(edition: Edition, instrument: str) -> str:
    """The neutral code of an instrument. Raises ``Unknown``, or ``BadInput`` when it has none yet."""
    if instrument not in edition.instruments:
        raise unknown("instrumentos", "instruments", instrument, edition.instruments)
    for code, one in codes(edition).items():
        if one == instrument:
            return code
    raise bad_input(
        "instrument_has_no_form_code_yet", where=f"catalogues/{CATALOGUE}.csv", instrument=instrument
    )


def instrument_of(edition: Edition, code: str) -> Instrument | None:
    """The newest version of the instrument behind a code; None: there is no such code."""
    name = codes(edition).get(code)
    return edition.instruments[name] if name else None


def title_of(code: str) -> Text:
    """What a form is called on a screen: «Formato A», nothing else."""
    letter = code.rpartition("-")[2].upper()
    return Text(es=f"Formato {letter}", en=f"Form {letter}")


def file_hash(edition: Edition, instrument: Instrument) -> str:
    """The hash of the file of this version (SHA-256, hexadecimal)."""
    return edition.file_hash[f"toolbox/{instrument.id}.v{instrument.version}.yaml"]


def version_of(edition: Edition, instrument: Instrument) -> str:
    """The version that a form carries: «3-1a2b3c4d»."""
    return f"{instrument.version}-{file_hash(edition, instrument)[:8]}"


def filled_under(edition: Edition, code: str, version: str) -> Instrument | None:
    """The version of the instrument that a form was filled with; None: not one of ours."""
    newest, found = instrument_of(edition, code), _VERSION.fullmatch(version)
    if newest is None or found is None:
        return None
    return edition.instrument_versions.get((newest.id, int(found[1])))


def laid_out(instrument: Instrument) -> tuple[tuple[Section, tuple[Item, ...]], ...]:
    """The sections with their items in the order in which a form is filled, from top to bottom.

    A question that is asked because of a later one stands right after that one: whoever fills a
    form does not go back.
    """
    items = {item.id: item for item in instrument.items}
    number = {id: place for place, id in enumerate(items)}
    where: dict[str, tuple[tuple[int, ...], str]] = {}

    def stands(id: str) -> tuple[tuple[int, ...], str]:
        """Its place, and its section: its own, or right after the last that it is asked because of."""
        if id not in where:
            own = ((number[id],), items[id].section)
            before = [stands(one) for row in items[id].ask_if for one in row]
            last = max(before, default=own, key=lambda one: one[0])
            where[id] = ((*last[0], number[id]), last[1]) if last[0] > own[0] else own
        return where[id]

    ordered = sorted(items.values(), key=lambda item: stands(item.id)[0])
    return tuple(
        (one, tuple(item for item in ordered if where[item.id][1] == one.id))
        for one in instrument.sections
        if any(where[item.id][1] == one.id for item in instrument.items)
    )


def decide_first(instrument: Instrument) -> frozenset[str]:
    """The safety questions that nobody may pass without an answer: those that a stop looks at, and
    those on which it depends whether one of these is asked. «Prefers not to say» is an answer."""
    safety = {item.id: item for item in instrument.items if item.kind == "safety"}
    found = {one for stop in instrument.stop_rules for row in stop.when for one in row}
    left = [one for one in found if one in safety]
    needed: set[str] = set()
    while left:
        one = left.pop()
        needed.add(one)
        before = {name for row in safety[one].ask_if for name in row}
        left += [name for name in before if name in safety and name not in needed]
    # What is still asked after a stop is help, and help does not wait.
    return frozenset(one for one in needed if not safety[one].after_stop)


def what_to_do(instrument: Instrument, stop: StopRule) -> tuple[Text, ...]:
    """What a form says where the talk ends, in the words of the offer: what is done and, where the
    person fills it alone, first what is said to them."""
    offer = next(one for one in instrument.offers if one.id == stop.offer)
    if instrument.audience == "person":
        return offer.say, offer.do
    return (offer.do, offer.pass_on) if offer.pass_on else (offer.do,)


def channel_of(instrument: Instrument) -> str:
    """The channel under which a case that began with this form is opened."""
    return next((_CHANNELS[one] for one in instrument.spaces if one in _CHANNELS), "outreach_event")
