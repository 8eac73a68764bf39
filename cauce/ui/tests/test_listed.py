"""A list asks its address, shows a page of itself and leads to the next; tabs lead beside it."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from cauce.ui.fields import line
from cauce.ui.listed import BY_TIME, Filters, Pages, address, page_of, pages_of, picks
from cauce.ui.tabs import Tab, Tabs, page_tabs
from cauce.ui.templatetags.cauce_ui import filters as drawn


def asked(query: str = "", **given) -> Filters:
    fields = {
        "estado": picks("Estado", [("TX", "Texas"), ("NM", "Nuevo México")], "Todos"),
        "q": line("Palabras", most=5),
    }
    return Filters(RequestFactory().get(f"/?{query}"), fields, **given)


def test_a_value_that_no_list_has_is_no_filter():
    assert asked("estado=TX&q=albergue").chosen == {"estado": "TX", "q": "alber"}
    assert asked("estado=tx").chosen["estado"] == "TX"
    assert asked("estado=ZZ&q=").values == {}


def test_what_is_usual_holds_until_somebody_chooses_otherwise():
    usual = {"estado": "NM"}
    assert asked(first=usual).chosen["estado"] == "NM"
    assert asked("estado=ZZ", first=usual).chosen["estado"] == "NM"
    assert asked("estado=", first=usual).chosen["estado"] == "", "all of them is a choice"


def test_the_form_shows_what_was_asked_and_takes_along_what_is_no_field():
    filters = asked("estado=NM", kept={"ver": "pasadas", "orden": ""})
    shown = render_to_string("ui/filters.html", drawn(filters, "Filtrar"))
    assert '<option value="NM" selected>' in shown and ">Todos</option>" in shown
    assert 'name="ver" value="pasadas"' in shown and "orden" not in shown
    assert "opcional" not in shown, "nobody has to ask for anything"
    assert filters.values == {"ver": "pasadas", "estado": "NM"}


def test_a_page_leads_to_those_beside_it_and_keeps_what_was_asked():
    rows = range(60)
    middle = page_of(RequestFactory().get("/?page=2"), rows, 25)
    assert list(middle) == list(range(25, 50))
    pages = pages_of(middle, {"estado": "TX", "ver": ""})
    assert (pages.before, pages.after) == ("?estado=TX&page=1", "?estado=TX&page=3")
    shown = render_to_string("ui/pages.html", {"pages": pages})
    assert 'href="?estado=TX&amp;page=3"' in shown and "Página 2 de 3" in shown
    assert pages_of(page_of(RequestFactory().get("/"), range(25), 25)) is None
    for text in ("x", "0", "-1", "9" * 30):
        assert page_of(RequestFactory().get(f"/?page={text}"), rows, 25).number == 1
    assert page_of(RequestFactory().get("/?page=400"), rows, 25).number == 3


def test_a_list_by_time_says_newer_and_earlier():
    shown = render_to_string("ui/pages.html", {"pages": Pages(after=address({}, antes="7"), words=BY_TIME)})
    assert "Anteriores" in shown and "Más recientes" not in shown and 'href="?antes=7"' in shown
    assert render_to_string("ui/pages.html", {"pages": None}).strip() == ""


def test_one_tab_alone_is_not_drawn_and_the_one_shown_says_so():
    tabs = page_tabs("Partes", [("close", "Salir"), ("enter", "Entrar")], "enter")
    shown = render_to_string("ui/tabs.html", {"tabs": tabs})
    assert shown.count("aria-current") == 1 and 'aria-current="page">Entrar' in shown
    counted = Tabs("Listas", (Tab("Por ver", "?", "page", 0), Tab("Vistas", "?ver=vistas")))
    assert render_to_string("ui/tabs.html", {"tabs": counted}).count("number") == 1, "none is counted too"
    assert render_to_string("ui/tabs.html", {"tabs": Tabs("Partes", tabs.rows[:1])}).strip() == ""
