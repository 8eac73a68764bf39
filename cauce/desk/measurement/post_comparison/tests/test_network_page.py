"""Sofía sees how alike posts act: one step over all of them, in the order of the alphabet, and no case."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cauce.desk.measurement.alike import alike_sentence
from cauce.desk.measurement.post_comparison import network
from cauce.measurement import access
from cauce.measurement.boards.likeness_table import Likeness
from cauce.measurement.boards.post_comparison.times import STAGES
from cauce.measurement.hiding.closing import CLOCK, Closed
from cauce.measurement.hiding.tree import Figure
from cauce.measurement.tests.conftest import Maker
from cauce.rules.hiding import BASE
from cauce.ui.words import day_said

from .test_post_page import numbers as numbers

pytestmark = pytest.mark.django_db
HERE = "/pasos/red/"


def page(client, member, query: str = "", status: int = 200) -> str:
    client.force_login(member.user)
    answer = client.get(HERE + query)
    assert answer.status_code == status
    return answer.content.decode()


def test_it_shows_one_step_over_all_posts_by_name(client, cast, numbers):
    shown = page(client, cast.sofia, "?paso=P2-06")
    assert '<option value="P2-06" selected>' in shown
    table = shown[shown.index("<caption>Conversar con las preguntas clave") :]
    names = re.findall(r'<th scope="row">([^<]+)</th>', table[: table.index("</table>")])
    assert len(names) == 53 and names == sorted(names)
    assert "menos que en la red" in table and "más que en la red" in table
    assert "Difieren poco más, o nada más, de lo que explica el azar" in shown
    assert f"<p>Corte al {day_said(timezone.localdate(timezone=CLOCK)).es}.</p>" in shown


def test_one_number_is_said_in_one_sentence_on_every_page(client, cast, numbers):
    found = access.alike_of_network(cast.sofia.actor, timezone.now())
    assert found.compared and found.differ
    said = alike_sentence(found).es
    assert f"en {found.like} de {found.compared} comparaciones" in said
    for member, addresses in ((cast.sofia, (HERE, "/red/")), (cast.aurora, ("/oficina/", "/pasos/"))):
        client.force_login(member.user)
        for address in addresses:
            assert said in client.get(address).content.decode(), address


def test_the_matrix_has_every_post_for_every_step_and_names_those_that_differ(client, cast, numbers):
    shown = page(client, cast.sofia)
    table = shown[shown.index("<caption>Pasos del Protocolo en cada consulado") :]
    row = re.search(r"Conversar con las preguntas clave</th>(.*?)</tr>", table, re.DOTALL)
    assert row and "Houston y Laredo" in row[1]
    cells = [int(one) for one in re.findall(r">\s*(\d+)\s*</td>", row[1])]
    assert sum(cells) == len(cast.posts) == 53
    assert 'class="mark-below"' in shown and 'class="mark-above"' in shown


def test_it_says_who_could_learn_from_whom_and_shows_no_case(client, cast, numbers):
    shown = page(client, cast.sofia)
    assert (
        "<strong>Houston.</strong> Sobre «Conversar con las preguntas clave»: Laredo lo hace a tiempo"
        in shown
    )
    assert numbers.folio not in shown and str(numbers.id) not in shown and "Inés" not in shown


def test_a_step_that_is_not_compared_is_said_and_the_page_stays(client, cast, numbers):
    shown = page(client, cast.sofia, "?paso=P9-99<b>")
    main = shown[shown.index("<main") :]
    assert "Ese paso no está entre los que se comparan" in main and "P9-99" not in main
    assert "<svg" in main


def test_it_opens_without_a_case_and_in_english(client, cast):
    client.cookies["idioma"] = "en"
    shown = page(client, cast.raul)
    assert "See how consistently posts act" in shown and "Each step will appear here" in shown
    assert "No figures of the network yet: they appear with the first weekly update." in shown


def test_no_post_and_no_receiver_sees_it(client, cast):
    for member in (cast.aurora, cast.mateo, cast.ines, cast.lucia, cast.clara, cast.bruno):
        page(client, member, status=404)


def test_it_asks_the_same_few_questions(client, cast, numbers, django_assert_max_num_queries):
    client.force_login(cast.sofia.user)
    client.get(HERE)
    with django_assert_max_num_queries(24):
        client.get(HERE)


def test_the_middle_of_a_few_waits_of_a_post_is_not_told(cast):
    # The middle of one is how long that person waited.
    keys = {post: [("wait", one.id, post, "cases") for one in STAGES] for post in ("HOU", "LAR")}
    told = dict.fromkeys(keys["HOU"], Figure(None)) | dict.fromkeys(keys["LAR"], Figure(30, 2))
    along = dict.fromkeys(keys["LAR"], [44.5, 39.0, 50.0])
    found = SimpleNamespace(network=Likeness(Closed(timezone.now(), told, along=along)))
    rows = network.times_table(found, {"HOU": "Houston", "LAR": "Laredo", "DAL": "Dallas"})["rows"]
    assert [row[0] for row in rows] == ["Houston", "Laredo"]
    assert set(rows[0][1:]) == {network.FEW} and network.FEW not in rows[1]


@pytest.mark.parametrize(("who", "where"), [("sofia", "/pasos/red/"), ("aurora", "/pasos/")])
def test_nothing_of_the_others_changes_until_the_next_closing(client, cast, numbers, who, where):
    def others() -> list[str]:
        shown = client.get(where).content.decode()
        found = re.findall(r"<(?:td|p|text)[^>]*>([^<]*)<", shown[shown.index("<main") :])
        return found if who == "sofia" else [one for one in found if "red" in one]

    client.force_login(getattr(cast, who).user)
    before = others()
    make = Maker(cast)
    make.number = 100
    for _ in range(3):
        make(cast.laredo, ("safety_checked", 0), ("protection_accepted", 1), ("screening_done", 3), days=1)
    assert others() == before


FIGURES = (
    "De la primera señal a cada paso",
    "En su turno, paso por paso",
    "Key questions, by where it began",
    "Preguntas clave, por dónde empezó",
    "Pasos que se dejaron",
)


@pytest.mark.parametrize("who", ["raul", "elena", "sofia"])
def test_no_table_of_the_whole_network_tells_of_a_few_people(client, cast, numbers, who):
    """One case at one place: that it was one, how long it waited and which step it left out."""
    shown = page(client, getattr(cast, who))
    seen = 0
    for caption in FIGURES:
        for table in re.findall(rf"<caption[^>]*>{caption}.*?</table>", shown, re.DOTALL):
            cells = re.findall(r"<td[^>]*>([^<]*)</td>", table)
            numbers_ = [int(cell.replace(",", "")) for cell in cells if re.fullmatch(r"[\d,]+", cell)]
            assert not [one for one in numbers_ if one % BASE or 0 < one < BASE], table
            assert not [cell for cell in cells if "(" in cell or " h" in cell or " min" in cell], table
            seen += len(cells)
    assert seen > 20 and "oculto" in shown
