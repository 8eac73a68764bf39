"""Aurora sees in a minute how Houston differs from the network, and why."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from cauce.measurement.hiding.closing import CLOCK
from cauce.measurement.models import PostSums
from cauce.measurement.tests.conftest import Maker
from cauce.staff.obligations.models import Obligation
from cauce.ui.words import day_said
from tests.closing import close

pytestmark = pytest.mark.django_db
HERE = "/pasos/"


@pytest.fixture
def numbers(cast):
    """Houston asks the key questions a third of the time, Laredo always, all others most of the time."""
    shares = {"HOU": (20, 60), "LAR": (180, 180)}
    due = timezone.now() - dt.timedelta(days=5)
    Obligation.objects.bulk_create(
        Obligation(
            subject_kind="case",
            subject_id=uuid.uuid4(),
            post_id=post,
            action="P2-06",
            due_at=due,
            state="met" if number < met else "open",
            met_at=due if number < met else None,
        )
        for post in cast.posts
        for met, cases in [shares.get(post, (14, 20))]
        for number in range(cases)
    )
    make = Maker(cast)
    # They begin in the morning: what was done three hours later was done on the same day.
    make.at = (make.at - dt.timedelta(days=1)).replace(hour=16, minute=0)
    case = make(cast.houston, ("safety_checked", 0), ("protection_accepted", 1), ("screening_done", 3))
    make(cast.laredo, ("safety_checked", 0), ("departed", 3, "P2-04"))
    close("steps", "likeness")
    return case


def page(client, member, status: int = 200) -> str:
    client.force_login(member.user)
    answer = client.get(HERE)
    assert answer.status_code == status
    return answer.content.decode()


def test_it_says_first_in_three_sentences_how_it_differs_why_and_whom_to_ask(client, cast, numbers):
    shown = page(client, cast.aurora)
    first, second, third = re.findall(r'<p class="lede">(.*?)</p>', shown)
    assert "Se hacen menos que en la red: «Conversar con las preguntas clave»" in first
    assert "faltó en 40 de 61 casos; en 40 de ellos está vencido" in second
    assert "Laredo lo hace a tiempo casi siempre; pregunte cómo." in third
    assert shown.index('class="lede"') < shown.index('<svg class="chart"')
    # Each drawing has its numbers under it.
    assert shown.count("<table") >= shown.count('<svg class="chart"') >= 4


def test_it_says_of_which_day_it_is_and_stands_until_the_next_closing(client, cast, numbers):
    def main() -> str:
        shown = page(client, cast.aurora)
        return re.sub(r'name="csrf[^>]*>', "", shown[shown.index("<main") : shown.index("</main")])

    before, day = main(), timezone.localdate(timezone=CLOCK)
    assert f"Este consulado y la red, con corte al {day_said(day).es}." in before
    make = Maker(cast)
    make.number = 100
    make(cast.houston, ("safety_checked", 0), ("protection_accepted", 1), days=2)
    assert main() == before
    PostSums.objects.get(post=cast.houston).delete()
    assert f"Este consulado, al momento; la red, con corte al {day_said(day).es}." in main()


def test_no_case_and_nobody_of_the_service_is_on_it(client, cast, numbers):
    shown = page(client, cast.aurora)
    assert numbers.folio not in shown and str(numbers.id) not in shown
    assert "Inés" not in shown and str(cast.ines.user.id) not in shown


def test_it_is_complete_in_english_and_its_title_tells_nothing(client, cast, numbers):
    client.cookies["idioma"] = "en"
    shown = page(client, cast.aurora)
    assert "Done less than in the network: “" in shown and "Se hacen menos" not in shown
    assert "nearly always; ask how." in shown and "En la red" not in shown
    assert "<title>Compared with the network" in shown


def test_it_opens_before_the_first_case_and_names_nobody_to_learn_from(client, cast):
    shown = page(client, cast.mateo)
    assert "Todavía son pocos casos para comparar con la red." in shown and "pregunte cómo" not in shown
    assert "Todavía no hay cifras de la red: aparecen con el primer corte semanal." in shown


def test_everybody_else_finds_nothing(client, cast):
    for member in (cast.ines, cast.lucia, cast.sofia, cast.elena, cast.clara, cast.bruno):
        page(client, member, status=404)


def test_it_asks_the_same_few_questions(client, cast, numbers, django_assert_max_num_queries):
    client.force_login(cast.aurora.user)
    client.get(HERE)
    with django_assert_max_num_queries(15):
        client.get(HERE)
