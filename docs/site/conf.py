"""How pages become the help: ``python -m scripts.helpsite`` lays them out and calls this for each."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.search.es import SearchSpanish

from scripts.helpsite import pages, reference

HERE = Path(__file__).parent

language = os.environ["CAUCE_HELP_LANGUAGE"]
WORDS = {
    "es": {
        "title": "Ayuda",
        "ask": "Qué quiere hacer",
        "find": "Buscar",
        "none": "No se encontró nada con esas palabras. Pruebe con menos.",
        "other": "English",
        "leave": "Salir de esta página",
        "keys": "o Esc tres veces",
        "skip": "Ir al contenido",
        "back": "Volver al trabajo",
        "pages": "Páginas",
        "before": "Antes",
        "after": "Después",
    },
    "en": {
        "title": "Help",
        "ask": "What you want to do",
        "find": "Search",
        "none": "Nothing was found with those words. Try fewer.",
        "other": "Español",
        "leave": "Leave this page",
        "keys": "or Esc three times",
        "skip": "Skip to content",
        "back": "Back to work",
        "pages": "Pages",
        "before": "Before",
        "after": "After",
    },
}[language]

project = html_title = WORDS["title"]
root_doc = "index"
extensions = ["myst_parser"]
myst_heading_anchors = 4
# ``Closed`` is written as a word of the program is: no quotation marks are made round.
smartquotes = False
exclude_patterns = ["shots"]

html_theme = "cauce"
html_theme_path = [str(HERE)]
# The pages that both languages have.
TWINS = {place.name for found in pages.places().values() for place in found if place.language == "es"}
html_context = {
    "words": WORDS,
    "other": {"es": "en", "en": "es"}[language],
    "twins": TWINS | {f"reference/{name}" for name in reference.PAGES},
}
html_copy_source = html_show_sourcelink = html_use_index = html_show_search_summary = False
html_use_opensearch = ""
html_permalinks = False
# One heading of a page is its title; the site is no manual of numbered chapters.
suppress_warnings = ["myst.header", "misc.highlighting_failure"]
highlight_language = "none"


def folded(text: str) -> str:
    """The letters without their accents: «canalizacion» finds «canalización»."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


FOLDED = """function splitQuery(query) {
  return query.normalize("NFD").replace(/\\p{M}+/gu, "").split(/[^\\p{L}\\p{N}_]+/u).filter((one) => one);
}"""


class _Folded:
    js_splitter_code = FOLDED

    def split(self, input: str) -> list[str]:
        return super().split(folded(input))


class Spanish(_Folded, SearchSpanish):
    """Spanish words, found whether or not their accents are typed."""

    stopwords = frozenset(folded(one) for one in SearchSpanish.stopwords)


class English(_Folded, SearchEnglish):
    """English words; the names in them are found without accents too."""


def setup(app: Sphinx) -> None:
    app.add_search_language({"es": Spanish, "en": English}[language])
