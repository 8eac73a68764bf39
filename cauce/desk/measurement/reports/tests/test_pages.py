"""The pages of the reports: what waits for a signature is read and never handed out; what was typed stays."""

from __future__ import annotations

import json
import uuid

import pytest
from django.core.management import call_command

from cauce.measurement.actions import prepare
from cauce.measurement.tests.reported import people, signed

__all__ = ["people"]
pytestmark = pytest.mark.django_db


def page(client, who, address: str, status: int = 200):
    client.force_login(who.user)
    answered = client.get(address)
    assert answered.status_code == status, (address, answered.status_code)
    return answered


def words(client, who, address: str) -> str:
    return page(client, who, address).content.decode()


def test_a_report_is_read_before_it_is_signed_and_handed_out_only_after(client, cast, people):
    draft = prepare(actor=cast.raul.actor, kind="donors", period="2026-Q1")
    shown = words(client, cast.sofia, f"/informes/{draft.id}/")
    assert "Por acordar" in shown and "Sin firmar" in shown and "/pdf/" not in shown
    assert "Informe trimestral, primer trimestre de 2026: Borrador" in words(
        client, cast.sofia, f"/cifras/{draft.id}/"
    )
    page(client, cast.sofia, f"/informes/{draft.id}/pdf/", 404)
    edition = signed(cast, "donors", "2026-Q2")
    assert f"/informes/{edition.id}/xlsx/" in words(client, cast.elena, f"/informes/{edition.id}/")
    made = page(client, cast.raul, f"/informes/{edition.id}/pdf/")
    assert made.content[:5] == b"%PDF-" and "trimestre-2026-Q2.es.pdf" in made["Content-Disposition"]
    page(client, cast.raul, f"/informes/{edition.id}/csv/", 404)
    listed = words(client, cast.sofia, "/informes/")
    assert (
        "primer trimestre de 2026" in listed and "Borrador" in listed and "Firmado por dos personas" in listed
    )
    for who in (cast.ines, cast.aurora, cast.clara):
        page(client, who, f"/informes/{edition.id}/", 404)


def test_the_answer_joins_the_signed_years_and_has_no_file_before(client, cast, people, tmp_path, capsys):
    assert "Ningún año está firmado" in words(client, cast.sofia, "/informes/respuesta/")
    page(client, cast.sofia, "/informes/respuesta/csv/", 404)
    out = tmp_path / "respuesta.csv"
    given = {"first": 2025, "last": 2026, "out": out, "json": True, "language": "en"}
    with pytest.raises(SystemExit) as ended:
        call_command("transparency", **given)
    assert ended.value.code == 2 and "none of those years is signed" in capsys.readouterr().out
    signed(cast, "transparency", "2026")
    shown = words(client, cast.sofia, "/informes/respuesta/")
    assert "Con todas las cifras ocultas" in shown and "Qué no se entrega, y por qué" in shown
    handed = page(client, cast.sofia, "/informes/respuesta/csv/").content.decode("utf-8-sig")
    assert handed.startswith("Año,Tabla,Estado de origen")
    call_command("transparency", **given)
    told = json.loads(capsys.readouterr().out)
    assert (told["given"], told["missing"]) == (["2026"], ["2025"]) and told["hidden"]["2026"] > 20
    assert out.read_text(encoding="utf-8-sig").startswith("Year,Table,State of origin")


def test_a_draw_that_is_refused_keeps_what_was_typed_and_one_that_is_made_is_in_the_ledger(
    client, cast, people
):
    people.add(2600, year=2024, seed=2)
    client.force_login(cast.raul.user)
    typed = {"first": "2024", "last": "2026", "epsilon": "2"}
    refused = client.post("/informes/inventados/", {"once": str(uuid.uuid4())} | typed).content.decode()
    assert "al menos 5 años completos" in refused and 'value="2024"' in refused
    once = str(uuid.uuid4())
    for _ in range(2):  # sent twice by a tired hand: spent once
        sent = client.post("/informes/inventados/", {"once": once} | typed | {"first": "2022"})
        assert sent.status_code == 302
    ledger = words(client, cast.elena, "/informes/inventados/")
    assert "Quedan 2 de 4" in ledger and "Raúl Ponce" in ledger and "Gastar y sacar" not in ledger
    edition = signed(cast, "microdata", "2022-2026")
    assert "Diferencia probable" in words(client, cast.sofia, f"/informes/{edition.id}/")
    # Whoever signs comes from the figures and reads it as it will leave; anybody may take it afterwards.
    assert f"/informes/{edition.id}/" in words(client, cast.sofia, f"/cifras/{edition.id}/")
    assert "sinteticos-2022-2026.es.pdf" in client.get("/datos/").content.decode()
    rows = page(client, cast.sofia, f"/informes/{edition.id}/csv/").content.decode("utf-8-sig")
    assert 2000 < len(rows.splitlines()) < 5500
    client.force_login(cast.sofia.user)
    assert client.post("/informes/inventados/", {"once": str(uuid.uuid4())} | typed).status_code in (403, 404)
