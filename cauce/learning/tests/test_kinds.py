"""A whole case decided moment by moment, and a script that two officers play and both note."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pydantic import ValidationError

from cauce.content.checks.training import least_minutes
from cauce.content.errors import BadInput, Unknown
from cauce.content.model_training import Lesson
from cauce.custody.journal.models import Entry
from cauce.learning.access import own_word
from cauce.learning.actions import finish_lesson, finish_play
from cauce.learning.course import lessons_for
from cauce.learning.models import LessonDone
from cauce.learning.unfolding import is_whole, unfold
from cauce.protocol.documents.paper import pdf
from cauce.protocol.documents.steps import Speaker
from cauce.protocol.editions.access import current_edition

CASE, PLAY = "case-first-hours", "play-window"
LONGEST = 0.5  # share of questions whose right choice may be the longest: length must not tell


def right(lesson):
    return {one.id: [c.id for c in one.choices if c.right] for one in lesson.asked}


def page(client, lesson, given=None, **query):
    address = reverse("learning:lesson", args=[lesson])
    made = client.post(address, given) if given is not None else client.get(address, query)
    return made.content.decode()


def done_by(member, lesson):
    return LessonDone.objects.filter(user=member.user, lesson=lesson).exists()


# --- What the edition holds


def test_every_question_has_three_choices_and_the_right_one_is_not_known_by_its_length():
    asked = [one for lesson in current_edition().lessons.values() for one in lesson.asked]
    assert len(asked) > 75 and all(len(one.choices) >= 3 for one in asked)
    single = [one for one in asked if not one.many]
    told = [q for q in single if max(q.choices, key=lambda c: len(c.text.es)).right]
    assert len(told) < LONGEST * len(single)


def test_the_course_of_a_protection_officer_takes_five_to_six_hours_and_says_so_honestly():
    edition = current_edition()
    listed = lessons_for(edition, "protection_officer")
    assert 5 * 60 <= sum(one.minutes for one in listed) <= 6 * 60
    kinds = [one.kind for one in listed]
    assert (kinds.count("lesson"), kinds.count("case"), kinds.count("play")) == (14, 5, 7)
    for one in listed:
        least = least_minutes(one)
        assert least <= one.minutes <= 2 * least, (one.id, least)


def test_no_moment_of_a_case_repeats_the_period_of_its_actions():
    edition = current_edition()
    for lesson in edition.lessons.values():
        for moment in lesson.steps:
            texts = [moment.text, *moment.told, *(c.text for c in moment.choices)]
            texts += [c.why for c in moment.choices]
            amounts = {
                deadline.amount
                for id in moment.actions
                for within in edition.actions[id].within
                for deadline in [Speaker(edition, "es", dt.date(2026, 11, 1)).deadline(within)]
                if deadline.amount[0].isdigit() and not deadline.dated
            }
            said = " ".join(text.es for text in texts)
            assert not [one for one in amounts if re.search(rf"\b{one}\b", said)], moment.id


def test_a_moment_without_an_end_and_a_lesson_of_two_kinds_are_refused():
    whole = current_edition().lessons[CASE].model_dump()
    whole["steps"][0]["choices"][0]["then"] = None
    with pytest.raises(ValidationError, match="every choice of a moment"):
        Lesson.model_validate(whole)
    both = current_edition().lessons[CASE].model_dump()
    both["play"] = current_edition().lessons[PLAY].play.model_dump()
    with pytest.raises(ValidationError, match="one of the three"):
        Lesson.model_validate(both)


def test_an_action_named_inside_a_moment_or_a_tick_is_named_with_its_place():
    lessons = current_edition().lessons
    named, ticked = (dict(lessons[id].named_actions()) for id in (CASE, PLAY))
    assert named[("steps", 0, "actions", 1)] == "P2-03"
    assert ticked[("play", "ticks", 5, "action")] == "P2-03"


# --- A whole case


def test_a_case_unfolds_only_as_far_as_it_was_decided():
    lesson = current_edition().lessons[CASE]
    given = right(lesson)
    first, second = lesson.steps[0].id, lesson.steps[1].id
    assert [one.moment.id for one in unfold(lesson, {})] == [first]
    assert [one.moment.id for one in unfold(lesson, {first: given[first]})] == [first, second]
    assert not unfold(lesson, {first: ["card"]})[-1].settled
    assert unfold(lesson, {first: ["never-heard"]})[-1].given == frozenset()
    assert is_whole(lesson, unfold(lesson, given))
    assert not is_whole(lesson, unfold(lesson, given | {second: ["story"]}))


@pytest.mark.django_db
def test_another_way_says_what_happened_then_and_nothing_of_it_is_kept(cast, client):
    client.force_login(cast.ines.user)
    lesson = current_edition().lessons[CASE]
    first, second = lesson.steps[:2]
    before = Entry.objects.count()
    shown = page(client, CASE, {first.id: "card"})
    assert "No llama. El jueves contesta su teléfono otra persona." in shown
    assert second.told[0].es not in shown and 'value="card" checked' in shown
    shown = page(client, CASE, {first.id: "room"})
    assert second.told[0].es in shown and lesson.steps[2].told[0].es not in shown
    assert not LessonDone.objects.exists() and Entry.objects.count() == before


@pytest.mark.django_db
def test_a_moment_shows_the_periods_of_its_actions_as_the_edition_has_them(cast, client):
    client.force_login(cast.ines.user)
    edition = current_edition()
    lesson = edition.lessons[CASE]
    given = right(lesson)
    shown = page(client, CASE, {one.id: given[one.id] for one in lesson.steps[:4]})
    speaker = Speaker(edition, "es", timezone.now().date())
    for id in lesson.steps[3].actions:
        period = speaker.deadline(edition.actions[id].within[0])
        assert edition.actions[id].title.es in shown and period.amount.capitalize() in shown


@pytest.mark.django_db
def test_a_case_is_done_when_every_moment_is_and_the_last_end_can_be_read(cast, client):
    client.force_login(cast.ines.user)
    lesson = current_edition().lessons[CASE]
    assert not finish_lesson(
        actor=cast.ines.actor, user=cast.ines.user, lesson=CASE, given=right(lesson) | {"after": ["close"]}
    )
    assert not done_by(cast.ines, CASE)
    shown = page(client, CASE, right(lesson))
    assert "Quedó anotada la lección." in shown and "A los diez días va sola a su cita" in shown
    assert done_by(cast.ines, CASE)


# --- A script for two


@pytest.mark.django_db
def test_one_says_the_word_and_the_other_writes_it_and_it_counts_for_both(cast, client):
    now = timezone.now()
    said = own_word(cast.lucia.user, PLAY, now.date())
    client.force_login(cast.ines.user)
    assert said not in page(client, PLAY)  # her page shows her own word, nobody else's
    page(client, PLAY, {"word": f" {said[:3].lower()} {said[3:]} "})
    assert done_by(cast.ines, PLAY) and done_by(cast.lucia, PLAY)
    assert LessonDone.objects.count() == 2
    entry = Entry.objects.get(what="learning.finish_play", kind="act")
    assert entry.detail["beside"] == str(cast.lucia.user.id) and said not in str(entry.detail)


@pytest.mark.django_db
def test_nobody_notes_it_alone_nor_with_an_old_word_nor_with_that_of_another_script(cast):
    now = timezone.now()

    def note(word):
        finish_play(actor=cast.ines.actor, user=cast.ines.user, lesson=PLAY, word=word, at=now)

    today, lucia = now.date(), cast.lucia.user
    for word in (
        own_word(cast.ines.user, PLAY, today),
        "",
        "ABCDEF",
        own_word(lucia, "play-wages", today),
        own_word(lucia, PLAY, today - dt.timedelta(days=2)),
    ):
        with pytest.raises(BadInput, match="nobody else has that word"):
            note(word)
    assert not LessonDone.objects.exists()
    note(own_word(lucia, PLAY, today - dt.timedelta(days=1)))
    assert done_by(cast.ines, PLAY)


@pytest.mark.django_db
def test_a_script_is_not_finished_by_answering_and_a_lesson_not_by_a_word(cast):
    ines = {"actor": cast.ines.actor, "user": cast.ines.user}
    with pytest.raises(Unknown):
        finish_lesson(**ines, lesson=PLAY, given={})
    with pytest.raises(Unknown):
        finish_play(**ines, lesson="counter", word="ABCDEF", at=timezone.now())


@pytest.mark.django_db
def test_whoever_attends_does_not_read_what_the_other_tells_only_if_asked(cast, client):
    client.force_login(cast.ines.user)
    play = current_edition().lessons[PLAY].play
    hers, theirs = page(client, PLAY), page(client, PLAY, hoja="otra")
    for one in play.reveals:
        assert one.says.es[:20] not in hers and one.says.es[:20] in theirs
    assert play.task[0].es in hers and play.debrief[0].es in theirs
    wrong = page(client, PLAY, {"word": "ABCDEF"})
    assert "esa palabra" in wrong and 'value="ABCDEF"' in wrong


@pytest.mark.django_db
def test_a_script_is_printed_on_its_own_sheets_and_not_in_the_booklet(cast, client, monkeypatch):
    printed = []

    def keep(template, context, **more):
        printed.append((template, [one["lesson"].kind for one in context["sheets"]]))
        return pdf("documents/play.html", context, **more) if "play" in template else b"%PDF"

    monkeypatch.setattr("cauce.desk.learning.views.pdf", keep)
    client.force_login(cast.ines.user)
    paper = client.get(reverse("learning:lesson_paper", args=[PLAY]))
    assert paper.content.startswith(b"%PDF")
    client.get(reverse("learning:booklet"))
    assert printed[0] == ("documents/play.html", ["play"])
    assert printed[1][0] == "documents/lessons.html" and set(printed[1][1]) == {"lesson", "case"}


@pytest.mark.django_db
def test_pressing_without_a_choice_says_so_and_a_moment_that_just_opened_is_not_blamed(cast, client):
    client.force_login(cast.ines.user)
    first, second = current_edition().lessons[CASE].steps[:2]
    missing = "Elija una respuesta."
    assert missing not in page(client, CASE)
    assert missing in page(client, CASE, {"now": first.id})
    chosen = {first.id: [one.id for one in first.choices if one.right]}
    opened = page(client, CASE, {"now": first.id, **chosen})
    assert f'name="{second.id}"' in opened and missing not in opened
    assert missing in page(client, CASE, {"now": second.id, **chosen})
