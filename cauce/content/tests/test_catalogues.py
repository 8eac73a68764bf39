"""The catalogues of the edition: whole, and each with its source, date and licence."""

from __future__ import annotations

from cauce.content.loader import load_edition


def test_every_catalogue_says_where_it_comes_from_and_when_it_was_looked_at():
    edition = load_edition()
    assert sorted(set(edition.catalogues) - set(edition.tables)) == []
    for one in edition.tables.values():
        assert one.licence and set(one.sources) <= set(edition.sources), one.id


def test_it_has_the_places_that_the_sources_count():
    tables = load_edition().catalogues
    count = {
        name: len(tables[name])
        for name in ("mx_states", "mx_municipalities", "us_states", "us_counties", "posts", "districts")
    }
    assert count == {
        "mx_states": 32,
        "mx_municipalities": 2478,
        "us_states": 56,
        "us_counties": 3235,
        "posts": 53,
        "districts": 2450,
    }
    assert sum(int(row["population"]) for row in tables["mx_municipalities"]) == 126_014_024
    indigenous = [row for row in tables["languages"] if row["kind"] == "indigenous"]
    assert len(indigenous) == 68
    # What nobody confirmed says so, everywhere.
    assert {row["verified"] for row in tables["districts"]} == {"no"}
