"""What an edition says of itself, in words: what was hidden and why, how it was rounded, who signed."""

from __future__ import annotations

from cauce.content.model import Text
from cauce.measurement.rules.publication.period import period_in_words, read_period

REASONS: dict[str, Text] = {
    "few": Text(
        es="hay menos de diez personas detrás, o ninguna", en="fewer than ten people are behind them, or none"
    ),
    "dominant": Text(
        es="casi todas comparten caso, patrón o consulado",
        en="almost all share a case, an employer or a post",
    ),
    "rare": Text(
        es="son de un grupo pequeño y se dirían de un lugar",
        en="they are of a small group and would say where",
    ),
    "with_others": Text(
        es="sin ellas podría averiguarse otra, restando",
        en="without them another could be worked out by subtracting",
    ),
}
KINDS: dict[str, Text] = {
    "yearbook": Text(es="Anuario", en="Yearbook"),
    "halfyear": Text(es="Cifras del semestre", en="Half-year figures"),
    "donors": Text(es="Informe trimestral", en="Quarterly report"),
    "transparency": Text(es="Respuesta con cifras protegidas", en="Answer with protected figures"),
    "microdata": Text(es="Registros inventados", en="Invented records"),
}
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
        es="Cuenta a quienes atendió la red consular, no a todas las personas afectadas: nadie sabe "
        "cuántas son.",
        en="It counts those served by the consular network, not everybody it happened to: nobody knows "
        "how many there are.",
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
