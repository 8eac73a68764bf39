"""Two invented people: Rosa, whose case fills every field it can, and Tomás, newly arrived."""

from __future__ import annotations

import datetime as dt

from cauce.content.loader import load_edition
from cauce.rules.consent import ConsentGiven, Consents, ConsentVerdict, may
from cauce.standards.htcds.model import Determination, HtcdsCase, Identity, Organisation, ReferralLine

FARO = Organisation(name="Consulado en Faro", city="Faro", state="XX", country="US")
MONDAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
ALBA, LUZ = "casa-alba", "bufete-luz"

ROSA = HtcdsCase(
    ref="1",
    organisation=FARO,
    identity=Identity(
        salutation="Lic.",
        first_name="Rosa",
        middle_name="Inventada",
        second_name="Díaz",
        birthdate=dt.date(1999, 5, 4),
        identity_number="DIRR990504MPLZSS08",
        email="rosa@example.org",
        home_phone="+525555550100",
        mobile_phone="+525555550101",
        mailing_street="Calle Inventada 1",
        mailing_city="Ciudad Inventada",
        mailing_state="PUE",
        mailing_postal_code="00000",
        mailing_country="MX",
    ),
    gender="woman",
    age_band="25-34",
    languages=("mfs", "spa", "eng"),
    citizenships=("MX", "US"),
    children=2,
    education="PrimaryEducation",
    marital_status="Single",
    determinations=(
        Determination("actual", "consulate", MONDAY),
        Determination("possible", "ngo", MONDAY - dt.timedelta(days=20)),
    ),
    age_when_trafficked=24,
    recruitment=("ThroughFriendsOrSocialEvents",),
    recruitment_place="MX-PUE",
    means=("means_debt_bondage", "means_confinement", "means_deception_pay"),
    exploitation=("purp_forced_labour", "purp_domestic_servitude", "purp_forced_criminality"),
    industries=("A",),
    sexual_types=("Pornography",),
    exploitation_place="US-AZ",
    status="closed_referred",
    closing_reason="in_service_elsewhere",
    owner="protection · faro",
    referrals_in=(ReferralLine("Línea Alfa", MONDAY - dt.timedelta(days=21)),),
    referrals_out=(
        ReferralLine("Casa Alba", MONDAY, need="shelter", confidential=True, recipient=ALBA),
        ReferralLine("Bufete Luz", MONDAY - dt.timedelta(days=2), need="legal", recipient=LUZ),
    ),
    consent=True,
    needs=("shelter", "legal"),
    plan_end=MONDAY + dt.timedelta(days=90),
    plan_ended=MONDAY + dt.timedelta(days=80),
)
TOMAS = HtcdsCase(ref="2", organisation=FARO, status="active", consent=False)


def release_to(recipient: str, *fields: str, asked: str | None = None) -> ConsentVerdict:
    """The verdict of a referral to ``asked`` after a yes to ``recipient`` for these fields."""
    yes = ConsentGiven(
        purpose="referral",
        decision="yes",
        given_at=NOON,
        recipient=recipient,
        fields=frozenset(fields),
    )
    said = Consents(load_edition().vocabulary, (yes,))
    return may(said, "referral", NOON, asked or recipient)
