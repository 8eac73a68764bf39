"""Names of what an entry says, in both languages. Kinds of help are those of the needs, and two more."""

from __future__ import annotations

from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition

MORE_KINDS = {
    "labour": Text(es="Derechos laborales", en="Labour rights"),
    "children": Text(es="Protección de la niñez", en="Child protection"),
}
# Each flag of whom a service takes in: the words of yes, of no, and of not knowing.
TAKES = {
    "minors": (
        Text(es="menores de edad", en="people under 18"),
        Text(es="si recibe menores de edad", en="whether it accepts people under 18"),
    ),
    "families": (
        Text(es="familias", en="families"),
        Text(es="si recibe familias", en="whether it accepts families"),
    ),
    "labour": (
        Text(es="casos de trabajo", en="labour cases"),
        Text(es="si recibe casos de trabajo", en="whether it accepts labour cases"),
    ),
    "sexual": (
        Text(es="casos de violencia sexual", en="cases of sexual violence"),
        Text(
            es="si recibe casos de violencia sexual",
            en="whether it accepts cases of sexual violence",
        ),
    ),
}
# Papers are no kind of person: they are said in a sentence of their own.
PAPERS = {
    True: Text(es="Recibe aunque no haya papeles.", en="Accepts people without papers."),
    False: Text(es="Pide papeles migratorios.", en="Asks for immigration papers."),
}
WHOM = ("sex", "minors", "families", "labour", "sexual", "any_status")
SEX = {
    "women": Text(es="mujeres", en="women"),
    "men": Text(es="hombres", en="men"),
    "any": Text(es="mujeres y hombres", en="women and men"),
}
NOT_SAID = {
    "sex": Text(es="si recibe mujeres u hombres", en="whether it accepts women or men"),
    "any_status": Text(es="si recibe sin papeles", en="whether it accepts people without papers"),
    "whom": Text(es="a quién recibe", en="who it accepts"),
    "languages": Text(es="en qué idiomas atiende", en="which languages it speaks"),
    "status": Text(es="si sigue abierto", en="whether it is still open"),
    "checked_on": Text(es="cuándo se revisó la ficha", en="when the entry was checked"),
} | {name: words[1] for name, words in TAKES.items()}
DAYS = {
    "MO": Text(es="lunes", en="Monday"),
    "TU": Text(es="martes", en="Tuesday"),
    "WE": Text(es="miércoles", en="Wednesday"),
    "TH": Text(es="jueves", en="Thursday"),
    "FR": Text(es="viernes", en="Friday"),
    "SA": Text(es="sábado", en="Saturday"),
    "SU": Text(es="domingo", en="Sunday"),
}


def kinds() -> dict[str, Text]:
    """Every kind of help by its code, in the order of the catalogue of needs."""
    return {row.id: row.title for row in current_edition().catalogues["needs"]} | MORE_KINDS


def states() -> list[tuple[str, Text]]:
    """The states by code and name, for a list to choose from."""
    rows = current_edition().catalogues["us_states"]
    return [(row["code"], Text(es=row["name_es"], en=row["name_en"])) for row in rows]


def join(parts: list[Text], es: str = "y", en: str = "and") -> Text:
    """«a, b y c» in both languages, or with other words between the last two."""
    return Text(es=_join([p.es for p in parts], es), en=_join([p.en for p in parts], en))


def _join(parts: list[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    # «e» before the sound i, as Spanish is spoken: «español e inglés».
    if word == "y" and parts[-1].lower().startswith(("i", "í", "hi")):
        word = "e"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
