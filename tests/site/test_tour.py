"""The tour of the demonstration: every scene opens with one click, and shows what it promises."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from cauce.custody.journal.models import Entry
from cauce.demo import network as network_of
from cauce.demo import scenes
from cauce.methods import extras
from cauce.operations.management.commands.demo import SIGN_INS, Command
from cauce.site.views import first_pages
from cauce.staff.offices.models import User
from tests import demonstration
from tests.architecture.reading import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small demonstration network: every post, a few cases each."""
    folder = tmp_path_factory.mktemp("tour") / "var"
    with django_db_blocker.unblock(), demonstration.opened(folder):
        yield


@pytest.fixture
def network(loaded, db):
    """What one scene does is undone before the next."""


def open_scene(client, scene: str):
    return client.post(reverse("demo:scene", args=[scene]), follow=True)


def test_it_opens_every_scene_without_typing(client, network):
    status = {scene.id: (response := open_scene(client, scene.id)).status_code for scene in scenes.SCENES}
    expected = {scene.id: 404 if scene.id == "ajeno" else 200 for scene in scenes.SCENES}
    assert status == expected
    assert response.status_code == 200


def test_everybody_whose_name_is_printed_has_something_on_the_first_page(client, network):
    names = [name.format(post=network_of.SHOWN.lower()) for name, _ in SIGN_INS]
    empty = []
    for name in (*names, scenes.shown_partner()):
        client.force_login(User.objects.get(username=name))
        page = client.get("/", follow=True)
        assert page.status_code == 200, name
        if b'class="empty"' in page.content:
            empty.append((name, page.redirect_chain[-1][0]))
    assert empty == []


def test_it_shows_the_intruder_nothing_and_writes_the_attempt_down(client, network):
    before = Entry.objects.filter(kind="refused").count()
    refused = open_scene(client, "ajeno")
    nonsense = client.get("/casos/00000000-0000-4000-8000-000000000000/")
    assert refused.status_code == 404
    assert Entry.objects.filter(kind="refused").count() > before
    assert refused.content.count(b"csrfmiddlewaretoken") == nonsense.content.count(b"csrfmiddlewaretoken")


def test_it_lets_nobody_sign_in_by_a_click_where_there_is_no_demonstration(settings):
    from importlib import reload

    from django.urls import NoReverseMatch, clear_url_caches

    from cauce.site import urls

    settings.DEMO = False
    reload(urls)
    clear_url_caches()
    try:
        with pytest.raises(NoReverseMatch):
            reverse("demo:scene", args=["ajeno"])
    finally:
        settings.DEMO = True
        reload(urls)
        clear_url_caches()


def test_it_can_be_shown_again_from_the_start(client, network):
    open_scene(client, "noche")
    response = client.post(reverse("demo:reset"), follow=True)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


ROLES = {name: role for name, role, *_ in (*network_of.AT_POST, *network_of.NETWORK)}
MORE = {"central2": "headquarters", "control": "internal_control", "oim": "iom", "sre-puebla": "sre_mexico"}


@pytest.mark.parametrize("page", ["es/first-case.md", "en/first-case.md"])
def test_the_written_tour_says_where_each_role_begins(page):
    first_table = (ROOT / "docs" / page).read_text().partition("\n## ")[0]
    rows = re.findall(r"^\| [^|]+ \| `([\w-]+)` \| `(/[\w/]+/)`", first_table, re.M)
    said = {name.removeprefix("hou-"): address for name, address in rows}
    roles = ROLES | MORE
    assert said.keys() == roles.keys()
    for name, address in said.items():
        assert reverse(first_pages()[roles[name]]) == address, name


def test_where_nothing_can_estimate_the_demonstration_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setitem(extras.EXTRAS, "statistics", ("a_library_that_is_not_here",))
    Command()._estimated(dt.date(2026, 11, 30))
    assert "sin estimación" in capsys.readouterr().err
