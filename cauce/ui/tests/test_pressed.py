"""A page with buttons: done once, refused beside its field, nothing typed lost, nothing without POST."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.shortcuts import redirect
from django.test import RequestFactory

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.keys import KeysLost
from cauce.custody.journal.models import Entry
from cauce.custody.journal.tests.acts import HOUSTON, INES, LUCIA, note
from cauce.custody.keystore import KeystoreDown
from cauce.ui import form_token
from cauce.ui.pressed import Button, Pressed, pressed

HERE, NOTED = "/casos/nota/", "Quedó anotado."
WORDS = "Lo que contó, escrito con cuidado."


class Kept(BaseStorage):
    """Messages of one request, in memory."""

    def _get(self, *args: Any, **given: Any) -> tuple[list, bool]:
        return [], True

    def _store(self, messages: list, response: Any, *args: Any, **given: Any) -> list:
        return []


class NoteForm(forms.Form):
    words = forms.CharField()


class WhyForm(forms.Form):
    why = forms.CharField()


def asking(method: str = "post", *, who: Any = INES, **given: str):
    request = getattr(RequestFactory(), method)(HERE, given)
    request.actor, request._messages = who, Kept(None)
    return request


def said(request) -> list[str]:
    return [str(one) for one in get_messages(request)]


class Acts:
    """What was asked of the acts of a page."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self.error = error

    def __call__(self, **given: Any) -> int:
        if self.error:
            raise self.error
        self.asked.append(given)
        return len(self.asked)


def two(act: Acts) -> dict[str, Button]:
    return {"write": Button(act, NoteForm, said=NOTED), "end": Button(act)}


def press(buttons: Any, request: Any = None, **what: Any) -> Pressed:
    return pressed(request or asking(), buttons, **what)


def test_it_does_what_was_pressed_with_who_presses_the_key_and_what_was_given():
    act, key = Acts(), uuid.uuid4()
    request = asking(do="write", words=WORDS, once=str(key))
    page = press(two(act), request, place="HOU")
    assert act.asked == [{"actor": INES, "once": key, "place": "HOU", "words": WORDS}]
    assert (page.answer.status_code, page.answer.url, said(request)) == (302, HERE, [NOTED])


@dataclass(frozen=True)
class Note:
    place: str
    words: str


def test_what_belongs_together_reaches_the_act_as_one_value_from_the_form_and_the_page_alike():
    act, button = Acts(), Button(None, NoteForm, values={"written": Note})
    press(replace(button, act=act), asking(words=WORDS), place="HOU", at=9)
    assert act.asked == [{"actor": INES, "once": None, "at": 9, "written": Note("HOU", WORDS)}]


def test_it_does_nothing_without_post_whatever_the_address_says():
    act = Acts()
    page = press(two(act), asking("get", do="end"))
    assert (act.asked, page.answer, page.form) == ([], None, None)
    assert not page.forms["write"].is_bound


def test_a_page_of_one_button_needs_no_name():
    act = Acts()
    page = press(Button(act, NoteForm), asking("get"))
    assert page.answer is None and page.form is page.forms[""]
    assert press(Button(act, NoteForm), asking(words=WORDS, do="any")).answer
    assert press({"": Button(act, NoteForm), "end": Button(act)}, asking(words=WORDS)).answer
    assert len(act.asked) == 2


def test_a_button_that_the_page_has_not_is_as_absent_as_what_is_not_there():
    act = Acts()
    for do in ("burn", ""):
        with pytest.raises(Absent):
            press(two(act), asking(do=do, words=WORDS))
    assert act.asked == []


def test_what_is_absent_or_no_error_of_a_person_is_let_through():
    for error in (Absent(), ValueError("a fault")):
        with pytest.raises(type(error)):
            press(Button(Acts(error), NoteForm), asking(words=WORDS))


def test_what_was_typed_stays_when_the_form_has_an_error():
    act = Acts()
    page = press({"write": Button(act, NoteForm), "end": Button(act, WhyForm)}, asking(do="write", words=""))
    assert (act.asked, page.answer) == ([], None)
    assert page.form is page.forms["write"] and "words" in page.form.errors
    assert not page.forms["end"].is_bound


