"""Elena audits: who did and who read what, in plain words; and her reading is an entry too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions as case_actions
from cauce.custody.features import Feature
from cauce.custody.journal.door import ACTS
from cauce.custody.journal.models import Entry
from cauce.desk.custody.journal import saying

pytestmark = pytest.mark.django_db
HERE = "/bitacora/"


@pytest.fixture
def case(cast):
    case = case_actions.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now() - dt.timedelta(hours=1),
    )
    cases.page_for(cast.ines.actor, case.id, "page", timezone.now())
    with pytest.raises(cases.Absent):
        cases.case_for(cast.tomas.actor, case.id)
    return case


def page(client, member, query: str = "", status: int = 200) -> str:
    client.force_login(member.user)
    answer = client.get(HERE + query)
    assert answer.status_code == status
    return answer.content.decode()


def body(shown: str) -> str:
    return shown[shown.index("<tbody>") : shown.index("</tbody>")]


def test_it_says_who_did_who_read_and_who_was_refused(client, cast, case):
    shown = body(page(client, cast.elena))
    assert "Abrió un caso" in shown and "Inés Carranza" in shown
    assert "Leyó un expediente" in shown
    assert "No se le permitió leer un expediente" in shown and "Tomás Arriaga" in shown
    assert case.folio not in shown


def test_a_page_without_an_entry_of_its_own_has_the_name_of_its_feature():
    def named(route: str) -> str:
        return str(saying.codes(Entry(detail={"route": route})))

    assert "Citas" in named("appointments:week") and "Bitácora" in named("auditor:key")
    assert "Entre consulados" in named("transfers:leaving"), "though no menu names it"
    assert "nothing:here" in named("nothing:here")


def test_it_filters_by_post_kind_and_act(client, cast, case):
    refused = body(page(client, cast.elena, "?kind=refused"))
    assert "No se le permitió leer un expediente" in refused and "Abrió un caso" not in refused
    assert "Tomás" not in body(page(client, cast.elena, "?chain=HOU&what=case.open"))
    assert "Ningún" not in refused
    assert "No hay asientos con esos filtros" in page(client, cast.elena, "?chain=LAR") or (
        Entry.objects.filter(chain="LAR").exists()
    )


def test_it_writes_down_that_the_journal_was_read(client, cast, case):
    page(client, cast.elena, "?chain=HOU")
    last = Entry.objects.order_by("-id").first()
    assert (last.kind, last.what, last.about_id) == ("read", "journal.page", "HOU")
    assert last.actor == str(cast.elena.user.id)


@pytest.mark.usefixtures("told")
def test_it_turns_pages_without_losing_or_repeating_an_entry(client, cast):
    seen, before = [], ""
    client.force_login(cast.elena.user)
    for _ in range(4):
        answer = client.get(f"{HERE}?chain=network&kind=act{before}").context["page"]
        seen += [entry.number for entry in answer.entries]
        if answer.older is None:
            break
        before = f"&before={answer.older}"
    acts = Entry.objects.filter(chain="network", kind="act").order_by("-number")
    assert seen == list(acts.values_list("number", flat=True)[: len(seen)]) and seen


def test_it_walks_a_chain_and_names_the_entry_that_was_altered(client, cast, case, dba):
    assert "Cadena completa" in page(client, cast.elena, "?chain=HOU&verify=1")
    Entry.objects.filter(chain="HOU", number=1).update(what="case.close")
    shown = page(client, cast.elena, "?chain=HOU&verify=1")
    assert "La cadena no cuadra" in shown and "Asiento 1" in shown


def test_it_says_at_once_when_the_end_of_a_chain_is_gone(client, cast, case, dba):
    assert "coincide con su cabecera" in page(client, cast.elena)
    Entry.objects.filter(chain="HOU").order_by("-number").first().delete()
    assert "Hay cadenas cuyo final no coincide" in page(client, cast.elena)


def test_it_has_a_sentence_for_every_act_and_no_sentence_twice():
    assert sorted(set(ACTS) - set(saying.DID)) == []
    for words in (saying.DID, saying.READ, saying.WANTED):
        assert len({text.es for text in words.values()}) == len(words)


def test_two_features_that_say_a_sentence_for_the_same_thing_are_found(monkeypatch):
    kits = Feature("cauce.intake.kits", sentences=("sentences",))
    monkeypatch.setattr(saying, "features", lambda: (kits,))
    assert saying._said("did")["kit.give"].es == "Anotó dónde se guarda un juego de hojas"
    monkeypatch.setattr(saying, "features", lambda: (kits, kits))
    with pytest.raises(ValueError, match="kit.give"):
        saying._said("did")


def test_it_opens_for_nobody_else(client, cast):
    for member in (cast.sofia, cast.raul, cast.bruno, cast.aurora, cast.ines, cast.clara):
        page(client, member, status=404)


@pytest.mark.parametrize("query", ["?before=x", "?before=99999999999999999999", "?chain=%27&what=z"])
def test_it_is_not_upset_by_an_address_typed_by_hand(client, cast, query):
    page(client, cast.elena, query)


def test_it_asks_at_most_fifteen_questions(client, cast, case, django_assert_max_num_queries):
    client.force_login(cast.elena.user)
    client.get(HERE)  # the first page of a session also writes when it began
    with django_assert_max_num_queries(15):
        client.get(f"{HERE}?chain=HOU&kind=act")
