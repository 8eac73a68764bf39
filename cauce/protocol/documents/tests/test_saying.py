"""A sentence of a document, in a line or in a block, is in the language of the document."""

from django.template import Context, Template
from django.utils import translation

LINE = '{% words "Faltan {n}" "{n} left" n=who %}'
BLOCK = """{% words n=who %}
  Faltan
  {n}
{% en %}
  {n} left
{% endwords %}"""


def drawn(source: str, language: str) -> str:
    with translation.override("es-mx"):
        context = Context({"language": language, "who": {"es": "<tú>", "en": "<you>"}})
        return Template("{% load documents %}" + source).render(context)


def test_a_block_says_the_same_as_the_line_in_the_language_of_the_document():
    assert drawn(BLOCK, "es") == drawn(LINE, "es") == "Faltan &lt;tú&gt;"
    assert drawn(BLOCK, "en") == drawn(LINE, "en") == "&lt;you&gt; left"


def test_a_further_language_reads_spanish():
    assert drawn("{% words %}Hoy{% en %}Today{% endwords %}", "mxv") == "Hoy"