@pytest.mark.parametrize("where", ["words", "text", "elsewhere"])
def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(where):
    refusal = BadInput("Hoy no se puede.", "Not today.", where=where)
    request = asking(words=WORDS, once=str(uuid.uuid4()))
    page = press(Button(Acts(refusal), NoteForm, said=NOTED, beside={"text": "words"}), request)
    field = "__all__" if where == "elsewhere" else "words"
    assert (page.answer, page.error, said(request)) == (None, refusal, [])
    assert "Hoy no se puede." in str(page.form.errors[field])
    assert page.form["words"].value() == WORDS
    assert form_token.reused(request) == request.POST["once"], "the next try is still the same form"


def test_every_refusal_may_stand_beside_one_field():
    refusal = BadInput("Hoy no se puede.", "Not today.", where="elsewhere")
    page = press(Button(Acts(refusal), NoteForm, beside="words"), asking(words=WORDS))
    assert "Hoy no se puede." in str(page.form.errors["words"])


def test_a_refused_button_alone_is_said_on_the_page_that_follows():
    request = asking(do="end")
    page = press(two(Acts(BadInput("Hoy no se puede.", "Not today."))), request, then=redirect("/lista/"))
    assert (page.answer.url, said(request)) == ("/lista/", ["Hoy no se puede."])


def test_a_refusal_without_a_place_on_the_page_is_let_through():
    button = Button(
        Acts(BadInput("Ya no.", "No more.")), NoteForm, through=lambda error: error.es == "Ya no."
    )
    with pytest.raises(BadInput):
        press(button, asking(words=WORDS))


def test_where_it_leads_and_what_is_said_may_depend_on_what_was_made():
    request = asking(words=WORDS)
    button = Button(
        Acts(),
        NoteForm,
        given=lambda form: {"letters": len(form.cleaned_data["words"])},
        said=lambda made: f"Van {made}.",
        then=lambda made: redirect(f"/nota/{made}/"),
    )
    page = press(button, request)
    assert (page.answer.url, said(request)) == ("/nota/1/", ["Van 1."])
    assert button.act.asked[0]["letters"] == len(WORDS)


def test_a_function_of_the_page_may_say_itself_where_it_leads():
    page = press(Button(lambda **given: redirect(f"/{given['words']}/"), NoteForm), asking(words="nota"))
    assert page.answer.url == "/nota/"


def test_a_button_alone_may_be_refused_on_this_page():
    request, refusal = asking(do="end"), BadInput("Hoy no se puede.", "Not today.")
    page = press({"end": Button(Acts(refusal), stays=True), "write": Button(Acts(), NoteForm)}, request)
    assert (page.answer, page.error, said(request)) == (None, refusal, [])


def test_two_buttons_of_one_form_share_it():
    act = Acts()
    buttons = {"yes": Button(act, WhyForm), "no": Button(act, WhyForm), "note": Button(act, NoteForm)}
    page = press(buttons, asking(do="no", why=""))
    assert page.forms["yes"] is page.forms["no"] is page.form and page.form.is_bound


@pytest.mark.django_db
def test_pressed_twice_it_is_done_once_and_leads_to_what_was_made():
    once = str(uuid.uuid4())
    button = Button(
        note,
        NoteForm,
        said=NOTED,
        then=lambda made: redirect(f"/nota/{made.key}/"),
        again=lambda id: redirect(f"/nota/{id}/"),
    )
    answers = [press(button, asking(words=WORDS, once=once), place=HOUSTON).answer.url for _ in range(2)]
    assert answers[0] == answers[1] != HERE
    assert Entry.objects.count() == 1
    request = asking(words=WORDS, once=once)
    assert press(Button(note, NoteForm, said=NOTED), request, place=HOUSTON).answer.url == HERE
    assert said(request) == [], "nothing was done this time"


@pytest.mark.django_db
def test_whoever_may_not_is_told_so_and_it_is_written_down():
    page = press(Button(note, NoteForm), asking(words=WORDS, who=LUCIA), place=HOUSTON)
    assert isinstance(page.error, Refused) and page.form["words"].value() == WORDS
    assert [one.kind for one in Entry.objects.all()] == ["refused"]


@pytest.mark.parametrize("form", [None, WhyForm])
@pytest.mark.parametrize("trouble", [KeystoreDown("No contesta.", "It does not answer."), KeysLost()])
def test_what_the_house_cannot_keep_now_is_no_refusal(form, trouble):
    """Said as a refusal it would lead on as if the button had been pressed; so the page sends it again."""
    request = asking(why=WORDS)
    with pytest.raises(type(trouble)):
        pressed(request, Button(Acts(trouble), form), at=1)
    assert said(request) == []
