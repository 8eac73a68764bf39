"""The public guide: read alone, on a borrowed phone, with somebody in the next room."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cauce.protocol.editions.access import current_edition
from cauce.public.reading import places, signs
from cauce.public.urls import ROUTES

TELLING = re.compile(r"\btrata\b|víctima|traffick|victim|explotaci|exploit|abuso|abuse", re.I)
PAGES = [
    f"/guia/{room}{language}{page}"
    for room in ("", "sala/")
    for language in ("", "en/")
    for page in ("", "telefonos/", "derechos/", "consulado/")
]


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
    listed = [(group, one) for group in read.groups for one in group.signs]
    assert len(listed) >= 9
    for group, sign in listed:
        for language in ("es", "en"):
            texts = (sign.item.text, *group.shared, *sign.why, *sign.say, *sign.do)
            said = [one[language] for one in texts]
            assert len(said) >= 4 or sign.item.kind != "question", (sign.item.id, said)
            assert not TELLING.search(" ".join(said)), sign.item.id
    assert any("podría" in one.es for _, sign in listed for one in (*sign.why, *sign.say))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/guia/", "/guia/en/", "/guia/sala/"])
def test_what_is_true_of_several_signs_is_said_once(client, address):
    page = client.get(address).content.decode()
    for group in signs(current_edition()).groups:
        for one in group.shared:
            assert page.count(one["en" if "/en/" in address else "es"]) == 1


@pytest.mark.django_db
def test_in_danger_it_says_that_911_can_speak_spanish(client):
    assert "puede pedir que hablen español" in client.get("/guia/").content.decode()
    assert "you can ask for Spanish" in client.get("/guia/en/").content.decode()


@pytest.mark.django_db
def test_it_says_with_or_without_script_that_the_history_may_hold_the_visit(client):
    page = client.get("/guia/").content.decode()
    assert "el historial de su navegador puede conservar" in page
    assert "data-without-script" not in page


@pytest.mark.django_db
def test_it_promises_only_with_script_what_only_the_script_does(client):
    assert "<kbd data-leave-keys hidden>" in client.get("/guia/").content.decode()
    room = client.get("/guia/sala/").content.decode()
    assert "<span data-with-script hidden>Vuelve sola" in room and "Terminé" in room


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/guia/", "/guia/en/", "/guia/sala/"])
def test_whoever_reads_little_finds_a_picture_beside_each_sign_and_each_way_to_act(client, address):
    page = client.get(address).content.decode()
    assert page.count('class="pict"') == page.count("aria-hidden") >= page.count("<summary>") + 4
    drawn = re.findall(r"<summary><svg.*?</svg>", page, re.S)
    assert len(drawn) == page.count("<summary>") == len(set(drawn)), "each sign has its own"


def test_whom_to_call_stands_right_under_the_emergency(client):
    page = client.get("/guia/").content.decode()
    assert page.index("tel:911") < page.index("A quién llamar") < page.index("<section>")
    assert page.count("A quién llamar") == 1


@pytest.mark.parametrize("page", ["", "telefonos/"])
def test_the_waiting_room_speaks_to_somebody_who_is_already_there(client, page):
    for address in (f"/guia/sala/{page}", f"/guia/sala/en/{page}"):
        said = client.get(address).content.decode()
        for elsewhere in (
            "cierre primero",
            "close this page",
            "Llame desde un teléfono",
            "o venga y pida",
            "or come and ask",
            "Llame cuando esté",
        ):
            assert elsewhere not in said
        assert "hablar" in said or "talk" in said


@pytest.mark.django_db
def test_it_offers_help_on_every_page_whatever_was_read(client):
    for address in PAGES:
        page = client.get(address).content.decode()
        assert "telefonos/" in page or "888-373-7888" in page, address


@pytest.mark.django_db
def test_it_says_that_no_office_has_confirmed_a_number(client):
    page = client.get("/guia/telefonos/").content.decode()
    contacts = current_edition().contacts.values()
    unconfirmed = [o for o in contacts if not (o.verified or o.universal or o.office)]
    assert page.count("ninguna oficina lo ha confirmado") == len(unconfirmed) > 0
    assert [one.phone for one in contacts if one.universal] == ["911"], "that one alarms nobody"
    assert "24 de noviembre de 2026</time>; ninguna oficina lo ha" in page and "el 2026" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/guia/", "/guia/sala/", "/guia/en/", "/guia/telefonos/"])
def test_what_the_line_may_pass_on_is_read_before_its_number(client, address):
    """The first screen has it too; a number that only officers ring is on no public page."""
    page = client.get(address).content.decode()
    line, officers = (current_edition().contacts[id] for id in ("us-national-line", "otip-minors"))
    told = (
        "shares information with the police" if "/en/" in address else "comparte información con la policía"
    )
    assert -1 < page.index(told) < page.index(f">{line.phone}<")
    assert current_edition().contacts["ciam"].phone in page and officers.phone not in page


def test_it_lists_every_state_and_every_city_with_a_post_once():
    edition = current_edition()
    listed = places(edition, "es")
    assert len(listed) == len(edition.catalogues["us_states"])
    cities = [city.en for place in listed for city in place.cities]
    assert sorted(cities) == sorted(row["city"] for row in edition.catalogues["posts"])


def test_states_stand_in_the_order_of_their_language_whatever_the_accents():
    spanish = [place.name.es for place in places(current_edition(), "es")]
    english = [place.name.en for place in places(current_edition(), "en")]
    assert spanish.index("Maryland") < spanish.index("Míchigan") < spanish.index("Minnesota")
    assert english.index("Hawaii") < english.index("Idaho") and english == sorted(english)
    assert "Rhode Island" in spanish and "Rhode Island" in english


@pytest.mark.django_db
def test_a_state_without_a_post_names_the_one_that_serves_it_and_invents_none(client):
    by_name = {place.name.en: place for place in places(current_edition(), "es")}
    assert [one.es for one in by_name["Delaware"].served_from] == ["Filadelfia"]
    assert by_name["Texas"].served_from == () and by_name["Guam"].served_from == ()
    page = client.get("/guia/telefonos/").content.decode()
    assert "Atiende Filadelfia (por confirmar)." in page and "Nueva Orleans" in page
    assert "No sabemos cuál atiende" in page
    assert "Served from Philadelphia (to be confirmed)." in client.get("/guia/en/telefonos/").content.decode()


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
