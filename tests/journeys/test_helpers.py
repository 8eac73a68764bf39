"""What the journeys rest on: pages looked at once, waited for and not longer, and a house put back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Error

from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.custody.keystore.file import connection as keys
from cauce.directory.models import Service
from cauce.staff.accounts.models import Device, SignIn
from cauce.staff.offices.models import User
from tests.canaries import PLANTED, hits

from . import arriving, axe, casework, checks, outside
from .alike import Passed, once
from .house import furnish

pytestmark = pytest.mark.journey


@pytest.fixture
def reader(house):
    """Somebody at a page that everybody may read."""
    somebody = house.stranger()
    somebody.go("/entrar/")
    return somebody


def test_a_page_that_passed_is_looked_at_again_when_anything_in_it_changed(reader):
    checks.nothing_for_axe(reader.page)
    checks.nothing_for_axe(reader.page)
    reader.page.get_by_label("Usuario").evaluate("one => one.labels[0].remove()")
    with pytest.raises(AssertionError, match="label"):
        checks.nothing_for_axe(reader.page)
    reader.go("/entrar/")
    checks.never_sideways(reader.page)
    reader.page.locator("h1").evaluate("one => { one.style.width = '700px' }")
    with pytest.raises(AssertionError, match="scrolls sideways at 640"):
        checks.never_sideways(reader.page)


@pytest.mark.parametrize(
    "change",
    [
        "one.style.color = '#999'",
        "one.parentNode.style.background = '#555'",
        "document.body.style.opacity = '0.2'",
    ],
)
def test_words_are_measured_again_when_their_colour_or_what_lies_behind_them_changes(
    reader, change, monkeypatch
):
    """On another page as well; what has not changed is not measured twice."""
    # Counted apart: the other workers of the run write in the list that is shared.
    monkeypatch.setattr(axe, "measured", Passed())
    reader.write("Usuario", f"a page that nobody has looked at: {change}")
    checks.nothing_for_axe(reader.page)
    measured = len(axe.measured.known())
    reader.write("Usuario", f"the same colours on another page: {change}")
    checks.nothing_for_axe(reader.page)
    assert len(axe.measured.known()) == measured > 5
    reader.page.locator("main p").first.evaluate(f"one => {{ {change} }}")
    with pytest.raises(AssertionError, match="color-contrast"):
        checks.nothing_for_axe(reader.page)


def test_words_that_pass_speak_for_those_of_the_same_colours_and_no_others(reader, monkeypatch):
    monkeypatch.setattr(axe, "measured", Passed())
    add = """([words, style]) => {
      const one = document.querySelector("main").appendChild(document.createElement("p"));
      one.textContent = words;
      one.style = style;
    }"""
    reader.page.evaluate(add, ["words of another colour", "color: #222"])
    reader.page.evaluate(add, ["shorter words", "color: #222"])
    assert axe.wrong(reader.page) == []
    reader.page.evaluate(add, ["faint", "color: #999"])
    reader.page.evaluate(add, ["fainter words, which are longer", "color: #bbb"])
    (found,) = axe.wrong(reader.page)
    assert found[0] == "color-contrast" and len(found[1]) == 2


def test_where_the_longest_words_cannot_be_measured_the_others_are(reader, monkeypatch):
    monkeypatch.setattr(axe, "measured", Passed())
    reader.page.evaluate(
        """() => {
          const add = words => {
            const one = document.querySelector("main").appendChild(document.createElement("p"));
            one.textContent = words;
            one.style.color = "#999";
            return one;
          };
          const over = document.body.appendChild(document.createElement("img"));
          const at = add("words that lie under a picture").getBoundingClientRect();
          over.alt = "";
          over.style = `position: absolute; left: ${at.left}px; top: ${at.top + scrollY}px;` +
            `width: ${at.width}px; height: ${at.height}px`;
          add("in sight");
        }"""
    )
    (found,) = axe.wrong(reader.page)
    assert found[0] == "color-contrast" and "in sight" in found[1][0]


SMALL = "width: 16px; height: 16px; min-height: 0; padding: 0; border: 0"
LAID = "position: absolute; min-height: 0; height: 40px; padding: 0; top"
TWO = "<button data-style='{0}'>a</button><button data-style='{0}; {{}}'>b</button>"
LINK = (
    "<p data-style='color: #333; {}'>Words, <a href='/' data-style='color: #444; {}'>a link</a>, words.</p>"
)
LINED, NOT = "text-decoration: underline", "text-decoration: none"


@pytest.mark.parametrize(
    ("rule", "shown", "wrong", "right"),
    [
        ("target-size", TWO.format(SMALL), "margin-left: 2px", "margin-left: 30px"),
        ("target-size", TWO.format(f"{LAID}: 0"), "top: 8px", "top: 60px"),
        ("link-in-text-block", LINK.format(NOT, "{}"), NOT, LINED),
        ("link-in-text-block", LINK.format("{}", LINED), LINED, NOT),
    ],
    ids=["small and near", "large and covered", "a link like its words", "a link among lines"],
)
def test_axe_is_asked_of_what_does_not_pass_by_itself(reader, rule, shown, wrong, right):
    show = """html => {
      const main = document.querySelector("main");
      main.style = "position: relative; height: 200px";
      main.innerHTML = `<h1>Entrar</h1><div>${html}</div>`;
      main.querySelectorAll("[data-style]").forEach(one => { one.style = one.dataset.style; });
    }"""
    reader.page.evaluate(show, shown.format(wrong))
    (found,) = axe.wrong(reader.page)
    assert found[0] == rule
    reader.page.evaluate(show, shown.format(right))
    assert axe.wrong(reader.page) == []


@pytest.mark.parametrize(
    "change",
    [
        "one => one.value = 'x'",
        "one => one.focus()",
        "one => one.disabled = true",
        "one => one.setAttribute('class', 'other')",
        "one => one.parentNode.append('a word')",
    ],
)
def test_what_a_reader_could_tell_apart_is_not_alike(reader, change):
    looked: list[str] = []
    check = once(sized=True, passed=Passed())(lambda page: looked.append(page.url))
    for _ in range(2):
        check(reader.page)
    assert len(looked) == 1
    reader.page.get_by_label("Contraseña").evaluate(change)
    check(reader.page)
    reader.page.set_viewport_size({"width": 700, "height": 700})
    check(reader.page)
    assert len(looked) == 3


def test_an_hour_or_a_day_alone_makes_no_other_page_and_another_number_does(reader):
    looked: list[str] = []
    check = once(sized=True, passed=Passed())(lambda page: looked.append(page.url))
    said = "document.querySelector('main p').innerHTML = '{} <time datetime=\"2026-11-{}\">{}:05</time>'"
    for cases, day, hour in ((3, 28, 10), (3, 29, 23)):
        reader.page.evaluate(said.format(cases, day, hour))
        check(reader.page)
    assert len(looked) == 1
    reader.page.evaluate(said.format(4, 29, 23))
    check(reader.page)
    assert len(looked) == 2


def test_what_passed_on_one_worker_passed_for_the_others_of_its_run(tmp_path):
    ours, theirs, later = Passed(), Passed(), Passed()
    ours.add("before it was shared")
    for one in (ours, theirs):
        one.share(tmp_path / "passed.txt")
    theirs.add("theirs")
    ours.add("ours", "and this")
    (tmp_path / "passed.txt").open("a").write("still being wr")
    later.share(tmp_path / "passed.txt")
    everything = {"before it was shared", "theirs", "ours", "and this"}
    assert ours.known() == theirs.known() == later.known() == everything
    (tmp_path / "passed.txt").open("a").write("itten\n")
    assert ours.known() == everything | {"still being written"}


def test_what_failed_is_looked_at_again(reader):
    asked: list[int] = []

    @once(sized=False, passed=Passed())
    def fails(page) -> None:
        asked.append(1)
        raise AssertionError

    for _ in range(2):
        with pytest.raises(AssertionError):
            fails(reader.page)
    assert len(asked) == 2


def test_a_page_that_goes_nowhere_is_not_waited_for_and_one_that_never_comes_is_told(reader, monkeypatch):
    reader.page.evaluate("addEventListener('submit', event => event.preventDefault(), {capture: true})")
    reader.press("Entrar", exact=True)
    reader.heading("Entrar")
    reader.page.evaluate("document.forms[0].setAttribute('data-sending', '')")
    monkeypatch.setattr(arriving, "SETTLED", arriving.settled(0.2))
    with pytest.raises(AssertionError, match="still on its way"):
        arriving.wait(reader.page)
    reader.page.close()
    with pytest.raises(Error):
        arriving.wait(reader.page)


def test_an_answer_that_takes_its_time_is_waited_for(house):
    ines = house.person("ines")
    ines.go("/pendientes/")
    asked = []

    def late(route) -> None:
        asked.append(route.request.url)
        ines.page.wait_for_timeout(300)
        route.continue_()

    ines.page.route("**/casos/nuevo/", late)
    # Touched by a script: nobody but the page itself knows that it is being left.
    ines.page.locator('a[href$="/casos/nuevo/"]').first.evaluate("one => one.click()")
    arriving.wait(ines.page)
    assert asked and ines.page.url.endswith("/casos/nuevo/")
    assert ines.page.evaluate("document.readyState") != "loading"
    ines.page.unroute("**/casos/nuevo/")


@pytest.mark.parametrize("address", ["http://consulado.example/imagen", "http://127.0.0.1:8000/imagen"])
def test_what_is_asked_of_any_other_host_or_port_is_noted(reader, address, monkeypatch):
    monkeypatch.setattr(outside.outside(), "asked", [])
    monkeypatch.setattr(reader, "_since", 0)
    reader.go("/entrar/")
    reader.owes_nothing()
    assert reader.page.goto(address).status == 502
    assert [one.split()[:2] for one in reader.elsewhere] == [["GET", address]]
    with pytest.raises(AssertionError, match="another host"):
        reader.owes_nothing()


def test_what_lies_in_a_bar_that_stays_in_sight_is_measured_by_its_colours(house, monkeypatch):
    monkeypatch.setattr(axe, "measured", Passed())
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    assert axe.wrong(lucia.page) == []
    leave = lucia.page.locator(".leave-bar > .leave")
    before = leave.get_attribute("style")
    leave.evaluate("one => { one.style.color = '#999' }")
    (found,) = axe.wrong(lucia.page)
    assert found[0] == "color-contrast" and "leave" in found[1][0]
    assert not before and leave.get_attribute("style") == "color: rgb(153, 153, 153);", "left as it was"


def test_who_sits_down_is_signed_in_as_who_came_by_the_door(house):
    lucia, left = house.cast.lucia.user, []
    for way in ("sit_down", "enter"):
        somebody = house.stranger()
        somebody.username = "lucia"
        getattr(somebody, way)()
        somebody.go("/mostrador/")
        somebody.heading("Marque solo lo que notó")
        row = SignIn.objects.filter(user=lucia).latest("begun_at")
        said = Entry.objects.filter(about_id=str(lucia.id), what="session.open").latest("at")
        device = Device.objects.get(user=lucia, digest=row.device)
        held = sorted(
            (one["name"], one["httpOnly"], one["sameSite"])
            for one in somebody.context.cookies()
            if one["name"] in ("sesion", "aparato")
        )
        left.append(
            (
                row.way,
                row.label,
                row.roles,
                row.ended_at,
                said.kind,
                said.chain,
                sorted(said.detail),
                device.user_id,
                held,
            )
        )
        assert row.begun_at - said.at < dt.timedelta(seconds=5)
    assert left[0] == left[1]


def test_a_house_put_back_is_as_it_was_furnished_and_opens_what_it_sealed(house, states):
    casework.open_case(house)
    states.put_back("house")
    assert not Case.objects.exists()
    assert User.objects.filter(username="ines").exists()
    assert Service.objects.count() == len(house.services)
    again, _ = states.world("house", furnish)
    assert again.ines.user == house.cast.ines.user and again.ines is not house.cast.ines
    assert keys().execute("SELECT count(*) FROM wrap").fetchone() is not None
    assert casework.open_case(house).folio


def test_a_file_in_which_nothing_was_left_is_read_again_once_it_was_written(tmp_path):
    note, base, clean = tmp_path / "note.txt", tmp_path / "house.sqlite3", set()
    note.write_text("nada")
    base.write_text("nada")
    assert hits([tmp_path], clean) == [] and len(clean) == 1, "a database is read always"
    base.write_text(PLANTED)
    assert [one.partition(":")[0] for one in hits([tmp_path], clean)] == ["house.sqlite3"]
    note.write_text(PLANTED)
    for _ in range(2):  # where something lies is told each time
        assert sorted(one.partition(":")[0] for one in hits([tmp_path], clean)) == [base.name, note.name]


def test_the_log_of_a_house_put_back_holds_nothing_of_the_one_before(house, states):
    states.put_back("house")
    if connection.vendor == "sqlite":
        assert Path(f"{connection.settings_dict['NAME']}-wal").stat().st_size == 0
