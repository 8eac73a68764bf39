"""Cases of Houston as HTCDS: Inés works them, Mateo exports them, Tomás of Laredo does not."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.access import case_for
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.directory.models import Service
from cauce.rules import roles
from cauce.sharing.referrals.actions import Asked, Sought, send
from cauce.standards.htcds.collect import collect
from cauce.standards.htcds.records import cases_for_export
from cauce.standards.htcds.sheets import to_csv
from tests.cast import shelter

REASONS = "Se captó a la persona con engaño y la deuda no le deja irse."


@pytest.fixture
def now():
    return timezone.now() - dt.timedelta(hours=1)


def _open(cast, now, post=None, officer=None):
    officer = officer or cast.ines
    return actions.open_case(actor=officer.actor, post=post or cast.houston, channel="window", started_at=now)


@pytest.fixture
def case(cast, now):
    """A case of Houston with consent to be kept, a signed conclusion and a plan."""
    ines = cast.ines.actor
    made = _open(cast, now)
    actions.record_consent(
        actor=ines,
        case=made,
        purpose="keeping",
        given=True,
        at=now,
        terms=actions.ConsentTerms(language="spa"),
    )
    actions.record_facts(
        actor=ines,
        case=made,
        facts={"person.sex": "woman", "person.nationality": "mx", "person.age": 24},
        at=now,
    )
    actions.add_plan_item(
        actor=ines,
        case=made,
        need="shelter",
        agreed="Dormir en un lugar seguro",
        due_on=now.date() + dt.timedelta(days=5),
        responsible=None,
        at=now,
    )
    concluded = actions.conclude(
        actor=ines,
        case=made,
        conclusion="confirmed",
        reasons=REASONS,
        verdicts={},
        at=now,
        concepts={"means_debt_bondage": "yes", "means_confinement": "no", "purp_forced_labour": "yes"},
    )
    actions.sign(actor=cast.mateo.actor, case=made, assessment=concluded, at=now)
    return made


def _values(cast, **which):
    rows = collect(cases_for_export(cast.mateo.actor, **which)).rows
    return [one.values for one in rows]


def test_a_case_becomes_a_row(cast, case):
    (row,) = _values(cast, case=case.id)
    assert row["vic_TraffickingStatus"] == "ActualVictimOfTrafficking"
    assert row["vic_MethodsOfControl"] == ["DebtBondage"]
    assert row["vic_TypeOfExploitation"] == ["ForcedLabour"]
    assert (row["prs_Gender"], row["prs_Citizenship"]) == ("Feminine", ["MX"])
    assert (row["prs_PrimaryLanguage"], row["spl_Type"]) == ("spa", "SocialCare")
    assert (row["cas_Status"], row["con_Consent"]) == ("Active", True)


def test_nothing_of_the_vault_nor_of_what_was_told_is_in_the_file(cast, case, now):
    actions.save_identity(
        actor=cast.ines.actor,
        case=case,
        seen_version=0,
        fields={"given_names": "Rosalba"},
        at=now,
    )
    export = collect(cases_for_export(cast.mateo.actor, case=case.id))
    everything = to_csv(export.rows) + json.dumps(export.report("x"), ensure_ascii=False)
    for secret in ("Rosalba", REASONS, "Dormir", case.folio, str(case.id), "Inés"):
        assert secret not in everything


def test_a_referral_is_in_the_row_and_a_confidential_name_is_not(cast, case, now):
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(confidential=True)
    service.refresh_from_db()
    ines = cast.ines.actor
    actions.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=actions.ConsentTerms(fields=("needs",)),
    )
    send(
        actor=ines,
        case=case,
        asked=Asked(service=service, shared={"needs": "shelter"}),
        sought=Sought(need="shelter", priority="urgent"),
        at=now,
    )
    (row,) = _values(cast, case=case.id)
    assert "Jacaranda" not in row["cas_ReferredOrganisation"]
    assert row["cas_OutgoingReferralDetails"] == "shelter"
    assert row["cas_OutgoingReferralDate"]


def test_a_conclusion_nobody_signed_determines_nothing(cast, case, now):
    actions.conclude(
        actor=cast.ines.actor,
        case=case,
        conclusion="not_victim",
        reasons=REASONS,
        verdicts={},
        concepts={},
        at=now,
    )
    (row,) = _values(cast, case=case.id)
    assert row["vic_TraffickingStatus"] == "ActualVictimOfTrafficking"


def test_a_case_that_may_not_be_kept_is_not_exported(cast, case, now):
    unkept = _open(cast, now)
    assert len(_values(cast, post="HOU")) == 1
    with pytest.raises(BadInput) as caught:
        cases_for_export(cast.mateo.actor, case=unkept.id)
    assert "--case" in caught.value.where


def test_a_closed_case_gives_the_code_of_its_reason_and_not_the_words(cast, case, now):
    actions.close_case(
        actor=cast.ines.actor, case=case, reason="goals_met", note="Ya vive con su tía", at=now
    )
    (row,) = _values(cast, post="HOU")
    assert (row["cas_Status"], row["cas_ReasonForCaseClosure"]) == ("Closed", "goals_met")


def test_another_post_and_another_role_get_the_same_absence_and_it_is_written_down(cast, case):
    for somebody in (cast.tomas, cast.ines, cast.sofia, cast.clara):
        for which in ({"case": case.id}, {"post": "HOU"}, {}):
            before = Entry.objects.filter(kind="refused").count()
            with pytest.raises(Absent):
                cases_for_export(somebody.actor, **which)
            assert Entry.objects.filter(kind="refused").count() == before + 1


def test_every_export_is_in_the_journal(cast, case):
    before = Entry.objects.filter(kind="read", what="case.export").count()
    cases_for_export(cast.mateo.actor)
    assert Entry.objects.filter(kind="read", what="case.export").count() == before + 1
    assert case_for(cast.mateo.actor, case.id, permission="case.export").id == case.id


@pytest.fixture
def program_may_export(monkeypatch):
    """The command runs as the program; whether it may is the map's to say, not this test's."""
    rows = {**roles.ROLES["case.export"], "system": ("network",)}
    monkeypatch.setitem(roles.ROLES, "case.export", rows)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_command_writes_a_file_and_one_document(cast, case, tmp_path, capsys, form, program_may_export):
    out = tmp_path / f"out.{form}"
    call_command("export-htcds", "--out", str(out), "--json", "--post", "HOU", "--why", "statistics")
    document = json.loads(capsys.readouterr().out)
    assert (document["rows"], document["file"]) == (1, str(out))
    assert isinstance(document["losses"], list)
    assert out.read_bytes()[:2] == (b"PK" if form == "xlsx" else b"or")


def test_the_command_exports_the_whole_network(cast, case, tmp_path, capsys, program_may_export):
    out = tmp_path / "all.csv"
    call_command("export-htcds", "--out", str(out), "--json", "--why", "statistics")
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert row["org_Name"] == "Houston"
    assert row["mark"].startswith("cauce · ") and row["mark"].endswith(" · statistics")
    kept = Entry.objects.get(what="export.note_written").detail
    assert kept["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()


def test_the_command_writes_nothing_without_a_reason(cast, case, tmp_path, capsys):
    for why in ((), ("--why", "porque sí")):
        with pytest.raises((SystemExit, CommandError)):
            call_command("export-htcds", "--out", str(tmp_path / "x.csv"), *why)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_that_a_case_is_not_there(db, tmp_path, capsys, program_may_export):
    with pytest.raises(SystemExit) as left:
        call_command(
            "export-htcds",
            "--out",
            str(tmp_path / "x.csv"),
            "--json",
            "--case",
            "nope",
            "--why",
            "statistics",
        )
    assert left.value.code == 2
    assert json.loads(capsys.readouterr().out)["error"]["id"] == "absent"
    assert list(tmp_path.iterdir()) == []
