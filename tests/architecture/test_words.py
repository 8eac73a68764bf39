"""The words: every act, state, role and catalogue in the glossary; nothing telling where it is seen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from cauce.cases.models import Assessment, Case, PlanItem
from cauce.content.loader import load_edition
from cauce.custody.journal.door import ACTS
from cauce.family.reunification.models import Reunification
from cauce.intake.screenings.models import Sitting
from cauce.people.models import Linkage, LinkageLabel
from cauce.protocol.editions.models import Edition as EditionRow
from cauce.protocol.editions.models import PostAnnex
from cauce.rights.complaints.models import Complaint
from cauce.rules import binational, consent, disclosure, law, referral
from cauce.rules.pathway import model as pathway
from cauce.rules.roles import EVERYBODY
from cauce.staff.obligations.models import Obligation
from cauce.staff.oversight.models import GlassOpening, Proposal
from scripts.helpsite import word_list

from .reading import CAUCE, JOINT, ROOT, named, short
from .test_writes import action_modules


def core() -> str:
    return (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")


@cache
def glossary() -> str:
    """The words to read first, and those to look up."""
    return core() + word_list.page("es")


def absent(names, page: str) -> list[str]:
    """Names without a row of their own."""
    rows = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    return sorted(set(names) - rows)


def states() -> set[str]:
    """Every state that a table or a rule can give to something."""
    found = {*pathway.STATES, *referral.STATES, *get_args(consent.ConsentState)}
    found |= {*binational.STATES}
    found |= {*disclosure.DEMAND_STATES, *disclosure.DISCLOSURE_STATES}
    found |= set(get_args(law.State)) | {"met", "not_met", "unclear"}
    for choices in (
        Obligation.STATES,
        Assessment.STATES,
        PlanItem.STATES,
        Sitting.STATES,
        Case.STATUS,
        Case.KEEPING,
        Reunification.STATES,
        EditionRow.STATES,
        PostAnnex.STATES,
        Proposal.STATES,
        Linkage.STATES,
        LinkageLabel.LABELS,
        Complaint.STATES,
    ):
        found |= {code for code, _ in choices}
    found |= {code for code, _ in GlassOpening.FINDINGS if code}
    return found


def test_every_act_of_the_program_has_its_row():
    action_modules()  # reading them fills the list of acts
    ours = {name for name in ACTS if not name.startswith("kitchen.")}
    assert len(ours) > 40
    assert absent(ours, glossary()) == []


def test_every_act_of_the_content_has_its_row_with_the_same_words():
    page = glossary()
    entries = [*load_edition().acts.values(), *load_edition().catalogues["roles"]]
    rows = [f"| `{one.id}` | {one.title.es} | {one.title.en} |" for one in entries]
    assert [row for row in rows if row not in page] == []


def test_every_state_role_and_catalogue_has_its_row():
    assert absent(states(), glossary()) == []
    assert absent(load_edition().catalogues, glossary()) == []
    assert absent(EVERYBODY, glossary()) == []


def test_it_notices_a_word_without_a_row():
    page = "| `case.open` | abrir | open |\n`case.close` in passing\n"
    assert absent(["case.open", "case.close"], page) == ["case.close"]


def test_the_words_to_read_first_are_sixty():
    assert len(re.findall(r"^\|(?: [^|]+ \|){4}$", core(), re.MULTILINE)) - 2 == 60


def told_twice(page: str) -> list[str]:
    """Words of the house that two rows explain, in either language."""
    told = page.partition("## Estados")[0]
    rows = re.findall(r"^\| ([^|`]+) \| ([^|`]+) \|(?: [^|]+ \|)+$", told, re.MULTILINE)
    rows = [row for row in rows if row[0] != "español"]
    seen = [word for row in rows for word in {f"es {row[0]}", f"en {row[1]}"}]
    return sorted({word for word in seen if seen.count(word) > 1})


def test_one_word_has_one_meaning():
    assert told_twice(glossary()) == []
    bad = "| caso | case | a thing |\n| caso | matter | another |\n## Estados"
    assert told_twice(bad) == ["es caso"]


def test_a_word_says_what_it_means_in_the_language_of_the_page():
    for name in ("word", "state"):
        said = [word_list.rows(name, language) for language in ("es", "en")]
        assert all(row[3] for rows in said for row in rows) and len(said[0]) > 80
        assert [row[3] for row in said[0]] != [row[3] for row in said[1]]
    assert "| qué es |" in word_list.page("es") and "| what it means |" in word_list.page("en")


KEY = re.compile(r"[a-zA-Z0-9_.\-]+")
SPANISH_KEYS = {
    "titulo",
    "nombre",
    "fecha",
    "plazo",
    "accion",
    "hecho",
    "fuente",
    "razon",
    "motivo",
    "estado",
    "pregunta",
    "respuesta",
    "nota",
    "cuando",
    "porque",
    "rol",
    "caso",
    "texto",
    "orden",
}


def odd_keys(thing, where: str) -> list[str]:
    """Keys and ids of content that are not plain English names."""
    found: list[str] = []
    if isinstance(thing, dict):
        for key, value in thing.items():
            plain = str(key)
            if not KEY.fullmatch(plain) or SPANISH_KEYS & set(re.split(r"[_.\-]", plain)):
                found.append(f"{where}: {plain}")
            found += odd_keys(value, where)
    elif isinstance(thing, list):
        for one in thing:
            found += odd_keys(one, where)
    return found


@pytest.mark.parametrize("path", named(".yaml", under=ROOT / "content"), ids=lambda path: path.name)
def test_keys_of_content_are_english(path: Path):
    assert odd_keys(YAML(typ="safe").load(path.read_text(encoding="utf-8")), short(path)) == []


def test_it_notices_a_key_in_spanish():
    bad = [{"id": "P1-01", "título": "x", "within": {"plazo": 3}}]
    assert odd_keys(bad, "a.yaml") == ["a.yaml: título", "a.yaml: plazo"]


TELLING = re.compile(
    r"\btratas?\b|v[ií]ctima|\btraffick|\bvictim|explotaci|\bexploit|\babuso|esclav|prostit",
    re.IGNORECASE,
)
TITLE = re.compile(r"\{% block title %\}(.*?)\{% endblock %\}|<title>(.*?)</title>", re.DOTALL)


def telling_titles(files: list[tuple[str, str]]) -> list[str]:
    return [
        name for name, text in files for groups in TITLE.findall(text) if TELLING.search(" ".join(groups))
    ]


def test_no_title_of_a_page_tells_what_it_is_about():
    files = [(short(p), p.read_text(encoding="utf-8")) for p in named(".html", under=CAUCE)]
    assert sum(bool(TITLE.search(text)) for _, text in files) > 8
    assert telling_titles(files) == []
    bad = [("a.html", '{% block title %}{% say "Víctimas" "Victims" %}{% endblock %}')]
    assert telling_titles(bad) == ["a.html"]


def test_no_file_a_browser_can_fetch_has_a_telling_name():
    names = [short(p) for p in named(".css", ".js", ".svg", ".png", ".html", ".woff2")]
    assert [name for name in names if TELLING.search(name)] == []
    assert TELLING.search("trata-de-personas.png")


SUBJECT = re.compile(r"subject\w*\s*=\s*\(?\s*(?:say\(\s*)?[rf]?[\"']([^\"']*)[\"']")


def test_no_subject_of_a_message_tells_what_it_is_about():
    lines = [
        line
        for path in named(".py", under=CAUCE)
        for line in SUBJECT.findall(JOINT.sub("", path.read_text("utf-8")))
    ]
    assert [line for line in lines if TELLING.search(line)] == []
    assert SUBJECT.findall('notify(subject="Hay una solicitud")') == ["Hay una solicitud"]
    assert SUBJECT.findall(JOINT.sub("", 'subject=(\n  "Hay "\n  f"una"\n)')) == ["Hay una"]
