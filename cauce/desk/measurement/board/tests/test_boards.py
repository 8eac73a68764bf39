"""Aurora sees her post with the network beside it; Sofía and Raúl the network; hidden is never zero."""

from __future__ import annotations

import csv
import io
import re
import time

import pytest
import pyzipper

from cauce.custody.journal.models import Entry
from cauce.staff.exports.models import Export
from tests import quickcast
from tests.pages import SPANISH
from tests.sharing import own

from .conftest import NET, OWN, closed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    """The cast of a network that was closed."""
    cast = quickcast.build()
    closed()
    return cast


@pytest.fixture
def cast(db, made):
    return own(made)


def page(client, member, address: str, language: str = "es", status: int = 200) -> str:
    client.force_login(member.user)
    client.cookies["idioma"] = language
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def table(shown: str) -> dict[str, list[str]]:
    """The rows of the table under the drawing, by their head."""
    inside = re.search(r"<tbody>(.*?)</tbody>", shown)[1]
    return {
        re.search(r"<th[^>]*>(.*?)</th>", row)[1]: re.findall(r"<td[^>]*>(.*?)</td>", row)
        for row in re.findall(r"<tr>(.*?)</tr>", inside)
    }


def test_the_first_thing_is_a_sentence_then_the_drawing_the_table_and_what_the_figure_is(client, cast):
    shown = page(client, cast.aurora, OWN)
    order = [
        "<h1>Víctimas atendidas</h1>",
        "Este trimestre se atendió a",
        '<svg class="chart"',
        "<tbody>",
        "Qué significa esta cifra",
        "conclusión firmada",
        "Versión de la definición",
        "Lo que no dice",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert re.search(r"se atendió a \d+ personas?, .*en los mismos días del trimestre anterior", shown)
    assert "<title>Tablero · Cauce</title>" in shown


@pytest.mark.parametrize(
    "by",
    [
        "",
        "por=sex",
        "indicador=assistance-rate&por=channel",
        "indicador=times",
        "indicador=percentage-detected",
    ],
)
def test_it_is_whole_in_english(client, cast, by):
    shown = page(client, cast.aurora, f"{OWN}?{by}", "en")
    inside = re.search(r"<main.*</main>", shown)[0]
    said = re.sub(r"<[^>]+>", " ", re.sub(r"<option.*?</option>", " ", inside))
    assert not SPANISH.search(said), SPANISH.search(said)
    assert "What this figure means" in said


def test_a_post_sees_itself_and_the_network_only_rounded(client, cast, asked):
    shown = page(client, cast.aurora, OWN)
    rows = table(shown)
    assert len(rows) == 8 and all(cells[1].startswith("cerca de ") for cells in rows.values())
    assert all(int(cells[1].removeprefix("cerca de ")) % 5 == 0 for cells in rows.values())
    assert "En toda la red: cerca de" in shown
    assert {posts and tuple(posts) for _, _, posts in asked} == {("HOU",)}, (
        "of the network nothing is counted"
    )
    offered = re.search(r'<select name="por".*?</select>', shown)[0]
    assert "sex" in offered
    assert not re.search(r'value="(post|region|state|language_group)"', offered), "never with a post"


def test_who_leads_no_post_has_no_board_and_a_post_none_of_the_network(client, cast):
    page(client, cast.tomas, OWN, status=404)
    page(client, cast.sofia, OWN, status=404)
    page(client, cast.aurora, NET, status=404)
    for member in (cast.sofia, cast.raul, cast.elena):
        page(client, member, NET)
    page(client, cast.elena, NET + "archivo/", status=404)


def test_a_small_post_is_hidden_on_the_map_in_the_table_and_another_with_it(client, cast, year):
    shown = page(client, cast.raul, f"{NET}?por=post&periodo={year}")
    rows = table(shown)
    hidden = {name for name, cells in rows.items() if cells == ["oculto"]}
    assert "San Juan" in hidden and len(hidden) >= 2
    assert not any(cells == ["0"] for name, cells in rows.items() if not name.startswith("Las otras"))
    drawing = re.search(r'<svg class="chart".*?</svg>', shown)[0]
    assert drawing.count('height="14" class="bar hidden-count"') == len(hidden) + 1
    assert 'data-kind="map"' in drawing and "Hidden" not in shown and "Oculto no es cero" in shown
    names = [name for name in rows if not name.startswith("Las otras")]
    assert names == sorted(names, key=lambda name: name.replace("Á", "A")), "by name, no league"


def test_a_share_by_post_is_a_funnel_and_a_trait_hides_its_complement(client, cast, year):
    shown = page(client, cast.sofia, f"{NET}?indicador=assistance-rate&por=post&periodo={year}")
    assert 'class="limit"' in shown and "no una calificación" in shown
    rows = table(page(client, cast.sofia, f"{NET}?por=sex"))
    assert rows["otro"] == ["oculto"]


def test_what_cannot_be_parted_without_telling_of_somebody_is_not_parted(client, cast, year):
    shown = page(client, cast.raul, f"{NET}?indicador=identification-rate&por=sex")  # of four people
    assert "Son muy pocas para separarlas así" in shown and "<tbody>" not in shown
    assert '<svg class="chart"' not in shown


def test_an_indicator_without_an_estimate_says_why_and_a_breakdown_it_has_not_is_not_guessed(client, cast):
    shown = page(client, cast.sofia, f"{NET}?indicador=percentage-detected")
    assert "Aquí no hay cifra" in shown and "ninguna estimación externa" in shown
    shown = page(client, cast.sofia, f"{NET}?indicador=consent-compliance&por=sex")
    assert "no se separa así" in shown
    shown = page(client, cast.sofia, f"{NET}?indicador=%00nada&periodo=9999Q9&por=<b>")
    assert "<h1>Víctimas atendidas</h1>" in shown and "<b>" not in shown


@pytest.mark.parametrize("address", [OWN, OWN + "?por=sex", NET, NET + "?por=post", NET + "?por=region"])
def test_it_asks_the_figures_four_times_at_most_and_few_questions_besides(
    client, cast, asked, address, django_assert_max_num_queries
):
    member = cast.aurora if address.startswith(OWN + "?") or address == OWN else cast.sofia
    client.force_login(member.user)
    with django_assert_max_num_queries(9):
        client.get(address)
    # What is told of the network was counted at the closing.
    assert 1 <= len(asked) <= 4 if address.startswith(OWN + "?") or address == OWN else not asked


def test_the_table_on_view_leaves_as_it_is_seen_and_that_is_written_down(client, cast, year):
    page(client, cast.raul, f"{NET}?por=post&periodo={year}")
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    address = f"{NET}archivo/?por=post&periodo={year}"
    assert "Falta" not in client.get(address).content.decode()
    made = client.post(address, {"reason": "statistics", "why": "Para la reunión (ejemplo)."})
    phrase = re.search(r"passphrase[^>]*>([a-z0-9-]+)<", made.content.decode())[1]
    answer = client.post(f"/archivos/{Export.objects.get().id}/descarga/")
    with pyzipper.AESZipFile(io.BytesIO(answer.content)) as held:
        held.setpassword(phrase.encode())
        rows = list(csv.DictReader(io.StringIO(held.read("cifras.csv").decode())))
    by_post = {row["value"]: row for row in rows}
    assert by_post["SJU"]["state"] == "hidden" and by_post["SJU"]["numerator"] == ""
    assert by_post["LAX"]["state"] == "shown" and int(by_post["LAX"]["numerator"]) > 5
    assert "Raúl Ponce" in by_post["LAX"]["mark"]
    entry = Entry.objects.get(what="export.make")
    assert entry.detail["kind"] == "figures" and entry.detail["rows"] == len(rows)


def test_where_people_are_from_is_a_map_of_tiles_that_says_what_the_table_says(client, cast):
    shown = page(client, cast.sofia, f"{NET}?por=state")
    tile = shown.split(">OAX<", 1)[1].split(">CHP<", 1)[0]
    told = re.search(r'class="end">([\d,]+)<', tile)[1]
    assert 'data-kind="tiles"' in shown and any(told in cell for cell in table(shown)["Oaxaca"])
