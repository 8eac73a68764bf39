"""Where data may not stand: addresses, caches, the browser; and what cannot be pushed in beside a form."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import path
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import URLPattern, URLResolver, get_resolver

from cauce.staff.accounts.codes import DEMO_CODE
from tests import quickcast
from tests.architecture.reading import CAUCE, ROOT, modules, named, short
from tests.architecture.walking import CANARY, filled, houston, planted, routes
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    """The cast, and one thing of each kind of Houston."""
    cast = quickcast.build()
    return SimpleNamespace(cast=cast, ids=houston(cast))


@pytest.fixture
def cast(world):
    return world.cast


# Addresses with room for a word. The rest holds ids alone.
OF_CONTENT = (
    "guide",
    "editions",
    "headquarters",
    "readiness",
    "learning",
    "protocol",
    "demo",
    "hsds",
)
WORDS = {
    "window:place": "a space of the content",
    "protection:voice": "a language and its file",
    "protection:record": "a step of the protocol",
    "protection:depart": "a step of the protocol",
    "kits:sheet": "a sheet of the kit",
    "protection:tool": "a tool of the protocol",
    "protection:tool_sheet": "a tool of the protocol",
    "protection:case_tool": "a tool of the protocol",
    "field:form": "a form of the content",
    "account:person": "the user name of an officer, whom the administration helps",
    "openrosa:form_list": "the secret of a telephone: the protocol of Collect has it there",
    "openrosa:form": "the same",
    "openrosa:manifest": "the same",
    "openrosa:media": "the same",
    "openrosa:submission": "the same",
    "fhir:nothing": "whatever else begins as that door: nothing reads it",
    "entries:link": "the secret of a link that opens once; it names nobody",
    "reports:answer_file": "which kind of file",
    "reports:file": "which kind of file",
    "data:edition": "which publication of which period",
    "data:edition-en": "the same",
    "data:named": "the same, and which of its files",
    "reply:request": "the secret of a link to one request; it names nobody",
    "help:page": "which page of the help",
    "calendar": "the secret of a calendar of instants; it names nobody",
}


def words_in_addresses(patterns=None, space: str = "") -> set[str]:
    """Routes whose address takes some text."""
    found: set[str] = set()
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            found |= words_in_addresses(one.url_patterns, space + inner)
        elif isinstance(one, URLPattern):
            kinds = {type(kind) for kind in one.pattern.converters.values()}
            if not kinds <= {UUIDConverter, IntConverter}:
                found.add(f"{space}{one.name}")
    return found


def test_no_address_of_a_person_or_a_record_has_room_for_a_word():
    free = {one for one in words_in_addresses() if one.partition(":")[0] not in OF_CONTENT}
    assert free == set(WORDS)
    planted = [path("caso/<str:name>/", lambda request: None, name="planted")]
    assert words_in_addresses(planted) == {"planted"}


GET_FORM = re.compile(r"<form[^>]*method=.?get|{% filters |ui/post_picker\.html", re.IGNORECASE)
# The searches that stand in an address, and why they may: nobody is looked for by name in any.
SEARCHES = {
    "cauce/ui/templates/ui/style.html": "a sample",
    "cauce/ui/templates/ui/filters.html": "what each page below asks with it",
    "cauce/ui/templates/ui/post_picker.html": "a post",
    "cauce/desk/protocol/editions/templates/editions/annex.html": "a post",
    "cauce/desk/rights/rights/templates/rights/breach_new.html": "a post",
    ("cauce/desk/sharing/binational/templates/binational/case.html"): (
        "a kind of petition and an office; the case by its random id"
    ),
    "cauce/desk/cases/corrections/templates/corrections/known.html": "a day",
    "cauce/desk/custody/journal/templates/journal/journal.html": "ids and kinds of entries",
    "cauce/desk/protocol/editions/templates/editions/wording.html": "a step of the protocol",
    "cauce/desk/staff/readiness/templates/readiness/counties.html": "a county",
    "cauce/desk/protocol/documents/templates/protocol/search.html": "words of the handbook",
    "cauce/desk/directory/providers/templates/providers/find.html": "services",
    "cauce/desk/directory/providers/templates/providers/match.html": (
        "a kind of help and a language; the case by its random id"
    ),
    "cauce/desk/directory/providers/templates/providers/tongues.html": "languages",
    "cauce/desk/staff/accounts/templates/accounts/list.html": "the user name of an officer",
    "cauce/desk/home/worklist/templates/worklist/worklist.html": "an officer, a kind of step, a day",
    "cauce/desk/home/headquarters/templates/headquarters/numbers.html": "two posts",
    "cauce/desk/measurement/post_comparison/templates/post_comparison/network.html": "a step of the protocol",
    "cauce/desk/intake/outings/templates/outings/list.html": "a post and a state",
    "cauce/desk/measurement/analyst/templates/analyst/estimates.html": "a year",
    "cauce/desk/measurement/board/templates/board/board.html": "an indicator, a period and a breakdown",
}


def test_no_form_about_a_person_sends_what_was_typed_in_an_address():
    found = {short(one) for one in named(".html", under=CAUCE) if GET_FORM.search(one.read_text("utf-8"))}
    assert found == set(SEARCHES)
    assert GET_FORM.search('<form class="a" method="GET">')
    assert GET_FORM.search("{% filters filters act %}")


def test_a_search_by_name_that_came_in_an_address_is_not_answered(cast):
    client = Client()
    client.force_login(cast.ines.user)
    addresses = dict(routes())
    page = client.get(addresses["protection:search"], {"q": CANARY})
    assert CANARY not in page.content.decode()
    assert client.post(addresses["protection:search"], {"q": CANARY}).status_code == 200


def test_nothing_is_kept_in_a_cache_of_the_server_or_of_the_proxy():
    for one in modules():
        assert "django.core.cache" not in one.read_text("utf-8"), one
    assert not [one for one in settings.MIDDLEWARE if "cache" in one.lower()]
    proxy = (ROOT / "deploy/nginx/cauce.conf").read_text() + (
        ROOT / "deploy/nginx/cauce_proxy.conf"
    ).read_text()
    assert not re.search(r"(proxy|fastcgi|uwsgi)_(cache|store)\b|open_file_cache", proxy)
    assert "proxy_max_temp_file_size 0;" in proxy


@pytest.mark.parametrize(
    "tail", ["x.css", "logo.png", "a.js", ";a.css", "%2fx.css", "..%2f..%2fstatic%2fui%2fbase.css"]
)
def test_a_page_asked_for_as_if_it_were_a_file_is_nothing_and_is_not_kept(world, tail):
    """A cache in between that believes endings gets nothing to keep."""
    client = Client()
    client.force_login(world.cast.ines.user)
    for base in ("/pendientes/", filled(dict(routes())["protection:case"], world.ids)):
        answer = client.get(base + tail)
        assert answer.status_code in (301, 302, 404), (base, tail)
        assert answer.headers["Cache-Control"] == "no-store"
        assert not any(text.encode() in answer.content for text in planted("HOU").values())
    assert client.get(f"/static/{tail}").status_code in (301, 302, 404)


STORES = re.compile(
    r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker|\.openDatabase"
)


def test_no_script_of_ours_keeps_anything_in_the_browser():
    scripts = named(".js", under=CAUCE)
    assert len(scripts) > 3
    assert [short(one) for one in scripts if STORES.search(one.read_text("utf-8"))] == []
    assert STORES.search("window.localStorage.setItem('a', 1)")
    base = (CAUCE / "ui/templates/ui/base.html").read_text("utf-8")
    assert '"historyCacheSize":0' in base and '"allowEval":false' in base


def test_no_cookie_holds_more_than_a_token_and_a_language(cast):
    client = Client()
    client.post("/entrar/", {"username": "valeria", "password": PASSWORD, "one_time_code": DEMO_CODE})
    client.post("/idioma/", {"language": "en", "next": "/"})
    held = {name: morsel.value for name, morsel in client.cookies.items()}
    assert set(held) <= {"sesion", "csrftoken", "aparato", "idioma", "messages"} and "sesion" in held
    assert held.get("idioma") in (None, "en") and "messages" not in held
    for name in set(held) - {"idioma"}:
        assert re.fullmatch(r"[A-Za-z0-9_-]{24,64}", held[name]), name
        assert "valeria" not in held[name]


POLLUTES = re.compile(
    r"__proto__|constructor\s*\[|\.prototype\s*\[|Object\.assign|JSON\.parse|\.\.\.\w|for\s*\([^)]*\bin\b|"
    r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write"
)


def test_no_script_of_ours_merges_what_it_was_sent_or_writes_it_as_markup():
    found = [short(one) for one in named(".js", under=CAUCE) if POLLUTES.search(one.read_text("utf-8"))]
    assert found == []
    assert POLLUTES.search("for (var k in sent) { kept[k] = sent[k]; }")
    assert POLLUTES.search("Object.assign(kept, sent)")


def test_what_stands_in_an_address_is_no_part_of_a_form(cast):
    """A name and a password in the address sign nobody in, and change nothing of what was typed."""
    given = f"username=ines&password={PASSWORD}&one_time_code={DEMO_CODE.replace(' ', '+')}"
    client = Client()
    assert client.get(f"/entrar/?{given}").status_code == 200
    assert client.post(f"/entrar/?{given}", {}).status_code == 200
    assert "sesion" not in client.cookies
    wrong = {"username": "ines", "password": "no", "one_time_code": DEMO_CODE}
    assert client.post(f"/entrar/?{given}", wrong).status_code == 200
    assert client.get("/pendientes/").status_code == 302


def test_a_field_sent_twice_counts_once_and_a_field_of_no_form_not_at_all(cast):
    client = Client()
    good = {"username": "ines", "password": ["no", PASSWORD], "one_time_code": DEMO_CODE}
    client.post("/entrar/", {**good, "is_superuser": "1", "role": "administrator", "user_id": "1"})
    assert client.get("/pendientes/").status_code == 200, "the last one counts, as everywhere"
    cast.ines.user.refresh_from_db()
    assert not getattr(cast.ines.user, "is_superuser", False)
    assert client.get("/cuentas/").status_code == 404
    client = Client()
    client.post("/entrar/", {**good, "password": [PASSWORD, "no"]})
    assert client.get("/pendientes/").status_code == 302
