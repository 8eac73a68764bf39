"""The document says all that the edition says, in both languages, and never more than it may."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
from pathlib import Path

import pytest

from cauce.content.loader import load_edition
from cauce.protocol.documents.build import context, whole
from cauce.protocol.documents.flow import Edge, edges, moments
from cauce.protocol.documents.model import Document
from cauce.protocol.documents.outline import document
from cauce.protocol.documents.provenance import PLAIN, SHORT, SIGNS, seen
from cauce.protocol.documents.search import search

ON = dt.date(2026, 11, 25)
LANGUAGES = ("es", "en")


def said(language: str) -> str:
    """The whole page, with what stands for a letter put back."""
    return html.unescape(whole(load_edition(), language=language, on=ON, format="html").decode())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {language: said(language) for language in LANGUAGES}


def article(page: str, id: str) -> str:
    return page.split(f'<article class="step" id="{id}">')[1].split("</article>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_stands_in_the_document_with_all_it_says_and_what_it_rests_on(pages, language):
    edition = load_edition()
    roles = {role.id: role.title[language] for role in edition.catalogues["roles"]}
    for action in edition.actions.values():
        here = article(pages[language], action.id)
        for text in (action.title, action.why, action.evidence):
            assert text[language] in here, action.id
        assert roles[action.role] in here
        first = re.search(r'class="chip (\w+)">([^<]+)<', here)
        assert first and first[1] == action.provenance
        assert first[2] == SHORT[action.provenance][language]
        for within in action.within:
            assert f"v-{within.parameter}" in here
        for source in action.legal:
            assert f'href="#f-{source}"' in here
        for tool in action.tools:
            assert f'href="#{tool}"' in here


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_tool_instrument_branch_term_source_and_section(pages, language):
    edition, page = load_edition(), pages[language]
    titles = [tool.title for tool in edition.tools.values()]
    titles += [one.title for one in edition.instruments.values()]
    titles += [one.title for one in edition.branches.values()]
    titles += [one.title for one in edition.sources.values()]
    titles += [one.title for one in edition.coverage.values()]
    titles += [one.title for one in edition.parameters.values()]
    titles += [one.title for one in edition.catalogues.get("glossary", ())]
    assert [title[language] for title in titles if title[language] not in page] == []
    prose = [one.title for (_, other), one in edition.prose.items() if other == language]
    assert prose and [title for title in prose if title not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_every_purpose_that_a_law_names_and_every_case_of_law(pages, language):
    edition = load_edition()
    page = pages[language].split('id="laws"')[-1]
    for law in edition.laws.values():
        assert law.purposes and law.note[language] in page
        for one in law.purposes:
            assert one.text[language] in page
            assert all(edition.concepts[slug].text[language] in page for slug in one.read_by)
    for case in edition.law_cases.values():
        assert case.fact[language] in page and case.why[language] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_leads_nowhere_and_no_place_is_named_twice(pages, language):
    places = re.findall(r'\sid="([^"]+)"', pages[language])
    assert sorted(places) == sorted(set(places))
    leads = set(re.findall(r'href="#([^"]+)"', pages[language]))
    assert len(leads) > 150
    assert leads - set(places) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_file_asks_for_nothing_and_runs_nothing(pages, language):
    page = pages[language]
    assert "<script" not in page and "<iframe" not in page
    asked = re.findall(r'(?:src=|url\()"?([^")]+)', page)
    assert asked and [address for address in asked if not address.startswith("data:")] == []
    assert "<link" not in page


def test_a_proposal_is_never_shown_as_official(pages):
    """Each deadline has its own sign beside it, and the cover says who approved the edition."""
    edition = load_edition()
    doc: Document = document(edition, language="es", on=ON)
    page = pages["es"]
    assert edition.info.approved_by.es in page.split('class="honest"')[0]
    assert doc.counts["proposed"][1] > 50
    for step in doc.steps.values():
        here = article(page, step.id)
        chips = re.findall(r'class="chip (real|law|derived|proposed)"', here)
        assert chips == [step.provenance, *(one.provenance for one in step.deadlines)]
    assert "no es texto oficial" in PLAIN["proposed"].es and "Not" not in PLAIN["real"].en
    sources = [one for _, group in doc.part("sources").sources for one in group]
    assert page.count("Cita confirmada") == sum(one.verified for one in sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citation_that_nobody_confirmed_bears_one_sign_and_the_sign_is_explained(pages, language):
    page, edition = pages[language], load_edition()
    cited = re.findall(r'class="cite" href="#f-([\w-]+)">\[\d+\]</a>(†?)', page)
    assert len(cited) > 300
    assert [id for id, sign in cited if (sign == "†") is edition.sources[id].verified] == []
    legend = {
        "es": "con †, un área jurídica no ha confirmado",
        "en": "with †, counsel has not confirmed",
    }
    assert legend[language] in page.split('class="contents"')[0]
    assert "Sin confirmar;" not in page and "Not confirmed;" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_says_who_may_be_told_what_and_what_goes_to_nobody(pages, language):
    words, page = load_edition().vocabulary, pages[language]
    rows = [re.findall(r"<td>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>.*?</tr>", page, re.S)]
    for kind in words.recipients.values():
        (told,) = [row[2] for row in rows if len(row) == 3 and row[0] == kind.title[language]]
        assert told == "; ".join(one.label[language] for one in words.told(kind.id))
    never = "; ".join(one.label[language] for id, one in words.fields.items() if id in words.forbidden)
    assert len(words.recipients) > 8 and f"{never}." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annexes_hold_what_the_manual_leaves_to_them(pages, language):
    """Notes and acts of each action, notes and sources of each amount: nothing is lost between the two."""
    page, edition = pages[language], load_edition()
    manual, _, annexes = page.partition('class="part annexed')
    assert all(f'id="{id}"' in manual for id in edition.actions)
    for action in edition.actions.values():
        told = [edition.acts[one].title for one in (*action.done_by, *action.declined_by)]
        told += [action.note] if action.note else []
        assert [one[language] for one in told if one[language] not in annexes] == [], action.id
    for one in document(edition, language=language, on=ON).part("values").values:
        row = annexes.split(f'<tr id="v-{one.id}">')[1].split("</tr>")[0]
        assert one.title in row and one.note in row and one.words in row
        assert all(f"[{source.number}]" in row for source in one.sources)


def changed(tmp_path: Path, path: str, old: str, new: str) -> Document:
    """The document of a copy of the content in which one thing is different."""
    folder = tmp_path / "content"
    if not folder.exists():
        shutil.copytree(load_edition().root, folder)
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return document(load_edition(folder), language="es", on=ON)


def test_it_changes_when_the_content_changes_and_only_then(tmp_path):
    edition = load_edition()
    before = document(edition, language="es", on=ON)
    title = edition.actions["P2-02"].title.es
    after = changed(tmp_path, "pathways/2-identification.yaml", title, "Preguntar otra cosa")
    assert after.steps["P2-02"].title == "Preguntar otra cosa"
    assert "Preguntar" in after.part("phase-2").figures[0].svg
    assert after.hash != before.hash
    assert document(edition, language="es", on=ON) == before


def test_an_amount_is_the_one_in_force_on_the_day_with_its_own_provenance(tmp_path):
    shutil.copytree(load_edition().root, tmp_path / "content")
    file = tmp_path / "content/parameters/deadlines.yaml"
    text = file.read_text(encoding="utf-8")
    head, _, tail = text.partition("- id: plan\n")
    assert "unit: working_days" in tail.split("- id:")[0]
    later = (
        "    - in_force_from: 2027-01-01\n      value: 9\n      provenance: law\n"
        "      sources: [lgt-art-13]\n      last_checked: 2026-11-24\n"
    )
    block, _, rest = tail.partition("\n- id:")
    file.write_text(f"{head}- id: plan\n{block.rstrip()}\n{later}\n- id:{rest}", encoding="utf-8")
    edition = load_edition(tmp_path / "content")
    now = document(edition, language="es", on=ON).steps["P4-01"].deadlines[0]
    then = document(edition, language="es", on=dt.date(2027, 2, 1)).steps["P4-01"].deadlines[0]
    assert (now.provenance, then.provenance, then.amount) == ("proposed", "law", "9 días hábiles")
    assert now.amount != then.amount


@pytest.mark.parametrize(
    ("id", "words", "counted"),
    [
        ("P1-03", "en su fecha", ""),
        ("P1-05", "en su fecha: cada año", "training-refresh"),
        ("P1-09", "en su fecha: cada 3 meses", "self-care-quarterly"),
    ],
)
def test_a_date_that_holds_its_period_is_said_with_it_and_with_what_the_period_rests_on(
    pages, id, words, counted
):
    """Never «the same day»: the date is set by an agreement, or by the last time and a period."""
    doc = document(load_edition(), language="es", on=ON)
    one = doc.steps[id].deadlines[0]
    assert (one.words, one.counted, one.provenance) == (words, counted, "proposed")
    here = article(pages["es"], id)
    assert "El mismo día" not in here and "en su fecha" in here
    assert f"({one.start})" in here and f"desde {one.start}" not in here
    uses = {value.id: value.steps for value in doc.part("values").values}
    assert not counted or id in uses[counted]


def test_no_words_show_the_name_of_a_parameter_and_what_has_no_deadline_says_who_set_none(pages):
    edition, page = load_edition(), pages["es"]
    told = re.sub(r"<[^>]+>", " ", page)
    assert [id for id in edition.parameters if "-" in id and re.search(rf"\b{id}\b", told)] == []
    assert "El Protocolo no fija plazo" not in page and "Esta edición no fija plazo" not in page
    without = [one for one in edition.actions.values() if not one.within]
    assert without and all(one.no_deadline.es in html.unescape(told) for one in without)


@pytest.mark.parametrize("id", ["P4-02", "P4-03", "P4-07", "P4-09", "P4-11", "P4-14"])
def test_the_six_steps_that_were_empty_say_how_with_which_form_and_what_if_not(pages, id):
    action = load_edition().actions[id]
    page = html.unescape(re.sub(r"<[^>]+>", " ", pages["en"]))
    assert len(action.how) >= 4 and action.within and action.also
    assert [text.en for text in (*action.how, action.form, action.if_no) if text.en not in page] == []


def test_a_date_of_noting_is_never_said_to_be_a_reading(pages):
    """What nobody opened again says so, and what is not read says that; what was opened says when."""
    edition = load_edition()
    held = {
        one.id: one for _, of in document(edition, language="es", on=ON).part("sources").sources for one in of
    }
    assert "no consultada nuevamente" in held["programme-page"].seen
    assert "sin dirección que abrir" in held["qyit-study"].seen
    assert held["palermo-art-3"].seen == "Abierta y leída el 28 de noviembre de 2026"
    assert "Abierta" not in held["lgt-art-37"].seen, "its text could not be opened"
    assert "no se ha leído" in held["vienna-consular-relations"].seen
    assert held["cauce-proposal"].seen.startswith("Escrita el")
    opened = edition.sources["programme-page"].model_copy(update={"opened_on": ON})
    assert seen(opened, "es") == "Abierta y leída el 25 de noviembre de 2026"
    assert "revisada el" not in pages["es"] and "checked on" not in pages["en"]


def test_markup_in_the_content_is_shown_and_not_obeyed(tmp_path):
    shutil.copytree(load_edition().root, tmp_path / "content")
    for file in (tmp_path / "content/protocol").glob("1-*.es.md"):
        bad = "\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://a.example/b.png)\n"
        file.write_text(file.read_text(encoding="utf-8") + bad, encoding="utf-8")
    page = whole(load_edition(tmp_path / "content"), language="es", on=ON, format="html").decode()
    assert "<script" not in page and 'href="javascript' not in page and "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_drawing_follows_the_data_in_order_and_holds_every_action():
    edition = load_edition()
    for phase in (1, 2, 3, 4):
        ids = [id for id in edition.actions if id.startswith(f"P{phase}")]
        lines = edges(edition.actions, ids)
        at = moments(ids, lines)
        assert all(at[line.source] < at[line.target] for line in lines)
        part = document(edition, language="es", on=ON).part(f"phase-{phase}")
        assert sorted(step.id for figure in part.figures for step in figure.steps) == sorted(ids)
        for figure in part.figures:
            sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', figure.svg)]
            high = float(re.search(r'viewBox="0 0 482 ([\d.]+)"', figure.svg)[1])
            assert min(sizes) >= 7.5 and high <= 640  # in points, on a page 170 mm wide
            assert figure.svg.index("<title") < figure.svg.index("<desc") < figure.svg.index("<rect")
            assert "style=" not in figure.svg
    assert Edge("P2-02", "P2-04", "after") in edges(edition.actions, edition.actions)
    assert Edge("P2-01", "P2-03", "clock") in edges(edition.actions, edition.actions)


def test_the_signs_in_files_are_those_of_the_drawings():
    folder = Path(__file__).parents[1] / "static/documents/signs"
    for kind, drawn in SIGNS.items():
        assert drawn in (folder / f"{kind}.svg").read_text(encoding="utf-8")


def test_it_finds_without_accents_by_beginnings_and_the_number_first():
    doc = document(load_edition(), language="es", on=ON)
    assert search(doc, "p2-07")[0].id == "P2-07"
    assert [hit.id for hit in search(doc, "canalización")] == [hit.id for hit in search(doc, "CANALIZACION")]
    assert search(doc, "") == search(doc, "zzzz") == []
    kinds = {hit.kind for word in ("menor", "consentimiento") for hit in search(doc, word)}
    assert kinds >= {"step", "part", "tool", "term"}


def test_the_context_names_every_action_once():
    doc = document(load_edition(), language="en", on=ON)
    assert len(context(doc)["steps"]) == len(load_edition().actions)


def test_a_plural_finds_its_singular_and_what_was_written_comes_first():
    english = document(load_edition(), language="en", on=ON)
    assert "P3-01" in {hit.id for hit in search(english, "interpreters")}
    spanish = document(load_edition(), language="es", on=ON)
    both = [{hit.id for hit in search(spanish, word)} for word in ("intérprete", "intérpretes")]
    assert both[0] and both[0] <= both[1]


@pytest.mark.parametrize(("language", "start"), [("es", "que empezó"), ("en", "when the contact")])
def test_a_period_counts_from_something_that_happened_said_as_such(language, start):
    doc = document(load_edition(), language=language, on=ON)
    assert doc.steps["P2-08"].deadlines[0].start.startswith(start)
    starts = [one.start for step in doc.steps.values() for one in step.deadlines]
    assert [one for one in starts if "«" in one or "“" in one] == []
