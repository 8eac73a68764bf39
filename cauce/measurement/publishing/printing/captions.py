"""What an edition says of itself, in words: what was hidden and why, how it was rounded, who signed."""

from __future__ import annotations

from cauce.content.model import Text, word_tables
from cauce.measurement.rules.publication.period import period_in_words, read_period

WORDS = word_tables(__file__)
REASONS = WORDS["reasons"]
KINDS = WORDS["kinds"]
# The first word of every file: neutral, it stays on the computer of whoever downloads it.
STEMS = {
    "yearbook": "anuario",
    "halfyear": "semestre",
    "donors": "trimestre",
    "transparency": "respuesta",
    "microdata": "sinteticos",
}
# How to read the figures; each edition prints them all.
READING: tuple[Text, ...] = (
    Text(
        es="Cada cifra está redondeada a un múltiplo de cinco, al azar hacia arriba o hacia abajo: la "
        "verdadera está a menos de cinco. Por eso las partes no siempre suman el total.",
        en="Each figure is rounded to a multiple of five, up or down at random: the true one is less "
        "than five away. So the parts do not always add up to the total.",
    ),
    Text(
        es="La misma cifra se muestra igual en todas las tablas y en todas las publicaciones.",
        en="The same figure is shown alike in every table and every publication.",
    ),
    Text(
        es="«–» es una cifra que no se muestra. No quiere decir cero: puede ser ninguna persona, pocas, o "
        "una cifra mayor que delataría a otra.",
        en="«–» is a figure that is not shown. It does not mean zero: it may be nobody, a few, or a "
        "larger figure that would give another one away.",
    ),
    Text(
        es="Antes de publicar se intentó averiguar cada cifra oculta a partir de todas las demás, de esta "
        "publicación y de las anteriores. Ninguna pudo averiguarse.",
        en="Before publishing, each hidden figure was attacked with all the others, of this publication "
        "and of earlier ones. None could be worked out.",
    ),
    Text(
        es="Lo que queda de riesgo: se intentó con las cifras de una misma cuenta. Dos cuentas de casi las "
        "mismas personas, juntas, pueden acercar a una cifra oculta tanto como deja el redondeo; y quien ya "
        "sabe algo de alguien puede deducir más.",
        en="What risk is left: the attempt was made with the figures of one count. Two counts of nearly the "
        "same people, taken together, may lead as near to a hidden figure as the rounding lets them; and "
        "whoever already knows something of somebody may work out more.",
    ),
    Text(
        es="Cuenta a quienes atendió la red consular, no a todas las personas afectadas: cuántas "
        "son no se cuenta; cuando mucho se estima, y se dice aparte.",
        en="It counts those served by the consular network, not everybody it happened to: how many there are "
        "is not counted; at most it is estimated, and told apart.",
    ),
)


def title_of(kind: str, period: str) -> Text:
    """«Anuario 2026», «Informe trimestral, tercer trimestre de 2026»."""
    one, when = KINDS[kind], read_period(period)
    if when.every in ("year", "years"):
        return Text(es=f"{one.es} {period}", en=f"{one.en} {period}")
    part = period_in_words(when.every, when.since)
    return Text(es=f"{one.es}, {part.es}", en=f"{one.en}, {part.en}")


def stem_of(kind: str, period: str, number: int) -> str:
    """How the files of an edition begin: «anuario-2026», «anuario-2026-rev2»."""
    return f"{STEMS[kind]}-{period}" + (f"-rev{number}" if number > 1 else "")
