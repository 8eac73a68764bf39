"""Constructed cases beside the invented people: what each law must say, row by row."""

from __future__ import annotations

import pytest

from cauce.content.loader import load_edition
from cauce.rules.law import assess, reading

CODES = {"m": "met", "n": "not_met", "u": "unclear"}
SEX, LABOUR, BOTH = "trafficking_sex", "trafficking_labour", "trafficking_both"
OTHER = "not_trafficking_other_violation"
NONE = "not_trafficking_no_indication"
FOLLOW = "inconclusive_follow_up"
COERCED = "act_recruited means_threat_self purp_forced_labour"

# concepts | not known | Palermo, United States, Mexico | reading
TABLE = [
    # nothing, or one thing
    ("", "", "uuu", FOLLOW),
    ("", "person_minor purp_forced_labour", "uuu", FOLLOW),
    ("act_recruited", "", "uuu", FOLLOW),
    ("means_threat_self", "", "uuu", FOLLOW),
    ("purp_forced_labour", "", "uuu", FOLLOW),
    ("purp_sex_minor", "", "uuu", FOLLOW),
    ("cond_no_pay", "", "uuu", FOLLOW),
    ("cond_pay_below_minimum", "", "uuu", FOLLOW),
    ("person_minor", "", "uuu", FOLLOW),
    ("obs_fear", "", "uuu", FOLLOW),
    ("x_keeps_documents", "", "uuu", FOLLOW),
    ("x_benign_companion", "", "nnn", NONE),
    ("x_benign_companion x_keeps_documents", "", "nnn", NONE),
    ("x_free_to_leave", "", "nnn", NONE),
    ("x_wage_claim", "", "nnn", OTHER),
    ("x_partner_violence", "", "nnn", OTHER),
    ("x_ransom", "", "nnn", OTHER),
    ("x_fraud_never_worked", "", "nnn", OTHER),
    ("x_independent_adult_sex_work", "", "nnn", NONE),
    ("x_voluntary_facilitator", "", "nnn", NONE),
    ("x_smuggling_ended", "", "nnn", NONE),
    # the three elements, and one of them absent or not known
    (COERCED, "", "mmm", LABOUR),
    ("act_recruited purp_forced_labour", "", "uuu", FOLLOW),
    ("act_recruited purp_forced_labour", "means_threat_self", "uuu", FOLLOW),
    ("means_threat_self purp_forced_labour", "act_recruited", "uuu", FOLLOW),
    ("act_recruited means_threat_self", "purp_forced_labour", "uuu", FOLLOW),
    ("act_received means_deception_job purp_sex_third_party", "", "mmm", SEX),
    ("act_received means_debt_bondage purp_forced_peddling purp_sex_third_party", "", "mmm", BOTH),
    ("act_transferred means_abduction purp_domestic_servitude", "", "mmm", LABOUR),
    # means that Palermo and Mexico name and the United States does not
    ("act_recruited means_abuse_vulnerability purp_sex_third_party", "", "mum", FOLLOW),
    ("act_transferred means_payment_to_controller purp_sex_third_party", "", "mum", FOLLOW),
    (
        "act_recruited means_abuse_vulnerability purp_sex_third_party cond_cannot_leave",
        "",
        "mmm",
        SEX,
    ),
    ("act_recruited means_abuse_authority purp_forced_labour", "", "mmm", LABOUR),
    # minors
    ("act_recruited purp_sex_third_party person_minor", "", "mmm", SEX),
    ("act_recruited purp_sex_third_party", "person_minor", "uuu", FOLLOW),
    ("act_recruited purp_sex_minor person_minor", "", "mmm", SEX),
    # advertising is of the crime (18 USC 1591); the definition says soliciting (22 USC 7102)
    ("act_advertised purp_sex_third_party person_minor", "", "uuu", FOLLOW),
    ("act_solicited purp_sex_third_party person_minor", "", "umu", SEX),
    ("act_advertised means_threat_self purp_sex_third_party", "", "uuu", FOLLOW),
    ("act_solicited means_threat_self purp_sex_third_party", "", "umu", SEX),
    ("act_harboured purp_forced_labour person_minor", "", "mum", FOLLOW),
    ("act_recruited purp_domestic_servitude person_minor", "means_threat_self", "mum", FOLLOW),
    ("act_recruited person_minor", "", "uuu", FOLLOW),
    ("act_recruited means_deception_school person_minor", "", "uuu", FOLLOW),
    ("act_recruited purp_forced_criminality person_minor", "", "mum", FOLLOW),
    ("act_advertised purp_sex_minor person_minor x_free_to_leave", "", "umu", SEX),
    ("act_recruited purp_sex_minor person_minor x_independent_adult_sex_work", "", "mmm", SEX),
    ("x_independent_adult_sex_work", "person_minor", "uuu", FOLLOW),
    ("x_voluntary_facilitator person_minor", "", "uuu", FOLLOW),
    ("x_free_to_leave x_keeps_documents person_minor", "", "nnn", NONE),
    # crime imposed on an adult
    ("act_recruited means_threat_self purp_forced_criminality", "", "mmu", LABOUR),
    (
        "act_recruited means_threat_self purp_forced_criminality purp_forced_labour",
        "",
        "mmm",
        LABOUR,
    ),
    ("act_recruited purp_forced_criminality x_voluntary_facilitator", "", "uuu", FOLLOW),
    ("act_recruited means_threat_family x_voluntary_facilitator", "", "uuu", FOLLOW),
    # labour exploitation of article 21, which asks for no means
    ("cond_pay_below_minimum cond_excess_hours", "", "uum", FOLLOW),
    ("act_recruited cond_hazardous", "", "uum", FOLLOW),
    # no pay at all is form II, beside somebody who subjects the person
    ("cond_no_pay cond_bad_housing", "", "uum", FOLLOW),
    ("cond_no_pay means_wage_withholding", "", "uum", FOLLOW),
    ("act_recruited means_deception_pay act_harboured cond_no_pay", "", "uum", FOLLOW),
    ("act_recruited cond_no_pay x_wage_claim", "", "nnu", OTHER),
    ("cond_pay_below_minimum x_free_to_leave", "", "nnu", OTHER),
    ("cond_excess_hours cond_hazardous x_wage_claim", "", "nnu", OTHER),
    ("cond_no_pay cond_illegal_deductions x_wage_claim", "", "nnn", OTHER),
    ("act_recruited means_deception_pay cond_pay_below_promised x_free_to_leave", "", "nnn", OTHER),
    ("cond_lives_at_work x_free_to_leave", "", "nnn", NONE),
    ("person_minor cond_child_hours cond_hazardous", "", "uum", FOLLOW),
    ("person_minor cond_child_hours x_free_to_leave", "", "nnu", OTHER),
    # evidence that contradicts: never decided silently
    (COERCED + " x_free_to_leave", "", "uuu", FOLLOW),
    (COERCED + " x_wage_claim", "", "uuu", FOLLOW),
    (COERCED + " x_ransom", "", "uuu", FOLLOW),
    (COERCED + " x_partner_violence", "", "uuu", FOLLOW),
    (COERCED + " x_fraud_never_worked", "", "uuu", FOLLOW),
    (
        "act_received means_threat_self purp_sex_third_party x_independent_adult_sex_work",
        "",
        "uuu",
        FOLLOW,
    ),
    (
        "act_received means_document_retention purp_forced_labour x_keeps_documents",
        "",
        "uuu",
        FOLLOW,
    ),
    ("cond_cannot_leave x_free_to_leave", "", "uuu", FOLLOW),
    ("means_document_retention cond_no_pay x_wage_claim", "", "uuu", FOLLOW),
    ("means_threat_deportation cond_no_pay x_wage_claim", "", "nnu", OTHER),
    # being able to leave says nothing about a sexual purpose, known or not yet asked about
    ("means_violence_sexual cond_degrading x_free_to_leave", "", "uuu", FOLLOW),
    ("act_received means_violence_sexual purp_sex_third_party x_free_to_leave", "", "mmm", SEX),
    ("act_recruited means_blackmail_images purp_sexual_images x_free_to_leave", "", "mmm", SEX),
    ("cond_hazardous cond_no_rest x_free_to_leave", "", "nnu", OTHER),
    ("act_retained x_free_to_leave", "", "uuu", FOLLOW),
    ("x_free_to_leave", "cond_cannot_leave", "uuu", FOLLOW),
    ("x_partner_violence", "cond_earnings_taken", "uuu", FOLLOW),
    ("act_harboured x_fraud_never_worked", "", "uuu", FOLLOW),
    ("x_free_to_leave x_keeps_documents", "purp_forced_labour", "uuu", FOLLOW),
    # evidence against something else leaves the rest standing
    (COERCED + " x_keeps_documents", "", "mmm", LABOUR),
    (COERCED + " x_benign_companion obs_third_party_speaks", "", "mmm", LABOUR),
    (COERCED + " x_independent_adult_sex_work", "", "mmm", LABOUR),
    (COERCED + " x_smuggling_ended", "", "mmm", LABOUR),
    ("act_transported means_threat_self purp_forced_labour x_smuggling_ended", "", "uuu", FOLLOW),
    (
        "act_transported cond_pay_below_minimum cond_excess_hours x_smuggling_ended",
        "",
        "uum",
        FOLLOW,
    ),
    ("means_violence_physical obs_fear obs_injury x_partner_violence", "", "nnn", OTHER),
    ("means_violence_physical cond_earnings_taken x_partner_violence", "", "uuu", FOLLOW),
    ("act_retained means_confinement cond_cannot_leave x_ransom", "", "nnn", OTHER),
    ("act_retained means_confinement cond_no_pay x_ransom", "", "uuu", FOLLOW),
    # observations and their explanations
    ("obs_third_party_speaks x_benign_companion", "", "nnn", NONE),
    ("obs_shared_contact x_benign_cluster", "", "nnn", NONE),
    ("obs_shared_contact cond_lives_at_work x_benign_cluster", "", "nnn", NONE),
    ("obs_shared_contact obs_fear x_benign_cluster", "", "uuu", FOLLOW),
    ("obs_shared_contact cond_no_pay x_benign_cluster", "", "uuu", FOLLOW),
    ("obs_coached x_free_to_leave", "", "uuu", FOLLOW),
    ("obs_third_party_speaks x_free_to_leave x_benign_companion", "", "nnn", NONE),
    # vulnerabilities are no element
    ("person_irregular_status person_tied_visa person_disability", "", "uuu", FOLLOW),
    ("person_irregular_status x_free_to_leave", "", "nnn", NONE),
]


@pytest.mark.parametrize(("concepts", "not_known", "codes", "read"), TABLE)
def test_it_reads_each_constructed_case_as_the_law_says(concepts, not_known, codes, read):
    edition = load_edition()
    known = concepts.split()
    verdicts = {
        law: assess(edition.laws[law], known, not_known.split(), edition.concepts)
        for law in ("palermo", "tvpa_us", "lgt_mx")
    }
    found = [one.verdict for one in verdicts.values()]
    assert found == [CODES[code] for code in codes]
    assert reading(verdicts, known, edition.concepts) == read


def test_it_has_the_table_that_it_promises():
    assert len({(row[0], row[1]) for row in TABLE}) == len(TABLE) >= 40
