"""The catalogues agree with each other, with the concept bank and with the standard's numbers."""

from __future__ import annotations

from cauce.standards.htcds import catalogue


def test_there_are_83_fields_of_which_80_live_38_core_and_38_in_the_spreadsheet():
    fields = catalogue.fields().values()
    assert len(fields) == 83
    assert len(catalogue.live_fields()) == 80
    assert [f.field for f in fields if f.core and f.live] == [f.field for f in fields if f.column]
    assert [f.column for f in catalogue.template_fields()][:2] == ["B", "C"]
    assert catalogue.template_fields()[-1].column == "AM"


def test_there_are_182_values_none_with_a_stray_space():
    values = [v for field in catalogue.picklists().values() for v in field.items()]
    assert len(values) == 182
    assert all(text == text.strip() for pair in values for text in pair)
    assert "Unaquainted" in catalogue.picklists()["vic_RelationshipToTrafficker"]


def test_every_target_is_a_value_of_the_standard():
    lists = catalogue.picklists()
    assert {t.value for t in catalogue.means().values()} <= set(lists["vic_MethodsOfControl"])
    for target in catalogue.exploitation().values():
        assert target.value in lists["vic_TypeOfExploitation"]
        if target.sub_value:
            assert target.sub_value in lists[target.sub_field]
    for kind, field in {
        "gender": "prs_Gender",
        "determination": "vic_TraffickingStatus",
        "decided_by": "vic_TraffickingStatusDecisionMakingOrg",
        "case_status": "cas_Status",
        "referral_reason": "cas_ReasonForOutgoingReferral",
        "need": "spl_Type",
    }.items():
        assert {t.value for t in catalogue.codes(kind).values()} <= set(lists[field]), kind


def test_every_means_and_purpose_of_the_concept_bank_has_its_line():
    bank = (catalogue.CATALOGUES.parent / "concepts.yaml").read_text(encoding="utf-8")
    slugs = [line[6:].strip() for line in bank.splitlines() if line.startswith("- id: ")]
    assert {s for s in slugs if s.startswith("means_")} == set(catalogue.means())
    assert {s for s in slugs if s.startswith("purp_")} <= set(catalogue.exploitation())


def test_what_becomes_other_always_says_what_is_lost():
    for code, target in {**catalogue.means(), **catalogue.exploitation()}.items():
        if target.value == "Other" and code != "other":
            assert target.loss_es, code
            assert target.loss_en, code


def test_every_language_of_the_network_has_a_code_the_standard_accepts():
    assert catalogue.languages()["spa"].loss_es == ""
    for code, target in catalogue.languages().items():
        assert len(target.value) in (2, 3), code
        assert target.value.islower(), code


def test_every_need_of_the_network_has_its_kind_of_plan():
    text = (catalogue.CATALOGUES / "needs.yaml").read_text(encoding="utf-8")
    needs = {line[6:].strip() for line in text.splitlines() if line.startswith("- id: ")}
    assert needs <= set(catalogue.codes("need"))
