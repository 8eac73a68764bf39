"""Lists of the ministry compared: by two people, in memory, of those who said yes, and for numbers alone."""

from __future__ import annotations

import ast
import json
import tempfile
import time
import tracemalloc
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.linking import run_linkage
from cauce.cases.rules.registers import read_lines
from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone
from cauce.custody.keystore.store import key
from cauce.desk.people.list_linkage.showing import refused_rows
from cauce.measurement.actions import merge_linkage
from cauce.measurement.models import Merge
from cauce.operations.loop.tick import tick
from cauce.people import access_linkage as access
from cauce.people import linkage_batch
from cauce.people.actions import end_linkage, label_pair, start_linkage
from cauce.people.asking import check_terms
from cauce.people.models import Linkage, LinkageLabel, LinkagePair
from cauce.people.outside_lists import (
    PAGE_ROWS,
    check_name,
    read_list,
    read_mapping,
    state_codes,
)
from cauce.rules.totals import COLUMNS
from cauce.staff.oversight.actions import NotApproved, decide
from cauce.standards import totals
from tests.architecture.reading import code, short
from tests.canaries import canary, found_in
from tests.cast import today
from tests.linking import HEADS, PEOPLE, agreed, as_csv, asked, named_case, same_names, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr(linkage_batch.library, "link", same_names)


@pytest.fixture
def ran(cast, engine):
    """Four cases of Houston, of whom three are on the ministry's list, compared and waiting for reviewers."""
    made = [named_case(cast, person) for person in PEOPLE]
    linkage = agreed(cast, terms("sipc"))
    outside = read_list("sipc", as_csv(PEOPLE[:3]), on=today())
    run_linkage(cast.sofia.actor, linkage, [outside], at=timezone.now())
    linkage.refresh_from_db()
    return SimpleNamespace(linkage=linkage, cases=made)


def test_it_takes_two_people_of_headquarters_and_exactly_what_they_agreed_to(cast):
    row = asked(cast, terms("sipc"))
    for who in (cast.raul, cast.elena, cast.ines, cast.aurora, cast.bruno):
        with pytest.raises(Refused):
            asked(cast, terms("sipc"), by=who)
        with pytest.raises(Refused):
            decide(actor=who.actor, proposal=row, approve=True, reason="", at=timezone.now())
    with pytest.raises(Refused):
        decide(actor=cast.sofia.actor, proposal=row, approve=True, reason="", at=timezone.now())
    start = {"actor": cast.sofia.actor, "linkage_id": row.about_id, "at": timezone.now()}
    with pytest.raises(NotApproved):
        start_linkage(terms=row.payload, **start)
    decide(actor=cast.ximena.actor, proposal=row, approve=True, reason="", at=timezone.now())
    with pytest.raises(NotApproved):
        start_linkage(terms=row.payload | {"lists": ["sipc", "ciam"]}, **start)
    linkage = start_linkage(terms=row.payload, **start)
    assert (linkage.asked_by, linkage.agreed_by) == (cast.sofia.actor.user, cast.ximena.actor.user)
    with pytest.raises(NotApproved):
        start_linkage(terms=row.payload, **start)
    with pytest.raises(IntegrityError), transaction.atomic():
        Linkage.objects.update(agreed_by=linkage.asked_by)


@pytest.mark.parametrize("name", ["us_provider", "polaris", "iom", "jacaranda", "consular_cases"])
def test_it_refuses_a_list_of_anybody_else_and_says_which_law(name):
    with pytest.raises(BadInput) as refused:
        check_name(name)
    assert "94.115" in refused.value.es and "94.115" in refused.value.en


@pytest.mark.parametrize("head", ["hash_nombre", "name_token", "A-Number", "clk", "SSN"])
def test_it_refuses_a_file_that_is_encoded_or_of_the_united_states_under_any_name(head):
    body = f"nombre,primer_apellido,{head}\nAna,Cruz,x\n".encode()
    with pytest.raises(BadInput, match=r"94\.115"):
        read_list("sipc", body, on=today())


