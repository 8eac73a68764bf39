"""What a case of Cauce can give to HTCDS 2.0: values and codes only, no database, no free text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who keeps the case. ``type`` is an HTCDS value; a consular post is central government."""

    name: str
    type: str = "CentralGovernmentOrganisation"
    city: str | None = None
    state: str | None = None
    country: str | None = None  # ISO 3166, two letters


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the person is. Leaves only to a recipient consented to, field by field."""

    salutation: str | None = None
    first_name: str | None = None
    middle_name: str | None = None
    second_name: str | None = None
    birthdate: dt.date | None = None
    identity_number: str | None = None
    email: str | None = None
    home_phone: str | None = None
    mobile_phone: str | None = None  # E.164
    mailing_street: str | None = None
    mailing_city: str | None = None
    mailing_state: str | None = None
    mailing_postal_code: str | None = None
    mailing_country: str | None = None


@dataclass(frozen=True, slots=True)
class Determination:
    """One determination of status: possible, actual, not; who decided (a code); when."""

    status: str
    decided_by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral in or out. ``need``, ``reason`` and ``result`` are codes; a confidential name is
    not given. ``result`` None: it is not known yet what came of it."""

    organisation: str
    on: dt.date | None
    reason: str = "services"
    need: str | None = None
    confidential: bool = False
    recipient: str | None = None  # id of the receiving organisation, as consents name it
    result: str | None = None


@dataclass(frozen=True, slots=True)
class HtcdsCase:
    """One case. None or empty everywhere: not known, which HTCDS writes as an empty cell.

    ``ref`` tells rows of one export apart and says nothing outside it. Codes are those of
    ``content/catalogues/htcds_*.csv``; ``means`` and ``exploitation`` are Cauce's own slugs.
    """

    ref: str
    organisation: Organisation
    identity: Identity | None = None
    gender: str | None = None
    age: int | None = None  # for the bands of CTDC alone: no field of HTCDS takes it
    age_band: str | None = None
    deceased: bool | None = None
    languages: tuple[str, ...] = ()  # ISO 639-3, the preferred one first
    citizenships: tuple[str, ...] = ()  # ISO 3166, two letters
    children: int | None = None
    education: str | None = None
    marital_status: str | None = None
    determinations: tuple[Determination, ...] = ()
    age_when_trafficked: int | None = None
    recruitment: tuple[str, ...] = ()
    recruitment_place: str | None = None
    means: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()  # ISIC sections, A to U
    sexual_types: tuple[str, ...] = ()
    exploitation_place: str | None = None
    opened_on: dt.date | None = None
    status: str | None = None
    closing_reason: str | None = None  # a code, never free text
    owner: str | None = None  # a role and a post, never a name
    referrals_in: tuple[ReferralLine, ...] = ()
    referrals_out: tuple[ReferralLine, ...] = ()
    consent: bool | None = None
    needs: tuple[str, ...] = ()  # of the support plan, the first agreed first
    aims: tuple[str, ...] = ()  # journeys that began: family_reunification, voluntary_return
    steps: tuple[tuple[str, str], ...] = ()  # of the plan: need and state
    plan_end: dt.date | None = None
    plan_ended: dt.date | None = None
    beyond: tuple[str, ...] = ()  # data of crosswalk_fields.csv that no field can take


Value = str | int | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Loss:
    """What the standard could not hold, or what was held back, of one row."""

    ref: str
    field: str
    value: str
    why_es: str
    why_en: str

    def as_json(self) -> dict[str, str]:
        return {
            "row": self.ref,
            "field": self.field,
            "value": self.value,
            "es": self.why_es,
            "en": self.why_en,
        }


@dataclass(frozen=True, slots=True)
class Mapped:
    """A case as a row: every live field of the standard, and the losses on the way."""

    values: dict[str, Value]
    losses: tuple[Loss, ...]
    referrals: tuple[dict[str, Value], ...] = ()  # every referral, where one row cannot hold them
