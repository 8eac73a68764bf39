"""A sign of danger is asked about at once, only danger stops a talk, and what set it is said and ended."""

from __future__ import annotations

import re

import pytest

from cauce.cases import access as cases
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.intake.calls.models import Call
from cauce.intake.screenings import access
from tests.cast import minute_now

from .test_questions import agree, asked, begin, page, say_to, waits

ASKS = "¿Corre peligro en este momento o en las próximas horas?"
EMERGENCY = "Primero la emergencia"
RED = "Primero, poner a salvo a la persona"


def safety(desk, case, **given):
    return desk.post(case, "seguridad/", seen=given.pop("seen", 0), happened_at=minute_now(), **given)


def flat(shown: str) -> str:
    return " ".join(shown.split())


def at_once(shown: str) -> str:
    """The page without what an answer of it would say."""
    return re.sub(r'<div class="notice warn" role="alert" data-stops.*?</button>', "", shown, flags=re.DOTALL)


def ticked(shown: str, name: str) -> bool:
    return bool(re.search(rf'<input[^>]*name="{name}"[^>]* checked', shown))


def question(shown: str, name: str) -> str:
    """What stands about one question of a talk, without its marks."""
    found = re.search(rf'data-asks="{name}".*?</fieldset>', shown, re.DOTALL)
    return flat(re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def in_danger(case) -> bool | None:
    return facts_of(case).get("danger.immediate")


@pytest.fixture
def talk(desk):
    case = desk.open(minutes=30)
    agree(desk, case, "screening")
    return case, begin(desk, case)


def test_a_sign_is_asked_about_before_anything_else_and_counts_as_danger_meanwhile(desk, talk):
    case, sitting = talk
    assert "in_danger" in waits(page(desk, sitting)), "under way it opens beside the sign"
    answer = say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    assert answer.headers["Location"].endswith("?parte=safety&sigue=1")
    shown = page(desk, sitting, "safety&sigue=1")
    assert asked(shown) == ["in_danger"] and ASKS in shown
    assert EMERGENCY not in at_once(shown) and RED not in shown, "the page asks that very question"
    assert in_danger(case) is True, "whoever leaves it there has not lost the danger"
    assert RED in desk.get(case, "").content.decode()


def test_what_stops_the_talk_by_itself_is_obeyed_before_a_sign_is_asked_about(desk, talk):
    case, sitting = talk
    grave = {"expected_back": "yes", "thoughts_of_dying": "yes"}
    answer = say_to(desk, sitting, "safety", alone_and_safe="yes", **grave)
    assert answer.headers["Location"].endswith("?parte=fin")
    assert RED in page(desk, sitting, "safety&sigue=1") and in_danger(case) is True


@pytest.mark.parametrize(
    ("said", "leads", "danger"),
    [("no", "account", False), ("yes", "fin", True), ("does_not_know", "fin", True), (None, "fin", True)],
)
def test_only_danger_or_not_to_know_of_it_stops_the_talk(desk, talk, said, leads, danger):
    case, sitting = talk
    say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    given = {"in_danger": said} if said else {}
    answer = say_to(desk, sitting, "safety&sigue=1", seen=2, **given)
    assert answer.headers["Location"].endswith(f"?parte={leads}")
    assert in_danger(case) is danger
    assert (EMERGENCY in at_once(page(desk, sitting, leads))) is danger
    assert (RED in desk.get(case, "").content.decode()) is danger


def test_a_no_from_before_the_sign_stands_beside_the_question_and_chooses_nothing(desk, talk):
    case, sitting = talk
    safety(desk, case, danger="no", expected="yes", expected_when="El encargado, a las 3")
    shown = page(desk, sitting)
    assert "in_danger" in waits(shown) and not ticked(shown, "in_danger")
    assert "Seguridad: no . Pregúntelo." in question(shown, "in_danger")
    say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    assert asked(page(desk, sitting, "safety&sigue=1")) == ["in_danger"], "the sign is newer than that no"
    safety(desk, case, seen=1, danger="does_not_know")
    shown = page(desk, sitting, "safety&sigue=1")
    assert "«si corre peligro ahora» no sabe" in question(shown, "in_danger"), "what was left open, too"


def test_what_safety_says_after_the_sign_lets_the_talk_go_on(desk, talk):
    case, sitting = talk
    say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    after = desk.post(case, "seguridad/", do="not_danger")
    assert in_danger(case) is False and after.headers["Location"] == f"/sesiones/{sitting.id}/"
    shown = desk.client.get(f"/sesiones/{sitting.id}/?parte=account").content.decode()
    assert "can_leave" in asked(shown) and EMERGENCY not in shown
    # Sent once more as it was, the sign says nothing anew.
    say_to(desk, sitting, "safety", seen=2, alone_and_safe="yes", expected_back="yes")
    assert in_danger(case) is False


def test_what_was_told_minutes_ago_stands_beside_what_is_asked_again(desk, talk):
    case, sitting = talk
    told = {"alone": "yes", "expected": "yes", "expected_when": "El encargado", "family": "does_not_know"}
    safety(desk, case, **told)
    shown = page(desk, sitting)
    for name, said in (
        ("alone_and_safe", "«si está a solas y puede hablar» sí"),
        ("expected_back", "«si alguien espera a la persona» sí · El encargado"),
        ("family_danger", "«si su familia podría sufrir daño» no sabe"),
    ):
        assert name in asked(shown) and said in question(shown, name), name
        assert not ticked(shown, name)
    assert "si está a solas" not in desk.get(case, "seguridad/").content.decode(), "there it was asked"


def test_a_sign_taken_back_keeps_the_other_answers_and_what_rested_on_it_alone_goes(desk, talk):
    case, sitting = talk
    safety(desk, case, danger="no")
    given = {"alone_and_safe": "yes", "expected_back": "yes", "in_danger": "yes", "under_18": "no"}
    say_to(desk, sitting, "safety", **given)
    assert 'href="?parte=safety"' in page(desk, sitting, "fin")
    shown = page(desk, sitting, "safety")
    assert all(ticked(shown, name) for name in given) and "needs_pause" in asked(shown)
    assert "Guardar y seguir" in shown and "Guardar y ver qué ofrecer" not in shown
    assert "data-stopped" in shown and "parte=account" not in shown, "nothing lies beyond it yet"
    answer = say_to(desk, sitting, "safety", seen=2, **given | {"in_danger": "no"})
    assert answer.headers["Location"].endswith("?parte=account") and in_danger(case) is False
    assert access.all_answers(case) == given | {"in_danger": "no"}


@pytest.mark.parametrize("pressed", [False, True])
def test_a_danger_that_rests_on_a_sign_alone_goes_with_it_and_no_other(desk, talk, pressed):
    case, sitting = talk
    safety(desk, case, danger="no")
    say_to(desk, sitting, "safety", alone_and_safe="yes", expected_back="yes")
    if pressed:
        desk.post(case, "seguridad/", do="danger")
    say_to(desk, sitting, "safety", seen=2, alone_and_safe="yes", expected_back="no")
    assert in_danger(case) is pressed
    assert (RED in page(desk, sitting, "account")) is pressed


def test_the_bar_says_since_when_and_one_press_where_the_answer_is_shown_ends_it(desk, talk):
    case, sitting = talk
    safety(desk, case, danger="no")
    say_to(desk, sitting, "safety", alone_and_safe="yes", thoughts_of_dying="yes")
    for part in ("", "seguridad/"):
        shown = desk.get(case, part).content.decode()
        bar = flat(shown[shown.index('class="ribbon"') :])
        assert re.search(rf'<a href="/casos/{case.id}/seguridad/">Peligro inmediato</a> · \d\d:\d\d', bar)
        assert "hacerse daño o en no querer vivir? <strong>sí</strong>" in flat(shown)
        assert 'value="not_danger"' in shown
    assert "No coincide con otra respuesta: no" in flat(shown), "what was told before is not hidden"
    desk.post(case, "seguridad/", do="not_danger")
    assert in_danger(case) is False and cases.section(case, "safety")[1]["danger"] == "no"
    shown = desk.get(case, "").content.decode()
    assert "Peligro inmediato" not in shown and RED not in shown


def test_a_danger_that_nobody_answered_says_its_hour_alone(desk):
    case = desk.open(danger__immediate=True)
    shown = flat(desk.get(case, "seguridad/").content.decode())
    assert "Se anotó que hay peligro:" in shown and "Lo dice esta respuesta" not in shown


@pytest.mark.parametrize(("free", "counts"), [("no", True), ("yes", None)])
def test_a_call_in_which_nobody_could_ask_about_danger_counts_as_danger_in_its_case_until_it_is_asked(
    desk, free, counts
):
    told = {
        "danger_now": "does_not_know",
        "can_talk": free,
        "someone_listens": "no" if free == "yes" else "yes",
    }
    desk.client.post("/llamadas/nueva/", {"post": "HOU", "channel": "ciam_call", "do": "save", **told})
    desk.client.post(f"/llamadas/{Call.objects.get().id}/", {"do": "case"})
    case = Case.objects.latest("opened_at")
    assert in_danger(case) is counts
    shown = flat(re.sub(r"<[^>]+>", " ", desk.get(case, "seguridad/").content.decode()))
    if counts:
        assert RED in desk.client.get("/pendientes/").content.decode()
        assert "Lo dice esta respuesta: Línea telefónica" in shown and "no sabe ." in shown
        assert "«¿Puede hablar ahora sin riesgo?» no" in shown, "beside whether they are alone"
    else:
        assert "Ya se preguntó," in shown and "¿Usted u otra persona está en peligro" in shown