def test_it_keeps_the_good_rows_and_gives_each_refused_one_its_line_and_reason_and_not_its_words():
    body = HEADS + (
        "1,Ana,Cruz,,2001-01-02,F,own\n"
        ",Rosa,,,1999-01-01,F,\n"
        "3,Luz,Prado,,2190-01-01,F,\n"
        "1,Eva,Solís,,1999-01-01,F,\n"
        "5,d41d8cd98f00b204e9800998ecf8427e,Cruz,,1999-01-01,F,\n"
        "6,Sol😀,Cruz,,1999-01-01,F,\n"
        "7,Inés,Mora,,11/02/1998,raro,partner\n"
    )
    found = read_list("sipc", body.encode(), on=today())
    assert found.refused == (
        (3, "no_name"),
        (4, "bad_date"),
        (5, "repeated"),
        (6, "encoded"),
        (7, "bad_name"),
    )
    assert [one.id for one in found.records] == ["sipc:2", "sipc:8"]
    assert found.records[1].birth_date.isoformat() == "1998-02-11"
    assert found.dropped == {"sex": 1}
    assert found.origins == {"sipc:2": "own", "sipc:8": "outside"} and found.first == {5: 2}
    assert "Ana" not in repr(found)


def test_somebody_who_is_twice_on_a_list_is_taken_once_and_both_lines_are_said(cast):
    """By her number, by her CURP, or by the whole row; two who only have one name are two people."""
    heads, curp = "folio,nombre,primer_apellido,curp,nacimiento\n", "CURA010102" + "MOCRZN09"
    body = heads + (
        f"1,Ana,Cruz,{curp},2001-01-02\n"
        f",Ana María,Cruz,{curp},2001-01-02\n"
        ",Eva,Solís,,1999-01-01\n"
        ",EVA,Solis,,1999-01-01\n"
        ",Eva,Solís,,1998-01-01\n"
    )
    found = read_list("sipc", body.encode(), on=today())
    assert found.refused == ((3, "repeated"), (5, "repeated")) and found.first == {3: 2, 5: 4}
    assert [one.id for one in found.records] == ["sipc:2", "sipc:4", "sipc:6"]
    counts = {"lists": {"sipc": {"rows": [[3, "repeated", 2], [4, "no_name"]]}}}
    ((_, rows),) = refused_rows(Linkage(counts=counts))
    assert [(line, why.es) for line, why in rows] == [
        (3, "la misma persona otra vez (renglón 2)"),
        (4, "falta nombre o apellido"),
    ]


def test_it_reads_latin_1_with_semicolons_and_says_which_column_is_missing_and_which_there_are():
    body = "NOMBRE(S);Apellido paterno;No comparar\nMaría;Muñoz;\nLuz;Prado;sí\n".encode("latin-1")
    with pytest.raises(BadInput) as refused:
        read_list("ciam", b"x;Apellido paterno\nA;B\n", on=today())
    assert "given" in refused.value.es and "Apellido paterno" in refused.value.cure_es
    found = read_list("ciam", body, on=today(), mapping=read_mapping("given = NOMBRE(S)"))
    assert [one.first_surname for one in found.records] == ["Muñoz"]
    assert found.refused == ((3, "opted_out"),)
    with pytest.raises(BadInput, match="NOMBRES"):
        read_list("ciam", body, on=today(), mapping={"given": "NOMBRES"})


