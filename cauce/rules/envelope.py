"""May data of identity or of migration go along with a referral: to whom, which, and who signs?

A referral itself never carries them. They go in a sealed envelope of its own, to counsel, to IOM or to
an authority, by the person's yes to that receiver and to each datum, and only once a second person of
the post has read them and signed. No shelter and no service of care is ever given one, whatever is
signed. Source: A08 of ``docs/security/abuse.csv``. What each purpose lists is
proposed and unverified. What goes to the ministry's offices in Mexico is asked by petition instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text, both

from .consent import ConsentVerdict, ShareableField

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

FIELDS: tuple[ShareableField, ...] = (
    ShareableField("full_name", both("Nombre completo", "Full name")),
    ShareableField("birth_date", both("Fecha de nacimiento", "Date of birth")),
    ShareableField("birth_place", both("Lugar de nacimiento", "Place of birth")),
    ShareableField("nationality", both("Nacionalidad", "Nationality")),
    ShareableField("curp", both("CURP", "CURP")),
    ShareableField("passport", both("Pasaporte", "Passport")),
    ShareableField("consular_id", both("Matrícula consular", "Consular ID")),
    ShareableField("visa", both("Visa", "Visa")),
    ShareableField("immigration_situation", both("Situación migratoria", "Immigration status")),
    ShareableField("a_number", both("Número de extranjero (A-number)", "A-number")),
    ShareableField("entry_date", both("Cuándo entró al país", "Date of entry")),
    ShareableField("entry_place", both("Por dónde entró", "Place of entry")),
    ShareableField("entry_manner", both("Cómo entró", "Manner of entry")),
)
LABELS: dict[str, Text] = {one.id: one.label for one in FIELDS}


@dataclass(frozen=True, slots=True)
class Purpose:
    """What an envelope is for: which kind of receiver may have it, and the data that are the most."""

    id: str
    title: Text
    to: str  # a kind of partner
    fields: tuple[str, ...]


PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        "defence",
        both("Para su asesoría jurídica", "For legal counsel"),
        "counsel",
        (
            "full_name",
            "birth_date",
            "nationality",
            "passport",
            "consular_id",
            "visa",
            "immigration_situation",
            "a_number",
            "entry_date",
            "entry_place",
            "entry_manner",
        ),
    ),
    Purpose(
        "travel",
        both("Para los papeles de un viaje", "For the papers of a journey"),
        "iom",
        ("full_name", "birth_date", "nationality", "passport", "visa"),
    ),
    Purpose(
        "procedure",
        both("Para un trámite ante una autoridad mexicana", "For a procedure before a Mexican authority"),
        "authority",
        ("full_name", "birth_date", "birth_place", "curp", "passport", "consular_id"),
    ),
)


# Whoever is of another kind is never given one, whatever the service.
RECEIVERS = frozenset(one.to for one in PURPOSES)


def purpose_for(partner_kind: str, service_kinds: Iterable[str]) -> Purpose | None:
    """What an envelope to this receiver could be for; None: it is never given one.

    ``partner_kind`` is what headquarters said the organisation is, not what a service says of
    itself; "" or a provider's: none. Counsel counts only for a service that is a legal one.
    """
    kinds = frozenset(service_kinds)
    if kinds & NEVER:
        return None
    if partner_kind == "counsel" and "legal" not in kinds:
        return None
    return next((one for one in PURPOSES if one.to == partner_kind), None)


def check_fields(purpose: Purpose, wanted: Mapping[str, str]) -> dict[str, str]:
    """The data that were written, in the order of the purpose. Raises Unknown for one that the purpose
    does not list, BadInput for none at all or for one that is too long."""
    for name in wanted:
        if name not in purpose.fields:
            raise unknown("datos", "data", name, purpose.fields, "fields")
    kept = {name: wanted[name].strip() for name in purpose.fields if wanted.get(name, "").strip()}
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
