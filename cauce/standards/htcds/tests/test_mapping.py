"""What of a case reaches HTCDS, what is lost, and what never leaves."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.rules.consent import REFERRAL
from cauce.standards.htcds import catalogue
from cauce.standards.htcds.mapping import ALWAYS_RELEASED, IDENTITY_FIELDS, RELEASED_BY, row
from cauce.standards.htcds.model import Identity

from .people import ALBA, LUZ, ROSA, TOMAS, release_to

# Every word of Rosa's identity; none may be in a row or in its losses.
SECRETS = [
    "Rosa",
    "Inventada",
    "Díaz",
    "1999-05-04",
    "DIRR990504MPLZSS08",
    "rosa@example.org",
    "+525555550100",
    "+525555550101",
    "Calle",
    "Ciudad",
    "00000",
    "Lic.",
]


def _words(mapped):
    return repr(mapped)


def test_it_gives_every_live_field_and_no_deprecated_one():
    values = row(TOMAS).values
    assert tuple(values) == catalogue.live_fields()
    assert len(values) == 80
    assert "vic_Vulnerabilities" not in values


def test_what_is_not_known_is_empty_and_no_loss():
    mapped = row(TOMAS)
    filled = {name for name, value in mapped.values.items() if value is not None}
    assert filled == {
        "org_Name",
        "org_Type",
        "org_ShippingCity",
        "org_ShippingState",
        "org_ShippingCountry",
        "cas_Status",
        "con_Consent",
    }
    assert mapped.losses == ()
    assert mapped.values["con_Consent"] is False


def test_every_exported_value_is_in_the_list_of_its_field():
    for name, value in row(ROSA).values.items():
        allowed = catalogue.picklists().get(name)
        if allowed and value is not None:
            assert set(value if isinstance(value, list) else [value]) <= set(allowed), name


def test_it_maps_the_story():
    values = row(ROSA).values
    assert values["vic_MethodsOfControl"] == ["DebtBondage", "Other", "FalsePromises"]
    assert values["vic_TypeOfExploitation"] == ["ForcedLabour", "Other"]
    assert values["vic_ForcedLabourIndustry"] == "A_AgricultureForestryAndFishing"
    assert values["prs_PrimaryLanguage"] == "sgn"
    assert values["prs_Gender"] == "Feminine"
    assert values["cas_Status"] == "ClosedReferred"


def test_the_latest_determination_is_exported_and_the_earlier_ones_told():
    mapped = row(ROSA)
    assert mapped.values["vic_TraffickingStatus"] == "ActualVictimOfTrafficking"
    assert mapped.values["vic_TraffickingStatusDecisionMakingOrg"] == "NonPoliceGovernmentalOrganization"
    lost = [one.value for one in mapped.losses if one.field == "vic_TraffickingStatus"]
    assert lost == ["possible (2026-11-03)"]


def test_every_value_degraded_to_other_is_told():
    lost = {(one.field, one.value) for one in row(ROSA).losses}
    assert ("vic_MethodsOfControl", "means_confinement") in lost
    assert ("vic_TypeOfExploitation", "purp_forced_criminality") in lost
    assert ("prs_PrimaryLanguage", "mfs") in lost
    assert ("prs_SecondaryLanguage", "eng") in lost
    assert ("vic_ForcedLabourIndustry", "T_ActivitiesOfHouseholdsAsEmployers") in lost


@pytest.mark.parametrize("field", ["means", "exploitation"])
def test_a_slug_we_do_not_know_becomes_other_and_is_told(field):
    mapped = row(replace(TOMAS, **{field: ("means_of_tomorrow",)}))
    name = {"means": "vic_MethodsOfControl", "exploitation": "vic_TypeOfExploitation"}[field]
    assert mapped.values[name] == ["Other"]
    assert [one.value for one in mapped.losses] == ["means_of_tomorrow"]


def test_a_value_outside_a_list_without_other_is_left_out_and_told():
    mapped = row(replace(TOMAS, education="Kindergarten", industries=("Z",)))
    assert mapped.values["prs_HighestLevelOfEducation"] is None
    assert mapped.values["vic_ForcedLabourIndustry"] is None
    assert {one.value for one in mapped.losses} == {"Kindergarten", "Z"}


def test_every_loss_is_explained_in_both_languages():
    assert row(ROSA).losses
    for one in row(ROSA).losses:
        assert one.why_es
        assert one.why_en != one.why_es


def test_without_a_release_nothing_of_the_identity_leaves_not_even_in_the_report():
    mapped = row(ROSA)
    assert all(mapped.values[name] is None for name in IDENTITY_FIELDS.values())
    assert [word for word in SECRETS if word in _words(mapped)] == []
    told = {one.field for one in mapped.losses}
    assert set(IDENTITY_FIELDS.values()) <= told


def test_every_datum_of_the_identity_has_its_field():
    assert {one.name for one in fields(Identity)} == set(IDENTITY_FIELDS)
    treated = {name for name, one in catalogue.fields().items() if one.treatment == "identity"}
    assert set(IDENTITY_FIELDS.values()) <= treated


def test_a_release_gives_only_what_was_consented_to():
    mapped = row(ROSA, release_to(ALBA, "first_name_or_alias", "language"))
    filled = {name for name, value in mapped.values.items() if value is not None}
    assert mapped.values["prs_FirstName"] == "Rosa"
    assert filled - ALWAYS_RELEASED == {
        "prs_FirstName",
        "prs_PrimaryLanguage",
        "prs_SecondaryLanguage",
    }


def test_a_release_never_gives_nationality_nor_the_story_whatever_was_ticked():
    everything = {one.id for one in load_edition().vocabulary.asked(REFERRAL)} | FORBIDDEN
    values = row(ROSA, release_to(ALBA, *everything)).values
    for name in ("prs_Citizenship", "prs_IdentityNumber", "prs_Birthdate", "prs_MailingStreet"):
        assert values[name] is None
    assert not [name for name, value in values.items() if name.startswith("vic_") and value]


def test_a_release_to_one_house_does_not_name_the_other():
    values = row(ROSA, release_to(LUZ, "needs")).values
    assert values["cas_ReferredOrganisation"] == "Bufete Luz"
    assert values["cas_OutgoingReferralDetails"] == "legal"
    assert values["cas_ReferringOrganisation"] is None
    assert row(ROSA, release_to(LUZ, "needs")).referrals == ()


def test_a_verdict_that_does_not_allow_releases_nothing_of_the_person():
    refused = release_to(ALBA, "first_name_or_alias", asked=LUZ)
    assert not refused.allowed
    filled = {n for n, value in row(ROSA, refused).values.items() if value is not None}
    assert filled <= ALWAYS_RELEASED
    assert "cas_ReferredOrganisation" not in filled


def test_what_opens_a_field_is_something_the_person_can_be_asked():
    assert set(RELEASED_BY.values()) <= {one.id for one in load_edition().vocabulary.asked(REFERRAL)}


def test_several_referrals_are_records_of_their_own_and_a_reserved_name_is_not_given():
    mapped = row(ROSA)
    assert len(mapped.referrals) == 3
    assert mapped.values["cas_OutgoingReferralDate"] == "2026-11-23"
    assert "Casa Alba" not in _words(mapped)
    assert row(TOMAS).referrals == ()