@pytest.mark.parametrize(("letters", "read"), [("HM", "MF"), ("FM", "FM"), ("MM", "  "), ("HFM", "MF ")])
def test_m_is_mujer_beside_h_and_masculino_beside_f_and_nothing_where_that_is_not_known(letters, read):
    rows = "".join(f"Ana,Cruz,{one},Puebla\n" for one in letters)
    states = state_codes([{"code": "21", "name": "Puebla", "abbreviation": "Pue.", "curp_code": "PL"}])
    body = ("nombre,primer_apellido,sexo,entidad\n" + rows).encode()
    found = read_list("sipc", body, on=today(), states=states)
    assert [one.sex or " " for one in found.records] == list(read)
    assert {one.state for one in found.records} == {"21"}
    assert found.dropped == ({"sex": read.count(" ")} if " " in read else {})


def test_it_asks_nothing_that_no_law_confirmed_or_whose_period_is_none():
    edition, posts = load_edition(), {"HOU", "LAR"}
    assert check_terms(terms("sipc"), edition, posts)
    with pytest.raises(BadInput, match="jurista|counsel"):
        check_terms(terms("sipc", basis="law", source="lgpdppso-2025"), edition, posts)
    with pytest.raises(BadInput):
        check_terms(terms("sipc", until=terms().since), edition, posts)
    with pytest.raises(Unknown):
        check_terms(terms("sipc", posts=("XYZ",)), edition, posts)


def test_it_takes_only_those_whose_yes_stands_and_counts_who_said_no(cast, engine):
    named_case(cast, PEOPLE[0])
    named_case(cast, PEOPLE[1], counting="no")
    named_case(cast, PEOPLE[2], counting=None)
    back = named_case(cast, PEOPLE[3])
    given = back.consents.get(purpose="counting")
    cases.withdraw_consent(actor=cast.ines.actor, case=back, consent=given, at=timezone.now())
    linkage = agreed(cast, terms("sipc"))
    run_linkage(cast.sofia.actor, linkage, [read_list("sipc", as_csv(), on=today())], at=timezone.now())
    linkage.refresh_from_db()
    assert linkage.counts["lists"]["consular_cases"] == {
        "taken": 1,
        "left_out": {"refused": 1, "missing": 1, "withdrawn": 1},
    }
    assert linkage.counts["linked"] == 1


