"""The steps of one person's way, in their order: each test goes on where the last one ended.

Houston, turn A47. Lucía is at the window, Inés at the protection desk, Mateo signs, Clara answers
for Casa Jacaranda, Aurora heads the post, Sofía sees the network.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
import pyzipper

from . import (
    at_desk,
    at_numbers,
    at_partner,
    at_plan,
    at_reading,
    at_talk,
    at_window,
    casework,
)

pytestmark = [pytest.mark.journey, pytest.mark.steps]
TURN = "A47"


class Story(SimpleNamespace):
    """What the steps so far left behind; a step that needs more than that fails at once."""

    def __getattr__(self, name: str):
        pytest.fail(f"an earlier step did not leave {name!r}")


@pytest.fixture(scope="module")
def story(house):
    casework.others(house)
    return Story()


@pytest.fixture
def ines(house):
    return house.person("ines")


def test_it_01_ticks_two_cues_at_the_window_and_passes_a_turn(house, story):
    lucia = house.person("lucia")
    at_window.notice(lucia, shot="01-window")
    story.waiting = at_window.pass_turn(lucia, TURN)


def test_it_02_finds_the_turn_first_on_the_worklist_and_opens_a_case_without_a_name(house, story, ines):
    at_desk.answer_turn(ines, TURN, shot="02-worklist")
    at_window.see_it_cleared(house.person("lucia"), story.waiting, TURN)
    story.case = at_desk.open_case(ines)
    story.folio = re.search(r"HOU-\d+-\d+", ines.page.locator(".ribbon").inner_text())[0]


def test_it_03_asks_about_safety_then_rights_then_each_consent_apart(story, ines):
    at_desk.ask_safety(ines, story.case)
    ines.reads("Anotado. Vea lo que sigue.")
    ines.look("case", shot="03-case")
    at_desk.explain_rights(ines, story.case)
    ines.look("consent", shot="04-consent")
    at_desk.see_ribbon(ines, "Guardar lo que cuenta", "Autoridad de EE. UU.")
    at_desk.ask_consent(ines, story.case, "[Gg]uardar", "Sí")
    at_desk.see_ribbon(ines, "Guardar lo que cuenta")


def test_it_04_asks_only_with_permission_and_says_what_can_be_offered_and_why(story, ines):
    at_talk.begin(ines, story.case)
    at_talk.sign_is_asked(ines)
    at_talk.go_through(ines, "screening", shot="05-questions", at="Lo demás, a su paso")
    at_talk.end(ines)
    at_talk.how_accurate(ines)


def test_it_05_listens_first_and_never_asks_again_what_was_told(story, ines):
    at_talk.prepare_interview(ines, story.case)
    at_talk.write_account(ines, story.case, "Le prometieron trabajo en una cocina; quiere dormir.")
    ines.press("Pasar a lo que falta")
    ines.reads("Ya lo contó: no lo pregunte otra vez")
    told = ines.page.locator("details", has_text="no lo pregunte otra vez").first
    told.locator("summary").click()
    ines.look("interview questions")
    ines.press("Hacer una pausa")
    ines.reads("Lo dicho está guardado")
    ines.go(f"{story.case}entrevista/")
    ines.follow("Seguir después de la pausa")
    ines.press("Seguir", exact=True)
    at_talk.go_through(ines, "interview")
    at_talk.end(ines)


def test_it_06_reads_three_laws_concludes_and_another_person_signs(house, story, ines):
    at_reading.conclude(ines, story.case, shot="06-three-laws")
    at_reading.sign(house.person("mateo"), story.folio)
    ines.go(f"{story.case}lectura/")
    ines.reads("Conclusión firmada")


def test_it_07_judges_the_risk_for_three_and_says_when_to_look_again(story, ines):
    at_reading.judge_risk(ines, story.case, shot="07-risk")


def test_it_08_agrees_a_plan_with_the_person(story, ines):
    at_plan.agree(ines, story.case, shot="08-plan")


def test_it_09_finds_the_shelter_and_sends_only_what_was_consented_to(story, ines):
    at_plan.find_from_plan(ines, story.case, shot="09-directory")
    story.request = at_plan.ask_and_send(ines, story.case, shot="10-referral")


def test_it_10_is_accepted_by_the_shelter_and_the_obligation_is_met(house, story, ines):
    clara = house.person("clara")
    at_partner.open_request(clara, shot="11-partner")
    clara.reads("Luz")
    clara.reads_not(story.folio)
    at_partner.accept(clara)
    ines.go(story.request)
    ines.heading("Aceptada")
    ines.go(story.case)
    ines.unfold("Hechas")
    ines.reads("Canalizar a los servicios")


def test_it_11_is_in_the_numbers_of_the_post_and_of_the_network(house, story):
    assert story.request
    at_numbers.of_post(house.person("aurora"))
    at_numbers.of_network(house.person("sofia"))


def test_it_12_leaves_as_a_row_of_htcds_without_a_name(house, story):
    mateo = house.person("mateo")
    mateo.go(f"{story.case}salida/")
    mateo.heading("Exportar el caso en formato HTCDS 2.0")
    mateo.look("export")
    mateo.tick("CSV")
    mateo.page.get_by_label("Motivo de la exportación").select_option(label="Coordinación con quien atiende")
    mateo.write("¿Para qué, en una frase?", "Para coordinar la atención (ejemplo).")
    mateo.press("Crear el archivo")
    phrase = mateo.page.locator(".passphrase").inner_text()
    with mateo.page.expect_download() as caught:
        mateo.press("Ya la anoté: bajar")
    with pyzipper.AESZipFile(caught.value.path()) as packed:
        packed.setpassword(phrase.encode())
        [name] = packed.namelist()
        row = packed.read(name).decode("utf-8-sig")
    assert row.count("\n") >= 2
    assert "Luz" not in row
