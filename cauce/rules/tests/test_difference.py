"""The difference between two editions, as a person reads it before approving one."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from cauce.content.annex import added, next_id, read_annex
from cauce.content.checks.continuity import broken_promises
from cauce.content.editing import set_head, set_value, set_words, without_end
from cauce.content.errors import BadInput
from cauce.content.loader import load_edition, seed_cache
from cauce.rules.difference import difference
from cauce.rules.difference.words import marked, pieces

DAY = dt.date(2027, 2, 1)
NEW = """
- id: P2-90
  order: 290
  title: {es: "Preguntar qué agua prefiere", en: "Ask which water is preferred"}
  why: {es: "Inventado.", en: "Invented."}
  scope: case
  role: protection_officer
  when:
    - {person.detained: true}
  within:
    - {parameter: classification, start: case_opened}
  done_by: [urgent_needs_checked]
  evidence: {es: "Una línea", en: "One line"}
  provenance: proposed
"""


@pytest.fixture
def edited(tmp_path):
    """The shipped content with some files made over: path → what to do with its text."""

    def edit(changes):
        root = tmp_path / f"n{len(list(tmp_path.iterdir()))}" / "content"
        shutil.copytree(load_edition().root, root)
        for path, work in changes.items():
            file = root / path
            text = work(file.read_text(encoding="utf-8") if file.exists() else "")
            file.unlink() if text is None else file.write_text(text, encoding="utf-8")
        seed_cache(root, load_edition())
        return load_edition(root)

    return edit


def lines(new, language="es", old=None):
    return [one.line(language) for one in difference(old or load_edition(), new)]


def test_an_edition_does_not_differ_from_itself():
    assert difference(load_edition(), load_edition()) == ()


def test_it_says_a_deadline_with_the_date_the_steps_and_that_it_is_stricter(edited):
    note = {"es": "Se espera menos.", "en": "Less waiting."}
    new = edited(
        {"parameters/deadlines.yaml": lambda text: set_value(text, "classification", 12, DAY, DAY, note)}
    )
    (one,) = difference(load_edition(), new)
    assert one.tone == "stricter"
    assert one.line("es").startswith(
        "Clasificación preliminar: desde el 1 de febrero de 2027: 24 horas → 12 horas."
    )
    assert "P2-10" in one.text.es
    assert one.line("en").startswith(
        "Preliminary classification: from February 1, 2027: 24 hours → 12 hours."
    )
    back = difference(new, load_edition())
    assert [change.kind for change in back] == ["ended"]
    (weak,) = difference(
        load_edition(),
        edited(
            {"parameters/deadlines.yaml": lambda text: set_value(text, "classification", 48, DAY, DAY, None)}
        ),
    )
    assert weak.tone == "weaker"


def test_it_says_a_value_that_was_changed_where_it_stood(edited):
    def other(text):
        head, found, tail = text.partition("- id: classification\n")
        return head + found + tail.replace("value: 24", "value: 6", 1)

    (one,) = difference(load_edition(), edited({"parameters/deadlines.yaml": other}))
    assert "desde el 1 de enero de 2022: 24 horas → 6 horas" in one.text.es


def test_it_says_a_step_that_begins_and_one_that_ends(edited):
    new = edited({"pathways/2-identification.yaml": lambda text: text + NEW})
    (one,) = difference(load_edition(), new)
    assert (one.kind, one.tone, one.title.es) == ("added", "stricter", "P2-90 Preguntar qué agua prefiere")
    assert "la persona está detenida" in one.text.es and "24 horas desde" in one.text.es
    (gone,) = difference(new, load_edition())
    assert (gone.kind, gone.tone) == ("ended", "weaker")
    assert "lo ya hecho se conserva" in gone.text.es


def test_it_shows_which_words_of_a_step_changed_in_each_language(edited):
    words = {"es": "La seguridad va primero, siempre.", "en": "Safety always comes first."}
    new = edited({"pathways/2-identification.yaml": lambda text: set_words(text, "P2-02", "why", words)})
    (one,) = difference(load_edition(), new)
    assert [language for language, _ in one.pieces] == ["es", "en"]
    assert "siempre.+}" in one.line("es") and "{+always+}" in one.line("en")
    assert new.actions["P2-02"].why.es == words["es"]
    untouched = new.actions.keys() - {"P2-02"}
    assert all(new.actions[id] == load_edition().actions[id] for id in untouched)


def test_it_says_who_when_and_what_comes_before_as_sentences(edited):
    def other(text):
        head, found, tail = text.partition("- id: P2-04\n")
        tail = tail.replace(
            "  role: protection_officer\n  also: [duty_officer]\n  after: [P2-02]",
            ("  role: protection_consul\n  when:\n    - {danger.immediate: true}\n  after: []"),
            1,
        )
        return head + found + tail

    said = lines(edited({"pathways/2-identification.yaml": other}))
    assert any("quién: Personal de protección → " in one for one in said)
    assert any("cuándo corresponde: siempre → " in one for one in said)
    assert any("después de: P2-02 → ninguno" in one for one in said)


def test_nothing_of_any_other_file_changes_in_silence(edited):
    new = edited(
        {
            "sources.yaml": lambda text: text.replace("last_checked: 2026-11", "last_checked: 2026-10", 1),
            "catalogues/channels.yaml": lambda text: text.replace('es: "', 'es: "x ', 1),
            "cases/counter.yaml": lambda text: text.replace("es: >-\n", "es: >-\n      Otra.\n", 1),
            "coverage.yaml": lambda text: "# una nota\n" + text,
        }
    )
    areas = {one.area for one in difference(load_edition(), new)}
    assert areas == {"sources", "catalogues", "cases", "files"}


def test_words_are_compared_word_by_word():
    assert marked(pieces("antes de irse", "antes de salir hoy")) == ("antes de [-irse-] {+salir hoy+}")
    assert pieces("", "") == ()


def test_what_was_written_down_with_may_not_go(edited):
    new = edited(
        {
            "catalogues/acts.yaml": lambda text: text.replace("- id: case_opened\n", "- id: case_begun\n"),
            "parameters/deadlines.yaml": lambda text: text.replace("- id: plan\n", "- id: the-plan\n"),
            "catalogues/channels.yaml": lambda text: text.replace("- id: walk_in\n", "- id: on_foot\n"),
            "toolbox/phone-line.v1.yaml": lambda text: text.replace('es: "', 'es: "Otra. ', 1),
        }
    )
    said = " ".join(one.es for one in broken_promises(load_edition(), new))
    for id in ("case_opened", "«plan»", "walk_in", "phone-line"):
        assert id in said
    assert list(broken_promises(load_edition(), load_edition())) == []


def test_a_value_before_the_last_one_is_refused_and_an_unknown_place_too():
    text = (load_edition().root / "parameters/deadlines.yaml").read_text(encoding="utf-8")
    with pytest.raises(BadInput, match="already has a value"):
        set_value(text, "classification", 12, dt.date(2021, 1, 1), DAY, None)
    with pytest.raises(BadInput, match="not found"):
        set_value(text, "no-such", 12, DAY, DAY, None)
    head = (load_edition().root / "edition.yaml").read_text(encoding="utf-8")
    ends = head + "in_force_to: 2026-12-31\n"
    assert "in_force_to: 2026-12-31" in set_head(ends, "2027.1", DAY)
    made = set_head(without_end(ends), "2027.1", DAY)
    assert "edición 2027.1 de Cauce" in made and "Cauce edition 2027.1" in made
    assert 'id: "2027.1"\n' in made and "in_force_to" not in made and "2027-02-01" in made


def test_an_annex_grows_by_entries_and_numbers_its_steps():
    entry = {"title": {"es": "Red", "en": "Network"}, "reach": "extensión 12"}
    text = added("", "contacts", entry)
    assert read_annex(text, load_edition(), "HOU").contacts[0].reach == "extensión 12"
    assert next_id(text, "HOU") == "L-HOU-01"
    assert next_id(text + "# L-HOU-07", "HOU") == "L-HOU-08"
    for wrong in ("steps: [", "steps: 5", "steps: 2026-01-01", "contacts: 5"):
        with pytest.raises(BadInput):
            read_annex(wrong, load_edition(), "HOU")
