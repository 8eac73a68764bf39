"""What is coarsely known of a case, as codes: bands, groups and verdicts; never a word of hers."""

from __future__ import annotations

from typing import Any

from cauce.cases import sections
from cauce.cases.facts import edition_of, facts_of
from cauce.cases.models import Assessment, Case
from cauce.content.loader import Edition
from cauce.custody.keystore import KeyGone, Sealed
from cauce.measurement.rules.indicators.model import PROFILE, UNKNOWN

BANDS = (0, 12, 18, 25, 35, 45, 55)  # as cauce/standards/htcds gives ages out
GROUPS = {"national": "spanish", "indigenous": "indigenous", "sign": "sign", "foreign": "foreign"}
# Which form of article 10 a purpose points at: our reading, for counting alone; a lawyer decides.
MODALITY = {
    "purp_sex_minor": "sexual",
    "purp_sex_third_party": "sexual",
    "purp_sexual_images": "sexual",
    "purp_forced_labour": "forced_labour",
    "purp_domestic_servitude": "servitude",
    "purp_forced_peddling": "forced_begging",
    "purp_servile_marriage": "forced_marriage",
    "purp_forced_criminality": "minors_in_crime",
    "purp_illegal_adoption": "illegal_adoption",
    "purp_organ_removal": "organs",
    "purp_biomedical": "experimentation",
}
# The forms of the Mexican law that are trafficking by article 10. Article 21 is an offence of its own.
OF_ARTICLE_10 = ("article_10", "article_13")


def profile_of(case: Case) -> dict[str, str]:
    """The codes of a case; ``unknown`` where nobody said, or where the key of the case is gone."""
    found = dict.fromkeys(PROFILE, UNKNOWN)
    try:
        known, tongue = facts_of(case), sections.latest(case, "tongue")[1] or {}
        signed = said_of(last_signed(case))
    except (KeyGone, Sealed):
        return found
    edition = edition_of(case)
    found["sex"] = str(known.get("person.sex") or UNKNOWN)
    found["age_band"] = band(known.get("person.age"))
    community = str(tongue.get("community") or "")
    if community[:2].isdigit():
        found["state"] = community[:2]
    found["language_group"] = group_of(edition, str(tongue.get("language") or ""))
    if signed is not None:
        found |= codes_of(signed)
    return found


def band(age: Any) -> str:
    """The band of an age; unknown without one."""
    if not isinstance(age, int) or age < 0:
        return UNKNOWN
    start = max(first for first in BANDS if first <= age)
    later = [first for first in BANDS if first > start]
    return f"{start}-{later[0] - 1}" if later else f"{start}+"


def group_of(edition: Edition, language: str) -> str:
    """Spanish, an indigenous, a sign or a foreign language: never which one."""
    for name in ("languages", "tongues"):
        for row in edition.catalogues[name]:
            if row["code"] == language:
                return GROUPS.get(row["kind"], UNKNOWN)
    return UNKNOWN


def last_signed(case: Case) -> Assessment | None:
    """The last conclusion that a second person signed and nobody contested; None: there is none."""
    rows = case.assessments.filter(signed_at__isnull=False, contested_at=None)
    return rows.order_by("-number").first()


def said_of(row: Assessment | None) -> dict[str, Any] | None:
    """What a conclusion says. Raises ``KeyGone``."""
    if row is None:
        return None
    return Assessment.sealed.open(row)


def codes_of(said: dict[str, Any]) -> dict[str, str]:
    """The codes of a signed conclusion. Article 21 gives a form of its own and never a yes of article 10."""
    verdicts = said.get("verdicts") or {}
    concepts = set((said.get("concepts") or {}).get("concepts") or ())
    mexico, states = verdicts.get("lgt_mx") or {}, verdicts.get("tvpa_us") or {}
    modality = next((form for purpose, form in MODALITY.items() if purpose in concepts), UNKNOWN)
    if modality == UNKNOWN and dict(mexico.get("forms", ())).get("article_21") == "met":
        modality = "labour"
    return {
        "mx_modality": modality,
        "us_type": _us_type(states, "purp_sex_minor" in concepts or "person_minor" in concepts),
        "law_mx": _of_article_10(mexico),
        "law_us": str(states.get("verdict") or UNKNOWN),
    }


def _of_article_10(said: dict[str, Any]) -> str:
    """What article 10 alone answers, whatever article 21 does. A reading without forms is unknown."""
    found = {verdict for name, verdict in said.get("forms", ()) if name in OF_ARTICLE_10}
    for verdict in ("met", "unclear", "not_met"):
        if verdict in found:
            return verdict
    return UNKNOWN


def _us_type(said: dict[str, Any], minor: bool) -> str:
    met = {name for name, verdict in said.get("forms", ()) if verdict == "met"}
    if {"sex", "labour"} <= met:
        return "both"
    if "sex" in met:
        return "sex_minor" if minor else "sex_adult"
    if "labour" in met:
        return "labour"
    return "not_severe_form" if said.get("verdict") == "not_met" else UNKNOWN
