"""What a signed conclusion is counted as: article 21 of the Mexican law stands apart from article 10."""

from __future__ import annotations

import pytest

from cauce.content.loader import load_edition
from cauce.measurement.facts.profiling import MODALITY, codes_of
from cauce.rules.law import assess

PRACTICES = ["cond_pay_below_minimum", "cond_excess_hours"]
DEMANDED = ["act_recruited", "means_threat_self", "purp_forced_labour"]


def concluded(*concepts):
    """A conclusion as it is kept, with those concepts."""
    verdicts = {}
    for name, law in load_edition().laws.items():
        found = assess(law, concepts)
        verdicts[name] = {"verdict": found.verdict, "forms": [list(one) for one in found.forms]}
    return {"concepts": {"concepts": list(concepts)}, "verdicts": verdicts}


def test_article_21_alone_is_never_counted_as_trafficking_by_article_10():
    said = concluded(*PRACTICES)
    assert said["verdicts"]["lgt_mx"]["verdict"] == "met", "by article 21"
    found = codes_of(said)
    assert found["law_mx"] == "unclear" and found["mx_modality"] == "labour"


def test_article_10_counts_whatever_article_21_does():
    alone, both = codes_of(concluded(*DEMANDED)), codes_of(concluded(*DEMANDED, *PRACTICES))
    assert alone["law_mx"] == both["law_mx"] == "met"
    assert alone["mx_modality"] == both["mx_modality"] == "forced_labour"


def test_sexual_exploitation_of_article_13_is_of_article_10_too():
    said = concluded("act_received", "means_threat_self", "purp_sex_third_party")
    assert codes_of(said)["law_mx"] == "met" and codes_of(said)["mx_modality"] == "sexual"


def test_a_conclusion_without_articles_is_not_known():
    assert codes_of({"verdicts": {"lgt_mx": {"verdict": "met"}}})["law_mx"] == "unknown"


@pytest.mark.parametrize(
    ("concept", "form"),
    [
        ("purp_organ_removal", "organs"),
        ("purp_illegal_adoption", "illegal_adoption"),
        ("purp_biomedical", "experimentation"),
    ],
)
def test_each_purpose_of_article_10_has_its_form_in_the_figures(concept, form):
    assert codes_of(concluded(concept))["mx_modality"] == form
    listed = {one.id for one in load_edition().catalogues["mx_modality"]}
    purposes = {s for s, one in load_edition().concepts.items() if one.group == "purpose"}
    assert set(MODALITY.values()) <= listed and set(MODALITY) == purposes
