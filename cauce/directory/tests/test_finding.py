"""Find a provider by need, place, language, whom it serves and freshness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.directory.access import Wanted, find, service_for
from cauce.directory.models import Location
from cauce.directory.nearness import distance
from cauce.directory.records import LanguageRecord, Serves

from .network import DALLAS, HEADQUARTERS, OFFICER, PARTNER, SERVICES, TODAY, WINDOW, id_of, load

pytestmark = pytest.mark.django_db


def names(wanted: Wanted, actor=OFFICER) -> list[str]:
    return [row.name for row in find(actor, wanted, TODAY).rows]


def test_it_finds_by_need_and_puts_the_lately_checked_first():
    load()
    assert names(Wanted(kinds=("shelter",))) == ["Casa Jacaranda", "Casa Girasol", "Casa Fresno"]


def test_it_says_how_fresh_an_entry_is_and_what_nobody_has_said():
    load()
    fresh, stale, never = find(OFFICER, Wanted(kinds=("shelter",)), TODAY).rows
    assert [row.freshness.state for row in (fresh, stale, never)] == ["current", "stale", "never"]
    assert stale.unknown == ("any_status",)
    assert set(never.unknown) == {
        "sex",
        "minors",
        "families",
        "labour",
        "sexual",
        "any_status",
        "languages",
        "checked_on",
    }


def test_it_leaves_out_who_is_known_not_to_take_men_and_keeps_who_has_not_said():
    load()
    wanted = Wanted(kinds=("shelter",), serves=Serves("men"))
    assert names(wanted) == ["Casa Girasol", "Casa Fresno"]


def test_it_leaves_out_who_takes_no_families_and_puts_doubt_after_a_known_yes():
    load()
    wanted = Wanted(kinds=("shelter",), serves=Serves(families=True))
    assert names(wanted) == ["Casa Jacaranda", "Casa Fresno"]


def test_it_finds_by_place_and_by_language_as_people_say_it():
    load()
    assert names(Wanted(state="TX", city="austin")) == ["Casa Fresno"]
    assert names(Wanted(language="mixteco")) == names(Wanted(language="mix")) == ["Casa Girasol"]
    assert names(Wanted(state="FL")) == []


def test_it_finds_a_language_that_hangs_on_the_place_only():
    place = id_of("location", "Clínica Colibrí")
    load(languages=(LanguageRecord(id_of("language", "3"), "3", "Mam", "mam", location=place),))
    assert names(Wanted(language="mam")) == ["Clínica Colibrí"]
    (language,) = service_for(OFFICER, id_of("service", "Clínica Colibrí"), TODAY).languages
    assert language[1:] == ("Mam", "mam")


def test_it_finds_words_without_their_accents():
    load()
    assert names(Wanted(text="clinica colibri")) == ["Clínica Colibrí"]


def test_it_can_ask_for_current_entries_only():
    load()
    assert names(Wanted(only_current=True)) == ["Casa Jacaranda", "Puente Legal Ceiba"]


def test_it_puts_the_nearest_first_and_measures_a_sealed_place_only_roughly():
    load()
    rows = find(OFFICER, Wanted(near=DALLAS), TODAY).rows
    by_name = {row.name: row for row in rows}
    assert (
        by_name["Puente Legal Ceiba"].distance_km,
        by_name["Puente Legal Ceiba"].approximate,
    ) == (1, False)
    assert by_name["Casa Jacaranda"].approximate
    assert by_name["Casa Jacaranda"].distance_km % 25 == 0


def test_it_gives_the_same_distance_for_two_sealed_places_in_the_same_square():
    load()
    rows = find(OFFICER, Wanted(kinds=("shelter",), city="Dallas", state="TX", near=DALLAS), TODAY).rows
    assert len(rows) == 2
    assert distance(DALLAS, (32.51, -96.99), True) == distance(DALLAS, (32.99, -96.51), True)


def test_it_does_not_find_by_its_city_a_place_that_tells_only_its_state():
    load()
    Location.objects.filter(id=id_of("location", "Casa Fresno")).update(coarse="state")
    assert names(Wanted(state="TX", city="Austin")) == []
    (row,) = [r for r in find(OFFICER, Wanted(state="TX"), TODAY).rows if r.name == "Casa Fresno"]
    assert (row.places[0].state, row.places[0].city) == ("TX", "")


def test_it_leaves_out_services_that_ended():
    load()
    ended = replace(SERVICES[3], status="defunct")
    load(services=(*SERVICES[:3], ended, SERVICES[4]))
    assert "Puente Legal Ceiba" not in names(Wanted())


@pytest.mark.parametrize("actor", [WINDOW, PARTNER])
def test_it_tells_nothing_to_who_has_no_right_and_writes_the_attempt_down(actor):
    load()
    with pytest.raises(Absent):
        find(actor, Wanted(), TODAY)
    assert Entry.objects.filter(kind="refused", what="directory.find").exists()


def test_it_asks_the_same_number_of_questions_of_a_larger_directory():
    load()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            find(HEADQUARTERS, Wanted(near=DALLAS, limit=100), TODAY)
        return len(captured)

    few = queries()
    more = [
        replace(
            SERVICES[3],
            id=id_of("service", f"Puente {n}"),
            name=f"Puente {n}",
            organization=id_of("organization", f"Puente {n}"),
        )
        for n in range(40)
    ]
    load(*more)
    assert queries() == few <= 8
