"""What leaves without consent, under a demand, or to an authority: who must stand behind it.

Source: A09 (``docs/security/abuse.csv``), E3 and E5 (``ethics.csv``). Which exceptions exist is content
(``catalogues/sharing_exceptions.yaml``); how many people each needs is decided here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.model import Text
from cauce.content.model_consent import ShareableField
from cauce.content.vocabulary import Vocabulary

bad_input = BadInputs(__file__)

DemandState = Literal["recorded", "reviewed", "approved", "released", "refused"]
DisclosureState = Literal["proposed", "agreed", "made", "refused"]
DEMAND_STATES: tuple[DemandState, ...] = get_args(DemandState)
DISCLOSURE_STATES: tuple[DisclosureState, ...] = get_args(DisclosureState)

DEMAND_LABELS: dict[str, Text] = {
    "recorded": Text(es="Espera al área jurídica", en="Waits for the legal reviewer"),
    "reviewed": Text(es="Espera a oficinas centrales", en="Waits for headquarters"),
    "approved": Text(es="Puede entregarse", en="May be handed over"),
    "released": Text(es="Se entregó", en="Handed over"),
    "refused": Text(es="No se entrega", en="Not handed over"),
}
DISCLOSURE_LABELS: dict[str, Text] = {
    "proposed": Text(es="Espera a una segunda persona", en="Waits for a second person"),
    "agreed": Text(es="Puede compartirse", en="May be shared"),
    "made": Text(es="Se compartió", en="Shared"),
    "refused": Text(es="No se comparte", en="Not shared"),
}

EXCEPTION, AUTHORITY = "exception", "us_authority"  # kinds of recipient


def least(vocabulary: Vocabulary) -> tuple[ShareableField, ...]:
    """The least that asks for help, under an exception: nothing of the story, nothing of papers."""
    return _not_forbidden(vocabulary, EXCEPTION)


def under_demand(vocabulary: Vocabulary) -> tuple[ShareableField, ...]:
    """What may answer a demand: of what an authority may be told, nothing of papers or migration."""
    return _not_forbidden(vocabulary, AUTHORITY)


def _not_forbidden(vocabulary: Vocabulary, kind: str) -> tuple[ShareableField, ...]:
    """By the kind alone, whatever purpose an edition writes for it."""
    return tuple(one for one in vocabulary.told(kind) if one.id not in vocabulary.forbidden)


def fields_for_authority(vocabulary: Vocabulary, agreed: Iterable[str]) -> tuple[ShareableField, ...]:
    """What may be told to the authority that she said yes to: only what she agreed to, in order; of papers
    and migration nothing unless she said yes to that very datum."""
    chosen = frozenset(agreed)
    return tuple(one for one in vocabulary.told(AUTHORITY) if one.id in chosen)


def check_fields(fields: Iterable[str], allowed: Iterable[ShareableField]) -> tuple[str, ...]:
    """The fields, once each, in the order of the list. Raises ``Unknown`` for one outside of it and
    ``BadInput`` when there is none: nothing is shared «in general»."""
    listed = [one.id for one in allowed]
    given = set(fields)
    for one in sorted(given):
        if one not in listed:
            raise unknown("datos", "data", one, listed)
    if not given:
        raise bad_input("it_does_not_say_which_data", where="fields")
    return tuple(one for one in listed if one in given)


# Two people for a demand ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who did what about one demand; '' is nobody yet. Hashes: of what each of them had before them."""

    asked_by: str
    reviewed_by: str = ""
    reviewed_hash: str = ""
    approved_by: str = ""
    approved_hash: str = ""


SELF = ("Nadie decide sobre lo que registró.", "Nobody decides on what they recorded.")
TWICE = ("Revisar y aprobar lo hacen dos personas.", "To review and to approve takes two people.")
CHANGED = (
    "El requerimiento cambió después de revisarse.",
    "The demand changed after it was reviewed.",
)
MISSING = ("Faltan la revisión y la aprobación.", "The review and the approval are missing.")


def _no(words: tuple[str, str]) -> BadInput:
    return BadInput(
        *words,
        where="decide",
        cure_es="Pídalo a otra persona, con el requerimiento como está ahora.",
        cure_en="Ask somebody else, with the demand as it now stands.",
    )


def check_review(signed: Signatures, who: str) -> None:
    """Whether this person may review it. Raises ``BadInput``."""
    if who == signed.asked_by:
        raise _no(SELF)
    if who == signed.approved_by:
        raise _no(TWICE)


def check_approval(signed: Signatures, who: str, now: str) -> None:
    """Whether this person may approve what stands now (its hash). Raises ``BadInput``."""
    if who == signed.asked_by:
        raise _no(SELF)
    if not signed.reviewed_by:
        raise _no(MISSING)
    if who == signed.reviewed_by:
        raise _no(TWICE)
    if signed.reviewed_hash != now:
        raise _no(CHANGED)


def check_release(signed: Signatures, now: str) -> None:
    """Whether it may be handed over as it stands now. Raises ``BadInput``."""
    if not (signed.reviewed_by and signed.approved_by):
        raise _no(MISSING)
    people = {signed.asked_by, signed.reviewed_by, signed.approved_by}
    if len(people) != 3:
        raise _no(TWICE)
    if {signed.reviewed_hash, signed.approved_hash} != {now}:
        raise _no(CHANGED)


def content_hash(content: Mapping[str, Any]) -> str:
    """What two people decide on, as one line; it holds a salt, so that no text can be guessed back."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


# Lines of a plan that follow from an act and ask for no service: what is done, in person.
TASKS: dict[str, Text] = {
    "tell_person": Text(
        es="Avisar a la persona de lo que se compartió", en="Tell the person what was shared"
    ),
    "in_person": Text(es="Decírselo en persona", en="Say it in person"),
}
