"""The public guide: read alone, on a borrowed phone, with somebody in the next room."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cauce.editions.access import current_edition
from cauce.public.reading import places, signs
from cauce.public.urls import ROUTES

TELLING = re.compile(r"\btrata\b|víctima|traffick|victim|explotaci|exploit|abuso|abuse", re.I)
PAGES = [f"/guia/{room}{language}{page}" for room in ("", "sala/") for language in ("", "en/")
         for page in ("", "telefonos/", "derechos/", "consulado/")]  # fmt: skip


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict]:
        return [attrs for tag, attrs in self.found if tag in names]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_it_leaves_no_cookie_asks_no_database_and_has_nowhere_to_type(
    client, address, django_assert_num_queries
):
    current_edition()  # which edition holds is asked once a while, by whatever page comes first
    with django_assert_num_queries(0):
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    tags = Tags(response.content.decode())
    assert tags.of("form", "input", "textarea", "select", "iframe", "img") == []
    for attrs in tags.of("script", "link"):
        assert attrs.get("src", attrs.get("href")).startswith(("/static/", "data:,"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_its_title_and_address_tell_nothing(client, address):
    page = client.get(address).content.decode()
    title = re.search("<title>(.*?)</title>", page)[1]
    assert title in ("Guía", "Guide")
    assert not TELLING.search(address)
    assert f'lang="{"en" if "/en/" in address else "es-MX"}"' in page


def test_every_sign_leads_to_help_in_both_languages_and_never_says_that_it_is_so():
    read = signs(current_edition())
    listed = [one for group in read.groups for one in group.signs]
    assert len(listed) >= 9
    for sign in listed:
        for language in ("es", "en"):
            said = [one[language] for one in (sign.item.text, *sign.why, *sign.say, *sign.do)]
            assert len(said) >= 4 or sign.item.kind != "question", (sign.item.id, said)
            assert not TELLING.search(" ".join(said)), sign.item.id
    assert any("podría" in one.es for sign in listed for one in (*sign.why, *sign.say))


@pytest.mark.django_db
def test_it_offers_help_on_every_page_whatever_was_read(client):
    for address in PAGES:
        page = client.get(address).content.decode()
        assert "telefonos/" in page or "888-373-7888" in page, address


@pytest.mark.django_db
def test_it_says_that_no_office_has_confirmed_a_number(client):
    page = client.get("/guia/telefonos/").content.decode()
    unconfirmed = [one for one in current_edition().contacts.values() if not one.verified]
    assert page.count("ninguna oficina lo ha confirmado") == len(unconfirmed) > 0


def test_it_lists_every_state_and_every_city_with_a_post_once():
    edition = current_edition()
    listed = places(edition)
    assert len(listed) == len(edition.catalogues["us_states"])
    cities = [city for place in listed for city in place.cities]
    assert sorted(cities) == sorted(row["city"] for row in edition.catalogues["posts"])


@pytest.mark.django_db
def test_the_screen_of_the_waiting_room_dials_nothing_and_leads_to_no_other_page(client):
    page = client.get("/guia/sala/telefonos/").content.decode()
    assert 'data-idle="/guia/sala/"' in page
    assert "tel:" not in page and "data-leave" not in page
    assert "tel:" in client.get("/guia/telefonos/").content.decode()


@pytest.mark.django_db
def test_an_address_that_is_none_is_absent(client):
    assert client.get("/guia/no-hay/").status_code == 404
    assert client.post("/guia/").status_code == 405


def test_every_language_and_the_waiting_room_have_the_same_pages():
    kinds = {name.removeprefix("guide:").split("-", 1)[0] for name in ROUTES}
    assert kinds == {"first", "contacts", "page"} and len(ROUTES) == 12
    assert reverse("guide:first-room-en") == "/guia/sala/en/"
