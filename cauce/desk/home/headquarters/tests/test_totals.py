"""Raúl, analyst, pastes what a partner gave: tried, kept, shown beside ours, and taken out again."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.measurement.access_totals import totals
from cauce.measurement.models import PartnerTotal
from tests.architecture.reading import CAUCE
from tests.closing import close

HEAD = "organización;desde;hasta;definición;unidad;lugar;desglose;valor;celda mínima;condiciones;responde"
GOOD = (
    "Refugio Alfa (ejemplo);2024-01-01;2024-12-31;TVPA;personas;Texas;{};{};10;CC BY 4.0;Dirección, oficio 14"
)
ROWS = "\n".join(
    [HEAD, GOOD.format("", "1 250"), GOOD.format("sexo=mujer", "400"), GOOD.format("edad=0-8", "3")]
)
URL = "headquarters:totals"


pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(client):
    """A browser in which this member is signed in."""

    def signed_in(member):
        client.force_login(member.user)
        return client

    return signed_in


def test_rows_are_tried_then_kept_once_and_the_refused_one_says_why(cast, client_of):
    raul = client_of(cast.raul)
    page = raul.get(reverse(URL))
    assert "estimación" in page.content.decode()
    tried = raul.post(reverse(URL), {"rows": ROWS, "do": "try"}).content.decode()
    assert "Se aceptan 2" in tried and "celda mínima que la propia fuente declara" in tried
    assert "Refugio Alfa" in tried  # what was typed is still there
    assert PartnerTotal.objects.count() == 0
    once = re.search(r'name="once" value="([^"]+)"', tried)[1]
    for _ in range(2):
        answer = raul.post(reverse(URL), {"rows": ROWS, "do": "keep", "once": once})
        assert answer.status_code == 302
    assert sorted(PartnerTotal.objects.values_list("value", flat=True)) == [400, 1250]
    assert Entry.objects.filter(what="totals.take", kind="act").count() == 1
    shown = raul.get(reverse(URL)).content.decode()
    assert "1,250 personas" in shown and "1,650" not in shown

    batch = PartnerTotal.objects.first().batch
    raul.post(reverse(URL), {"do": "withdraw", "batch": str(batch)})
    assert PartnerTotal.objects.filter(withdrawn_at=None).count() == 0
    assert PartnerTotal.objects.count() == 2
    assert "1,250" not in raul.get(reverse(URL)).content.decode()


def test_a_list_of_people_is_refused_whole_and_nothing_of_it_stays(cast, client_of):
    listed = "nombre;fecha de nacimiento\nRosa Inventada;1999-05-04"
    answer = client_of(cast.raul).post(reverse(URL), {"rows": listed, "do": "keep"})
    assert "lista de personas" in answer.content.decode()
    assert PartnerTotal.objects.count() == 0
    assert "Inventada" not in json.dumps(list(Entry.objects.values_list("detail", flat=True)))


def test_ours_stands_beside_a_whole_total_and_a_few_stay_hidden(cast, client_of):
    def opened_then(how_many):
        at = dt.datetime(2025, 1, 1, 5, tzinfo=dt.UTC)  # the last evening of 2024 in Mexico City
        for _ in range(how_many):
            case = actions.open_case(
                actor=cast.ines.actor, post=cast.houston, channel="window", started_at=at
            )
            Case.objects.filter(id=case.id).update(opened_at=at)

    opened_then(9)
    client_of(cast.sofia).post(reverse(URL), {"rows": ROWS, "do": "keep"})
    close("opened")
    found = {one.total.breakdown: one.ours for one in totals(cast.sofia.actor)}
    assert found == {"": None, "sexo=mujer": None}  # nine are few; a part is never compared
    opened_then(2)
    found = {one.total.breakdown: one.ours for one in totals(cast.sofia.actor)}
    assert found[""] is None, "the closing stands"
    close("opened", at=timezone.now() + dt.timedelta(days=7))
    found = {one.total.breakdown: one.ours for one in totals(cast.sofia.actor)}
    assert found == {"": 10, "sexo=mujer": None}


def test_the_command_reads_latin_1_with_semicolons_dry_first_and_keeps_the_same_file_once(tmp_path, capsys):
    path = tmp_path / "x.csv"
    path.write_bytes(ROWS.encode("latin-1"))

    def run(*more):
        call_command("import-aggregates", str(path), "--json", *more)
        return json.loads(capsys.readouterr().out)

    tried = run("--dry-run")
    assert (tried["kept"], len(tried["refused"]), PartnerTotal.objects.count()) == (2, 1, 0)
    assert {"Latin-1" in one["en"] or "semicolons" in one["en"] for one in tried["notes"]} == {True}
    assert tried["refused"][0]["line"] == 4
    assert run()["kept"] == 2
    again = run()
    assert (again["kept"], again["known"]) == (0, [2, 3])


def test_a_file_without_one_good_row_or_without_its_columns_ends_with_2(tmp_path, capsys):
    path = tmp_path / "x.csv"
    for body in ("", "a,b\n1,2\n", HEAD + "\n" + GOOD.format("", "-3")):
        path.write_text(body, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            call_command("import-aggregates", str(path), "--json")
        assert left.value.code == 2
        json.loads(capsys.readouterr().out)


def test_a_total_never_reaches_what_estimates_or_counts():
    readers = {
        str(path.relative_to(CAUCE))
        for path in CAUCE.rglob("*.py")
        if "PartnerTotal" in path.read_text(encoding="utf-8") and "tests" not in path.parts
    }
    assert readers == {
        "measurement/access_totals.py",
        "measurement/hiding/opened_table.py",  # which days of ours stand beside it
        "measurement/actions/totals.py",
        "measurement/migrations/0006_partner_totals.py",
        "measurement/models/__init__.py",
        "measurement/models/partner_total.py",
    }
