"""The manual's reader: everybody who signed in reads it, finds things in it, and sees what is official."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cauce.protocol.documents import pdf_cache
from cauce.protocol.editions.access import current_edition
from tests.architecture.doors import EVERYBODY

pytestmark = pytest.mark.django_db


def reader(cast, name: str = "ines") -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


def page(client: Client, route: str, query: str = "", **where: str) -> str:
    answer = client.get(reverse(f"protocol:{route}", kwargs=where) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_it_is_open_to_everybody_who_signed_in_and_in_their_way(cast, name):
    client = reader(cast, name)
    contents = page(client, "contents")
    assert 'aria-current="page"' in contents and ">Manual<" in contents
    assert "Sin aprobación oficial" in contents
    assert "P2-07" in page(client, "step", action="P2-07")


def test_every_part_action_and_tool_has_its_page_in_both_languages(cast):
    client, edition = reader(cast), current_edition()
    for query in ("", "?in=en"):
        contents = page(client, "contents", query)
        addresses = {a.split('"')[0] for a in contents.split('href="')[1:]}
        inner = sorted(
            a
            for a in addresses
            if a.startswith(("/protocolo/partes/", "/protocolo/acciones/", "/protocolo/herramientas/"))
        )
        assert len(inner) >= len(edition.actions) + 20 + 9
        for address in inner:
            assert client.get(address).status_code == 200, address
            assert ("?in=en" in address) == (query == "?in=en")


def test_an_action_says_who_when_why_by_when_evidence_source_and_what_each_rests_on(cast):
    edition = current_edition()
    action = edition.actions["P2-09"]
    shown = page(reader(cast), "step", action="P2-09")
    for words in (action.title.es, action.why.es, action.evidence.es, "Personal de protección"):
        assert words in shown
    assert 'class="chip real"' in shown  # the action has a public source …
    assert "Propuesta: no es texto oficial" in shown  # … and its deadline is a proposal
    assert edition.sources[action.legal[0]].title.es in shown
    assert reverse("protocol:part", kwargs={"part": "values"}) in shown
    assert reverse("protocol:tool", kwargs={"tool": "T12"}) in shown


def test_it_finds_words_with_and_without_accents_and_by_their_beginning(cast):
    client = reader(cast)
    with_accents, without = (
        page(client, "contents", "?q=edición"),
        page(client, "contents", "?q=EDICION"),
    )
    assert 'id="resultados"' in with_accents and with_accents.count("<li>") == without.count("<li>")
    assert "menores" in page(client, "contents", "?q=menor").lower()
    first = page(client, "contents", "?q=p2-07").split('class="hits"')[1].split("</li>")[0]
    assert "P2-07" in first
    assert "Nada con esas palabras" in page(client, "contents", "?q=zzz")
    assert "&lt;script&gt;" in page(client, "contents", "?q=<script>")


def test_what_one_language_lacks_is_looked_for_in_the_other_and_it_says_so(cast):
    client = reader(cast)
    found = page(client, "contents", "?q=lawyer")
    assert "esto dice el manual en inglés" in found and '<ol class="hits" lang="en">' in found
    assert "?in=en" in found.split('class="hits"')[1].split("</li>")[0]
    back = page(client, "contents", "?in=en&q=abogada")
    assert "says in Spanish" in back and '<ol class="hits" lang="es-MX">' in back
    assert "manual en inglés" not in page(client, "contents", "?q=menor")


def test_a_part_an_action_or_a_language_that_does_not_exist_is_absent(cast):
    client = reader(cast)
    for route, where in (
        ("part", {"part": "nada"}),
        ("step", {"action": "P9-99"}),
        ("tool", {"tool": "T21"}),
        ("download", {"language": "fr"}),
    ):
        assert client.get(reverse(f"protocol:{route}", kwargs=where)).status_code == 404


def test_the_pdf_is_made_once_and_kept_and_a_failure_is_said(cast, settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    made = []
    monkeypatch.setattr(pdf_cache, "_made", lambda edition, language, since: made.append(language) or b"%PDF")
    client = reader(cast)
    for _ in range(2):
        answer = client.get(reverse("protocol:download", kwargs={"language": "es"}))
        assert b"".join(answer.streaming_content) == b"%PDF"
    assert made == ["es"]
    for name in sorted(EVERYBODY):
        address = reverse("protocol:download", kwargs={"language": "es"})
        assert reader(cast, name).get(address).status_code == 200, name
    assert Client().get(address).status_code == 302
    assert 'filename="manual.es.pdf"' in answer["Content-Disposition"]
    monkeypatch.setattr(pdf_cache, "layout", lambda: "laid out in another way")
    client.get(reverse("protocol:download", kwargs={"language": "es"}))
    assert made == ["es", "es"]
    monkeypatch.undo()
    monkeypatch.setattr(pdf_cache, "PATIENCE", 0.001)
    assert "El PDF no está listo" in page(client, "download", language="en")