def test_the_journal_holds_counts_alone_and_no_name_lies_on_any_disk(
    cast, engine, settings, tmp_path, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    person = (canary(1, "given"), canary(2, "first"), canary(3, "second"), "1998-02-11")
    named_case(cast, person)
    linkage = agreed(cast, terms("sipc"))
    before = Entry.objects.count()
    outside = read_list("sipc", as_csv([person]), on=today())
    run_linkage(cast.sofia.actor, linkage, [outside], at=timezone.now())
    entries = Entry.objects.order_by("pk")[before:]
    assert [one.what for one in entries] == ["linkage.take", "linkage.keep"]
    assert entries[0].detail == {"persons": 1, "left_out": 0, "rows": 1}
    everything = json.dumps([one.detail for one in entries]) + repr(list(Linkage.objects.values()))
    everything += repr(
        [
            {k: bytes(v) if k == "sealed" else v for k, v in row.items()}
            for row in LinkagePair.objects.values()
        ]
    )
    assert LinkagePair.objects.count() == 1 and found_in(everything.encode()) == []
    assert list(tmp_path.rglob("*")) == []


def test_the_real_engine_finds_the_same_people_and_leaves_no_file_behind(cast, tmp_path, monkeypatch):
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for person in PEOPLE:
        named_case(cast, person)
    linkage = agreed(cast, terms("sipc"))
    outside = read_list("sipc", as_csv(PEOPLE[:3]), on=today())
    run_linkage(cast.sofia.actor, linkage, [outside], at=timezone.now())
    linkage.refresh_from_db()
    assert linkage.counts["linked"] == 3 and len(linkage.model.split()) == 2
    assert linkage.histories["csv"].splitlines() == ["consular_cases,sipc,count", "1,0,1", "1,1,3"]
    pair = access.next_pair(cast.sofia.actor, linkage)
    assert set(pair.levels) == {"given", "surnames", "birth", "sex", "state", "curp"}
    assert list(tmp_path.rglob("*")) == []


def test_it_runs_only_as_agreed_and_again_only_if_it_failed(cast, ran, engine):
    linkage = agreed(cast, terms("sipc"))
    with pytest.raises(BadInput, match="sipc"):
        run_linkage(cast.sofia.actor, linkage, [], at=timezone.now())
    for who in (cast.raul, cast.elena, cast.ines):
        with pytest.raises(Absent):
            run_linkage(who.actor, linkage, [], at=timezone.now())
    outside = [read_list("sipc", as_csv(), on=today())]
    run_linkage(cast.ximena.actor, linkage, outside, at=timezone.now())
    linkage.refresh_from_db()
    with pytest.raises(BadInput):
        run_linkage(cast.sofia.actor, linkage, outside, at=timezone.now())


def test_a_reviewer_sees_the_two_side_by_side_and_each_person_opened_is_written_down(cast, ran):
    pair = access.next_pair(cast.sofia.actor, ran.linkage)
    found = access.beside(cast.sofia.actor, ran.linkage, pair.number)
    assert {found.left["birth_date"], found.right["birth_date"]} <= {one[3] for one in PEOPLE}
    opened = Entry.objects.filter(what="identity.match")
    assert [one.detail["reason"] for one in opened] == ["linkage"]
    assert str(opened[0].about_id) in {str(one.person_id) for one in ran.cases}
    for who in (cast.raul, cast.elena, cast.ines, cast.bruno):
        with pytest.raises(Absent):
            access.beside(who.actor, ran.linkage, pair.number)


def test_the_labels_stay_and_who_it_was_is_destroyed_with_the_key(cast, ran):
    pairs = list(LinkagePair.objects.filter(linkage=ran.linkage))
    for pair in pairs:
        label_pair(actor=cast.sofia.actor, pair=pair, label="same", at=timezone.now())
    label_pair(actor=cast.ximena.actor, pair=pairs[0], label="different", at=timezone.now())
    label_pair(actor=cast.ximena.actor, pair=pairs[1], label="same", at=timezone.now())
    with pytest.raises(Refused):
        label_pair(actor=cast.raul.actor, pair=pairs[0], label="same", at=timezone.now())
    now = access.quality_of(ran.linkage)
    assert (now["reviewed"], now["unsure"], now["enough"]) == (2, 1, False)
    assert now["agreement"]["pairs"] == 2
    end_linkage(actor=cast.sofia.actor, linkage=ran.linkage, at=timezone.now())
    with pytest.raises(KeyGone):
        key(ran.linkage.key_id)
    assert not LinkagePair.objects.exclude(sealed=None).exists()
    assert LinkageLabel.objects.count() == 5
    assert access.beside(cast.sofia.actor, ran.linkage, 1).left is None
    ran.linkage.refresh_from_db()
    assert access.quality_of(ran.linkage)["overall"] == now["overall"]
    with pytest.raises(BadInput):
        label_pair(actor=cast.sofia.actor, pair=pairs[0], label="same", at=timezone.now())


def test_the_loop_ends_a_review_whose_last_day_is_over(cast, ran):
    assert tick(timezone.now())["reviews_over"] == 0
    Linkage.objects.update(ends_on=today() - timezone.timedelta(days=1))
    assert tick(timezone.now())["reviews_over"] == 1
    assert Linkage.objects.get().state == "ended"
    with pytest.raises(KeyGone):
        key(ran.linkage.key_id)


def test_without_a_list_from_a_file_posts_are_compared_with_each_other(cast, engine):
    one = named_case(cast, PEOPLE[0])
    other = named_case(cast, PEOPLE[0], officer=cast.tomas, post=cast.laredo)
    named_case(cast, PEOPLE[1])
    linkage = agreed(cast, terms())
    run_linkage(cast.sofia.actor, linkage, [], at=timezone.now())
    pair = LinkagePair.objects.get()
    assert pair.lists == ["consular_cases", "consular_cases"]
    label_pair(actor=cast.sofia.actor, pair=pair, label="same", at=timezone.now())
    assert access.one_person(linkage) == []  # one reviewer is not enough
    label_pair(actor=cast.ximena.actor, pair=pair, label="same", at=timezone.now())
    [(_, left, right)] = access.one_person(linkage)
    assert {left, right} == {one.person_id, other.person_id}
    for who in (cast.raul, cast.elena, cast.ines):
        with pytest.raises(Refused):
            merge_linkage(actor=who.actor, linkage=linkage, at=timezone.now())
    assert merge_linkage(actor=cast.sofia.actor, linkage=linkage, at=timezone.now()) == 1
    row = Merge.objects.get()
    assert row.period == today().year and row.from_key != row.to_key
    assert merge_linkage(actor=cast.sofia.actor, linkage=linkage, at=timezone.now()) == 0
    told = Entry.objects.filter(what="linkage.merge", kind="act").order_by("pk").first()
    assert told.detail == {"joined": 1, "other_years": 0} and str(left) not in str(told.detail)
    with pytest.raises(BadInput):  # what stands in the map is not said otherwise by one person
        label_pair(actor=cast.sofia.actor, pair=pair, label="different", at=timezone.now())


def test_the_vault_is_read_for_it_by_one_run_alone():
    doors = ("linkage_batch", "permitted")
    callers = {
        short(path)
        for path, module in code(naming=doors)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in doors
    }
    assert callers == {"cauce/cases/linking.py"}


def test_the_command_runs_what_was_agreed_and_names_the_law_for_a_foreign_list(
    cast, engine, tmp_path, capsys
):
    for person in PEOPLE[:2]:
        named_case(cast, person)
    file = tmp_path / "lista.csv"
    file.write_bytes(as_csv(PEOPLE[:2], more="9,,Solo,,,,\n"))
    row = asked(cast, terms("sipc"))
    call = ["link", row.about_id, "--json"]
    for wrong, word in (("us_provider", "94.115"), ("sipc", "Nadie acordó")):
        with pytest.raises(SystemExit) as left:
            call_command(*call, "--list", f"{wrong}={file}")
        said = capsys.readouterr()
        assert left.value.code == 2 and word in said.out + said.err
    decide(actor=cast.ximena.actor, proposal=row, approve=True, reason="", at=timezone.now())
    call_command(*call, "--list", f"sipc={file}")
    found = json.loads(capsys.readouterr().out)
    assert found["linked"] == 2 and found["lists"]["sipc"]["rows"] == [[4, "no_name"]]
    assert "Guadalupe" not in json.dumps(found)


@pytest.mark.parametrize(
    "read",
    [
        lambda body: read_list("sipc", body, on=today()),
        lambda body: read_lines(body),
        lambda body: totals.read(body, "file"),
    ],
)
def test_a_row_without_end_is_refused_as_it_is_read_and_costs_no_page(read):
    """Four megabytes of commas held a page for six seconds."""
    began = time.process_time()
    with pytest.raises(BadInput) as wrong:
        read(b"," * (totals.LARGEST - 1))
    assert "200 columnas" in wrong.value.es and wrong.value.cure_en
    assert time.process_time() - began < 2


def test_a_file_that_comes_by_a_page_has_no_more_rows_than_people_fit_in_it():
    body = b"nombre,paterno\n" + b"a,b\n" * PAGE_ROWS
    with pytest.raises(BadInput, match="too many rows"):
        read_list("sipc", body, on=today(), most=PAGE_ROWS)


def test_totals_without_end_are_kept_no_further_than_they_are_judged():
    body = (",".join(COLUMNS) + "\n" + ("," * (len(COLUMNS) - 1) + "x\n") * 100_000).encode()
    tracemalloc.start()
    with pytest.raises(BadInput, match="no totals any more"):
        totals.read(body[: totals.LARGEST])
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()
