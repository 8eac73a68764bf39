"""Lessons, exercises that count, practice that does not, certificates, and agreement of judgement."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.learning import access
from cauce.learning.actions import answer, certify, finish_lesson, finish_play
from cauce.learning.course import exercises, lessons_for
from cauce.learning.exercises import mark, steps
from cauce.learning.models import Attempt, LessonDone
from cauce.protocol.editions.access import current_edition

pytestmark = pytest.mark.django_db
ROLE = "protection_officer"


def right_answers(lesson):
    return {q.id: [c.id for c in q.choices if c.right] for q in lesson.asked}


def learn(member, beside, edition, role=ROLE):
    """Every lesson of a role; a script is played with the colleague beside."""
    now = timezone.now()
    for lesson in lessons_for(edition, role):
        mine = {"actor": member.actor, "user": member.user, "lesson": lesson.id}
        if lesson.play is None:
            assert finish_lesson(**mine, given=right_answers(lesson))
        else:
            finish_play(**mine, word=access.own_word(beside.user, lesson.id, now.date()), at=now)


def read(member, case, choose=lambda step: [o.id for o in step.options if o.right]):
    for step in steps(current_edition(), case):
        answer(actor=member.actor, user=member.user, case=case.id, step=step.id, given=choose(step))


def test_every_exercise_is_right_when_answered_as_the_rules_say():
    edition = current_edition()
    kinds = set()
    for case in exercises(edition):
        listed = steps(edition, case)
        assert listed[-1].id == "reading"
        for step in listed:
            kinds.add(step.id.split(":")[0])
            right = [one.id for one in step.options if one.right]
            assert mark(step, right).whole, (case.id, step.id)
            assert len({one.id for one in step.options}) == len(step.options), (case.id, step.id)
            assert step.many or len(right) == 1, (case.id, step.id)
            assert any(one.why for one in step.options if one.right) or step.id in (
                "reading",
                "know",
            )
    assert kinds == {"ask", "do", "when", "know", "law", "reading"}


def test_an_answer_says_why_with_its_sources_whether_it_was_right_or_not():
    edition = current_edition()
    step = next(s for s in steps(edition, edition.cases["v02"]) if s.id == "do")
    wrong = mark(step, [one.id for one in step.options if not one.right])
    assert wrong.right == 0 and not wrong.whole
    for one in step.options:
        assert one.why and all(text.es and text.en for text in one.why)
        assert all(source in edition.sources for source in one.sources)


def test_a_lesson_is_done_only_when_every_question_is_and_a_mistake_is_kept_nowhere(cast):
    lesson = current_edition().lessons["counter"]
    wrong = {q.id: [q.choices[0].id] for q in lesson.questions}
    assert not finish_lesson(actor=cast.lucia.actor, user=cast.lucia.user, lesson=lesson.id, given=wrong)
    assert not LessonDone.objects.exists()
    assert finish_lesson(
        actor=cast.lucia.actor, user=cast.lucia.user, lesson=lesson.id, given=right_answers(lesson)
    )
    assert "companion" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_the_first_answer_to_a_step_stays(cast):
    case = exercises(current_edition())[0]
    ines = {"actor": cast.ines.actor, "user": cast.ines.user, "case": case.id, "step": "reading"}
    answer(given=["inconclusive_follow_up"], **ines)
    again = answer(given=["trafficking_both"], **ines)
    assert again.given == {"inconclusive_follow_up"}
    assert Attempt.objects.get().reading == "inconclusive_follow_up"
    with pytest.raises(BadInput):
        answer(given=[], **ines | {"step": "law:palermo"})


def test_practice_leaves_no_row_no_entry_and_nothing_in_the_session(cast, client):
    client.force_login(cast.ines.user)
    client.get(reverse("learning:index"))
    case = exercises(current_edition())[0]
    before = {model: model.objects.count() for model in apps.get_models()}
    session = dict(client.session)
    for step in steps(current_edition(), case):
        page = client.post(
            f"{reverse('learning:practice', args=[case.id])}?paso={step.id}",
            {"given": [step.options[0].id]},
        )
        assert page.status_code == 200 and "no cuenta ni se guarda" in page.content.decode()
    assert {model: model.objects.count() for model in apps.get_models()} == before
    assert dict(client.session) == session


def test_the_certificate_asks_for_the_lessons_and_the_exercises_and_ends_with_its_edition(
    cast, client, monkeypatch
):
    edition, now = current_edition(), timezone.now()
    learn(cast.ines, cast.mateo, edition)
    with pytest.raises(BadInput):
        certify(actor=cast.ines.actor, user=cast.ines.user, role=ROLE, at=now)
    wanted = access.mine(cast.ines.user).progress(edition, ROLE, now.date()).cases
    for case in exercises(edition)[:wanted]:
        read(cast.ines, case)
    made = certify(actor=cast.ines.actor, user=cast.ines.user, role=ROLE, at=now)
    assert access.holds(made)
    with pytest.raises(BadInput):
        certify(actor=cast.ines.actor, user=cast.ines.user, role="head_of_post", at=now)
    made.edition = "2019.1"
    made.save()
    assert not access.holds(access.own_certificate(cast.ines.user, made.id))
    client.force_login(cast.ines.user)
    paper = client.get(reverse("learning:certificate", args=[made.id]))
    assert paper["Content-Type"] == "application/pdf"
    client.force_login(cast.mateo.user)
    assert client.get(reverse("learning:certificate", args=[made.id])).status_code == 404


def test_the_certificate_counts_as_training_at_the_post(cast):
    from cauce.staff.readiness.models import Training

    edition, now = current_edition(), timezone.now()
    learn(cast.ines, cast.mateo, edition)
    for case in exercises(edition)[:6]:
        read(cast.ines, case)
    made = certify(actor=cast.ines.actor, user=cast.ines.user, role=ROLE, at=now)
    row = Training.objects.get(user=cast.ines.user)
    assert row.reference == str(made.id) and row.post_id == "HOU"


def test_agreement_shows_nobody_and_nothing_while_few_have_read(cast):
    shared = exercises(current_edition())[:6]
    today = timezone.now().date()
    later = today + dt.timedelta(days=31)
    for case in shared:
        read(cast.ines, case)
    assert access.judgements(cast.aurora.actor, today, post="HOU")["all"][0].raters == 0
    found = access.judgements(cast.aurora.actor, later, post="HOU")["all"][0]
    assert (found.raters, found.among, found.with_reference) == (1, None, None)
    for case in shared:
        read(cast.mateo, case)
        read(cast.aurora, case, lambda step: [step.options[0].id])
    read(cast.ines, exercises(current_edition())[6])  # she alone read this one
    found = access.judgements(cast.aurora.actor, later, post="HOU")["all"][0]
    assert (found.raters, found.stories) == (3, 6)
    assert found.with_reference.kappa < 1 and found.among.kappa < 1
    whole = access.judgements(cast.sofia.actor, later)
    assert [one.name for one in whole["posts"]] == ["HOU"]
    with pytest.raises(Absent):
        access.judgements(cast.ines.actor, today, post="HOU")
    with pytest.raises(Absent):
        access.judgements(cast.aurora.actor, today, post="LAR")


def test_whoever_read_sees_alone_how_far_they_read_as_the_reference(cast, client):
    edition = current_edition()
    told = exercises(edition)[:6]

    def misread(step):
        if step.id == "reading":
            return [next(o.id for o in step.options if not o.right)]
        return [o.id for o in step.options if o.right]

    read(cast.ines, told[0], misread)
    for case in told[1:]:
        read(cast.ines, case)
    own = access.mine(cast.ines.user).with_reference(edition)
    assert own.stories == 6 and own.observed == pytest.approx(5 / 6)
    assert own.low <= own.kappa < 1 and own.why is not None  # six stories are few
    client.force_login(cast.ines.user)
    assert "frente a la lectura de referencia: kappa" in client.get("/lecciones/").content.decode()
    client.force_login(cast.mateo.user)  # the head of the post
    assert "frente a la lectura" not in client.get("/lecciones/").content.decode()


def test_a_lesson_can_be_read_on_paper_without_a_network(cast, client):
    client.force_login(cast.lucia.user)
    for address in (
        reverse("learning:lesson_paper", args=["counter"]),
        reverse("learning:booklet"),
    ):
        paper = client.get(address)
        assert paper.content.startswith(b"%PDF") and paper["Content-Type"] == "application/pdf"
        assert "filename=" in paper["Content-Disposition"]


def test_a_wrong_answer_in_a_lesson_says_why_and_keeps_what_was_chosen(cast, client):
    client.force_login(cast.lucia.user)
    page = client.post(
        reverse("learning:lesson", args=["counter"]),
        {"companion": "ask_him", "not_cues": ["tongue"]},
    ).content.decode()
    assert "Le avisa a quien quizá controla" in page
    assert 'value="ask_him" checked' in page
    assert not LessonDone.objects.exists()
