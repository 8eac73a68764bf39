"""What did the person say yes to, and to whom? Default: no. What was not asked was not given.

Source: the consent record (T14); docs/decisions/0003-conditions.md. Consent gates acts of
sharing and contact and never a deadline, a priority or a service. A vital-interest exception is
not consent; it is another act with its own two signatures and is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.content.model_consent import ShareableField
from cauce.content.vocabulary import Vocabulary

bad_input = BadInputs(__file__)

Decision = Literal["yes", "no", "not_recorded"]  # the last: of an earlier register
Interpreter = Literal["none", "in_person", "phone", "relay"]
ConsentState = Literal[
    "given", "refused", "missing", "expired", "withdrawn", "other_recipient", "other_fields", "not_recorded"
]
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

    purpose: str
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
class Consents:
    """The decisions of a person, with the words of the edition under which they are read."""

    vocabulary: Vocabulary
    given: tuple[ConsentGiven, ...] = ()

    def __iter__(self) -> Iterator[ConsentGiven]:
        return iter(self.given)

    def with_more(self, more: Iterable[ConsentGiven]) -> Consents:
        return Consents(self.vocabulary, (*self.given, *more))


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

    purpose: str
    recipient: str | None
    verdict: ConsentVerdict
    label: Text


def may(
    consents: Consents,
    purpose: str,
    at: dt.datetime,
    recipient: str | None = None,
    fields: frozenset[str] = frozenset(),
) -> ConsentVerdict:
    """Whether her decisions, as they stand at ``at``, allow this purpose, recipient and fields.

    The latest decision wins; of two at the same instant, the one that says no, else the one recorded
    last. A no or a withdrawal that names nobody holds for everybody; a yes to A is never a yes to B.
    Raises Unknown for another purpose and BadInput for an instant without a time zone.
    """
    words = consents.vocabulary
    if purpose not in words.purposes:
        raise unknown("propósitos", "purposes", purpose, words.purposes)
    if at.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone", where="at")
    known = [c for c in consents if c.purpose == purpose and c.given_at <= at]
    to_one = purpose in words.to_one
    about = [c for c in known if _concerns(c, to_one, recipient, at)]
    if not about:
        elsewhere = any(_standing(c, at) == "given" for c in known)
        return _verdict("other_recipient" if elsewhere else "missing")
    last = max(reversed(about), key=lambda c: _moment(c, at))
    state = _standing(last, at)
    if state != "given":
        return _verdict(state, last)
    missing = fields - last.fields
    return _verdict("other_fields", last, missing) if missing else _verdict("given", last)


def may_still(
    consents: Consents, purpose: str, at: dt.datetime, recipient: str, since: dt.datetime
) -> ConsentVerdict:
    """Whether the yes given at ``since`` still stands at ``at``: for what rests on that one yes.

    Any later no or withdrawal ends it; a later yes, given for something else that the same receiver
    was asked, does not bring it back. Raises as ``may``.
    """
    kept = (c for c in consents if c.given_at == since or c.decision == "no" or c.withdrawn_at is not None)
    return may(Consents(consents.vocabulary, tuple(kept)), purpose, at, recipient)


def summary(consents: Consents, at: dt.datetime) -> tuple[SummaryLine, ...]:
    """What is consented and what is not: every purpose, and every recipient ever asked about."""
    lines: list[SummaryLine] = []
    for purpose, asked in consents.vocabulary.purposes.items():
        named = {c.recipient for c in consents if c.purpose == purpose and c.given_at <= at}
        recipients: list[str | None] = [*sorted(name for name in named if name is not None)]
        if None in named or not recipients:
            recipients.insert(0, None)
        for recipient in recipients:
            verdict = may(consents, purpose, at, recipient)
            label = _line_label(asked.title, recipient, verdict)
            lines.append(SummaryLine(purpose, recipient, verdict, label))
    return tuple(lines)


def _concerns(consent: ConsentGiven, to_one: bool, recipient: str | None, at: dt.datetime) -> bool:
    """Whether this decision speaks about this recipient. ``to_one``: its purpose names one."""
    if consent.recipient is not None:
        return consent.recipient == recipient
    # A general yes names nobody: it opens nothing where one recipient must be named.
    opens = _standing(consent, at) in ("given", "expired")
    return not (opens and to_one)


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


def _line_label(label: Text, recipient: str | None, verdict: ConsentVerdict) -> Text:
    to = f" · {recipient}" if recipient else ""
    es, en = ("sí", "yes") if verdict.allowed else ("no", "no")
    return Text(es=f"{label.es}{to}: {es}", en=f"{label.en}{to}: {en}")


# What a partner may be told -----------------------------------------------------------------------

REFERRAL = "referral"  # the purpose by which a service is told


def partner_kinds(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The kinds of partner that a service can be, in the order in which they are tried."""
    return tuple(one.id for one in vocabulary.recipients.values() if one.purpose == REFERRAL)


def partner_kind(vocabulary: Vocabulary, services: Iterable[str]) -> str:
    """Which kind of partner receives: it decides what may ever be offered for consent. "": none fits."""
    held = frozenset(services)
    kinds = partner_kinds(vocabulary)
    return next((kind for kind in kinds if vocabulary.recipients[kind].takes(held)), "")


def shareable_with(vocabulary: Vocabulary, kind: str) -> tuple[ShareableField, ...]:
    """The fields that may be offered for a partner of this kind, in order. Raises Unknown."""
    kinds = partner_kinds(vocabulary)
    if kind not in kinds:
        raise unknown("tipos de organización", "kinds of partner", kind, kinds)
    return vocabulary.told(kind)


def offered_to(vocabulary: Vocabulary, services: Iterable[str]) -> tuple[ShareableField, ...]:
    """The fields that may go to a service of these kinds, in order.

    Of whom nothing is known, the narrowest: only what every kind of partner may be told.
    """
    held = frozenset(services)
    kind = partner_kind(vocabulary, held) if held else ""
    return shareable_with(vocabulary, kind) if kind else vocabulary.told(*partner_kinds(vocabulary))
