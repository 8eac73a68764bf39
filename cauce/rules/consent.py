"""What did the person say yes to, and to whom? Default: no. What was not asked was not given.

Source: the consent record (T14); docs/decisions/0003-conditions.md. Consent gates acts of
sharing and contact and never a deadline, a priority or a service. A vital-interest exception is
not consent; it is another act with its own two signatures and is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text

bad_input = BadInputs(__file__)

Purpose = Literal[
    "screening",
    "keeping",
    "referral",
    "contact",
    "us_authority",
    "mexico",
    "papers",
    "counting",
    "known_elsewhere",
    "joining",
    "ministry_register",
]
Decision = Literal["yes", "no", "not_recorded"]  # the last: of an earlier register
Interpreter = Literal["none", "in_person", "phone", "relay"]
ConsentState = Literal[
    "given", "refused", "missing", "expired", "withdrawn", "other_recipient", "other_fields", "not_recorded"
]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

# A yes to one of these names one recipient and holds for nobody else.
TO_ONE_RECIPIENT: frozenset[str] = frozenset({"referral", "us_authority", "mexico", "papers"})

PURPOSE_LABELS: dict[str, Text] = {
    "screening": Text(es="Hacer las preguntas de detección", en="Ask the screening questions"),
    "keeping": Text(es="Guardar lo que cuenta", en="Keep the account"),
    "referral": Text(es="Compartir datos para una canalización", en="Share data for a referral"),
    "contact": Text(
        es="Ponerse en contacto después, por el medio seguro", en="Contact the person later, safely"
    ),
    "us_authority": Text(es="Compartir con una autoridad de EE. UU.", en="Share with a US authority"),
    "mexico": Text(
        es="Compartir con una oficina o autoridad de México",
        en="Share with an office or authority in Mexico",
    ),
    "papers": Text(
        es="Compartir datos de identidad o migratorios en un sobre cerrado",
        en="Share identity or immigration data in a sealed envelope",
    ),
    "counting": Text(
        es="Comparar listas de la Secretaría para evitar contarla dos veces",
        en="Compare the ministry's lists, to avoid double counting",
    ),
    "known_elsewhere": Text(
        es="Preguntar si otro consulado ya le conoce",
        en="Ask whether another consulate already knows the person",
    ),
    "joining": Text(es="Juntar lo que guardan dos oficinas", en="Join what two offices keep"),
    "ministry_register": Text(
        es="Escribir su nombre y fecha de nacimiento en el registro de la Secretaría",
        en="Write the name and birth date in the ministry's register",
    ),
}

REASONS: dict[str, Text] = {
    "given": Text(es="La persona dijo que sí.", en="The person said yes."),
    "refused": Text(es="La persona dijo que no.", en="The person said no."),
    "missing": Text(
        es="No se le ha preguntado; sin consentimiento, la respuesta es no.",
        en="The person has not been asked; without consent, the answer is no.",
    ),
    "not_recorded": Text(
        es="No consta si se le preguntó; falta su consentimiento.",
        en="No answer is on record; ask.",
    ),
    "expired": Text(
        es="El consentimiento venció; hay que volver a preguntar.",
        en="The consent has expired; ask again.",
    ),
    "withdrawn": Text(es="La persona retiró su consentimiento.", en="The person withdrew the consent."),
    "other_recipient": Text(
        es="Aceptó para otra organización, no para esta.",
        en="The person agreed for another organisation, not for this one.",
    ),
    "other_fields": Text(
        es="Aceptó, pero no para todos estos datos.",
        en="The person agreed, but not to all of this information.",
    ),
}


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One decision of the person, as it was recorded. ``recipient`` None: no organisation named.

    ``expires_at`` and ``withdrawn_at`` None: it has no end, it was not withdrawn. ``way`` tells how
    she said it and how she may withdraw it. A new decision replaces an older one by being later;
    do not mark the older one withdrawn for that.
    """

    purpose: Purpose
    decision: Decision
    given_at: dt.datetime
    recipient: str | None = None
    fields: frozenset[str] = frozenset()
    language: str = "spa"
    interpreter: Interpreter = "none"
    expires_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class ConsentVerdict:
    """May it be done, and why. ``consent`` None: no decision stands behind the answer."""

    allowed: bool
    state: ConsentState
    reason: Text
    consent: ConsentGiven | None = None
    missing_fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the banner: a purpose, to whom (None: no organisation named), and the verdict."""

    purpose: Purpose
    recipient: str | None
    verdict: ConsentVerdict
    label: Text


def may(
    consents: Iterable[ConsentGiven],
    purpose: str,
    at: dt.datetime,
    recipient: str | None = None,
    fields: frozenset[str] = frozenset(),
) -> ConsentVerdict:
    """Whether her decisions, as they stand at ``at``, allow this purpose, recipient and fields.

    The latest decision wins; of two at the same instant, the one that says no. A no or a
    withdrawal that names nobody holds for everybody; a yes to A is never a yes to B.
    Raises Unknown for another purpose and BadInput for an instant without a time zone.
    """
    if purpose not in PURPOSES:
        raise unknown("propósitos", "purposes", purpose, PURPOSES)
    if at.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone", where="at")
    known = [c for c in consents if c.purpose == purpose and c.given_at <= at]
    about = [c for c in known if _concerns(c, purpose, recipient, at)]
    if not about:
        elsewhere = any(_standing(c, at) == "given" for c in known)
        return _verdict("other_recipient" if elsewhere else "missing")
    last = max(about, key=lambda c: _moment(c, at))
    state = _standing(last, at)
    if state != "given":
        return _verdict(state, last)
    missing = fields - last.fields
    return _verdict("other_fields", last, missing) if missing else _verdict("given", last)


def may_still(
    consents: Iterable[ConsentGiven], purpose: str, at: dt.datetime, recipient: str, since: dt.datetime
) -> ConsentVerdict:
    """Whether the yes given at ``since`` still stands at ``at``: for what rests on that one yes.

    Any later no or withdrawal ends it; a later yes, given for something else that the same receiver
    was asked, does not bring it back. Raises as ``may``.
    """
    kept = [c for c in consents if c.given_at == since or c.decision == "no" or c.withdrawn_at is not None]
    return may(kept, purpose, at, recipient)


def summary(consents: Iterable[ConsentGiven], at: dt.datetime) -> tuple[SummaryLine, ...]:
    """What is consented and what is not: every purpose, and every recipient ever asked about."""
    listed = tuple(consents)
    lines: list[SummaryLine] = []
    for purpose in PURPOSES:
        named = {c.recipient for c in listed if c.purpose == purpose and c.given_at <= at}
        recipients: list[str | None] = [*sorted(name for name in named if name is not None)]
        if None in named or not recipients:
            recipients.insert(0, None)
        for recipient in recipients:
            verdict = may(listed, purpose, at, recipient)
            lines.append(SummaryLine(purpose, recipient, verdict, _line_label(purpose, recipient, verdict)))
    return tuple(lines)


def _concerns(consent: ConsentGiven, purpose: str, recipient: str | None, at: dt.datetime) -> bool:
    """Whether this decision speaks about this recipient."""
    if consent.recipient is not None:
        return consent.recipient == recipient
    # A general yes names nobody: it opens nothing where one recipient must be named.
    opens = _standing(consent, at) in ("given", "expired")
    return not opens or purpose not in TO_ONE_RECIPIENT


def _moment(consent: ConsentGiven, at: dt.datetime) -> tuple[dt.datetime, bool]:
    """When the person last decided in this record; a no sorts after a yes of the same instant."""
    withdrawn = consent.withdrawn_at
    if withdrawn is not None and withdrawn <= at:
        return max(withdrawn, consent.given_at), True
    return consent.given_at, consent.decision == "no"


def _standing(consent: ConsentGiven, at: dt.datetime) -> ConsentState:
    if consent.decision != "yes":
        return "refused" if consent.decision == "no" else "not_recorded"
    if consent.withdrawn_at is not None and consent.withdrawn_at <= at:
        return "withdrawn"
    if consent.expires_at is not None and consent.expires_at <= at:
        return "expired"
    return "given"


def _verdict(
    state: ConsentState,
    consent: ConsentGiven | None = None,
    missing: frozenset[str] = frozenset(),
) -> ConsentVerdict:
    return ConsentVerdict(state == "given", state, REASONS[state], consent, missing)


def _line_label(purpose: Purpose, recipient: str | None, verdict: ConsentVerdict) -> Text:
    label = PURPOSE_LABELS[purpose]
    to = f" · {recipient}" if recipient else ""
    es, en = ("sí", "yes") if verdict.allowed else ("no", "no")
    return Text(es=f"{label.es}{to}: {es}", en=f"{label.en}{to}: {en}")


# What a partner may be told, and what never leaves ------------------------------------------------

PARTNER_KINDS: dict[str, Text] = {
    "shelter": Text(es="Casa segura o refugio", en="Safe house or shelter"),
    "service_provider": Text(es="Organización de servicios", en="Service organisation"),
    "legal_provider": Text(es="Asesoría jurídica", en="Legal services"),
    "health_provider": Text(es="Servicio de salud", en="Health service"),
}
EVERY_PARTNER = frozenset(PARTNER_KINDS)
LODGING = frozenset({"shelter"})
CARE = frozenset({"shelter", "service_provider", "health_provider"})

# What kind of partner a service is, by the first of its kinds that is listed here.
_OF_SERVICE = (
    ("shelter", "shelter"),
    ("legal", "legal_provider"),
    ("medical", "health_provider"),
    ("psychological", "health_provider"),
)


def partner_kind(kinds: Iterable[str]) -> str:
    """Which kind of partner receives: it decides what may ever be offered for consent."""
    held = set(kinds)
    return next((partner for kind, partner in _OF_SERVICE if kind in held), "service_provider")


@dataclass(frozen=True, slots=True)
class ShareableField:
    """A datum that may be offered for consent in a referral, and to which kinds of partner."""

    id: str
    label: Text
    to: frozenset[str] = EVERY_PARTNER


# In the order in which they are offered to the person. Each is proposed, none is official text.
SHAREABLE_FIELDS: tuple[ShareableField, ...] = (
    ShareableField("urgent", Text(es="Si es urgente", en="Whether it is urgent")),
    ShareableField(
        "first_name_or_alias",
        Text(es="Un nombre o apodo que la persona elija", en="A first name or alias of their choice"),
    ),
    ShareableField("age_band", Text(es="Grupo de edad", en="Age band")),
    ShareableField("sex_gender", Text(es="Sexo o género", en="Sex or gender")),
    ShareableField("language", Text(es="Idioma e intérprete", en="Language and interpreter")),
    ShareableField("needs", Text(es="Lo que necesita", en="Needs")),
    ShareableField("dependants", Text(es="Quiénes vienen con la persona", en="Who comes along"), to=CARE),
    ShareableField("safety_notes", Text(es="Cuidados de seguridad", en="Safety notes")),
    ShareableField("safe_contact", Text(es="Contacto seguro", en="Safe contact")),
    ShareableField("accessibility", Text(es="Accesibilidad y ajustes", en="Accessibility and adjustments")),
    ShareableField("arrival_time", Text(es="Cuándo llegaría", en="Time of arrival"), to=CARE),
    ShareableField("diet", Text(es="Alimentación y alergias", en="Diet and allergies"), to=LODGING),
)

# Never shareable with a shelter or a service provider, whatever the person consented to (security
# design, A08): a partner does not need it to receive anybody, and it can expose the person.
FORBIDDEN: frozenset[str] = frozenset(
    {
        "nationality",
        "citizenship",
        "immigration_situation",
        "a_number",
        "passport",
        "visa",
        "curp",
        "consular_id",
        "entry_date",
        "entry_place",
        "entry_manner",
    }
)


def shareable_with(kind: str) -> tuple[ShareableField, ...]:
    """The fields that may be offered for a partner of this kind, in order. Raises Unknown."""
    if kind not in PARTNER_KINDS:
        raise unknown("tipos de organización", "kinds of partner", kind, PARTNER_KINDS)
    return tuple(f for f in SHAREABLE_FIELDS if kind in f.to and f.id not in FORBIDDEN)


def offered_to(service_kinds: Iterable[str]) -> tuple[ShareableField, ...]:
    """The fields that may go to a service of these kinds, in order.

    Of whom nothing is known, the narrowest: only what every kind of partner may be told.
    """
    kinds = frozenset(service_kinds)
    if not kinds:
        return tuple(f for f in SHAREABLE_FIELDS if f.to == EVERY_PARTNER)
    return shareable_with(partner_kind(kinds))
