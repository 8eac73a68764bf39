"""May data of identity or of migration go along with a referral: to whom, which, and who signs?

A referral itself never carries them. They go in a sealed envelope of its own, to counsel, to IOM or to
an authority, by the person's yes to that receiver and to each datum, and only once a second person of
the post has read them and signed. No shelter and no service of care is ever given one, whatever is
signed. Source: A08 of ``docs/security/abuse.csv``. What each purpose lists is content
(``catalogues/shareable_fields.yaml``), proposed and unverified. What goes to the ministry's offices in
Mexico is asked by petition instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text, both
from cauce.content.model_consent import RecipientKind
from cauce.content.vocabulary import Vocabulary

from .consent import ConsentVerdict

bad_input = BadInputs(__file__)

PURPOSE = "papers"  # the purpose of consent; it names one recipient
State = Literal["to_sign", "signed", "unsigned", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)
OPEN: frozenset[str] = frozenset({"to_sign", "signed"})
# The receiver reads it only while it attends the person: not before it accepted, nor afterwards.
SHOWN_IN: frozenset[str] = frozenset({"accepted", "in_service"})
# Whoever lodges or cares for somebody needs none of it to do so.
NEVER: frozenset[str] = frozenset({"shelter", "medical", "psychological"})
MOST = 200  # letters of one datum

STATE_LABELS: dict[str, Text] = {
    "to_sign": both(
        "Espera una segunda firma: no ha salido nada", "Waits for a second signature: nothing has left"
    ),
    "signed": both("Firmado", "Signed"),
    "unsigned": both("No se firmó; no se envió nada", "Not signed; nothing was sent"),
    "withdrawn": both("Se retiró; lo que llevaba se destruyó", "Withdrawn; what it held was destroyed"),
}
# Why a second person does not sign: a code, so that whoever asked knows what to change.
REFUSALS: dict[str, Text] = {
    "too_much": both("Basta con menos datos", "Fewer data are enough"),
    "wrong_receiver": both("No es para quien recibe", "It is not for this receiver"),
    "wrong_data": both("Algún dato no es correcto", "Some information is not correct"),
    "ask_again": both("Hay que volver a preguntarle a la persona", "The person must be asked again"),
    "not_now": both("Todavía no hace falta", "It is not needed yet"),
}

# What an envelope is for, and who may have it: a kind of recipient. None of another kind is ever given one.
Purpose = RecipientKind


def purposes(vocabulary: Vocabulary) -> tuple[Purpose, ...]:
    """What an envelope may be for, in order."""
    return tuple(one for one in vocabulary.recipients.values() if one.purpose == PURPOSE and one.partner)


def purpose_for(vocabulary: Vocabulary, partner_kind: str, service_kinds: Iterable[str]) -> Purpose | None:
    """What an envelope to this receiver could be for; None: it is never given one.

    ``partner_kind`` is what headquarters said the organisation is, not what a service says of
    itself; "" or a provider's: none. Counsel counts only for a service that is a legal one.
    """
    kinds = frozenset(service_kinds)
    if kinds & NEVER:
        return None
    if partner_kind == "counsel" and "legal" not in kinds:
        return None
    found = (one for one in purposes(vocabulary) if one.partner == partner_kind and one.takes(kinds))
    return next(found, None)


def fields_for(vocabulary: Vocabulary, purpose: Purpose) -> tuple[str, ...]:
    """The data that are the most such an envelope may hold, in order."""
    return tuple(one.id for one in vocabulary.told(purpose.id))


def check_fields(listed: tuple[str, ...], wanted: Mapping[str, str]) -> dict[str, str]:
    """The data that were written, in the order of what its purpose lists. Raises Unknown for one that it
    does not list, BadInput for none at all or for one that is too long."""
    for name in wanted:
        if name not in listed:
            raise unknown("datos", "data", name, listed, "fields")
    kept = {name: wanted[name].strip() for name in listed if wanted.get(name, "").strip()}
    if not kept:
        raise bad_input("there_is_no_information_to_send", where="fields")
    for name, value in kept.items():
        if len(value) > MOST:
            raise bad_input("most_letters_fit", where=name, most=MOST)
    return kept


def check_consent(verdict: ConsentVerdict) -> None:
    """Raises BadInput unless the person said yes to this receiver and to each of these data."""
    if not verdict.allowed:
        raise bad_input("nothing_was_prepared", where="consent", reason=verdict.reason)


def check_second(asked_by: str, who: str) -> None:
    """Whether this person may sign or refuse what another prepared. Raises BadInput for the same one."""
    if who == asked_by:
        raise bad_input("another_person_signs_not_whoever_prepared_it", where="decide")
