"""May a row of a partner's file be kept as a total, and does the file hold totals at all?

Partners who may share give non-identifying totals (28 CFR 94.115) and nothing else. A total tells
how many, never who; so it shows no overlap with any list, and never enters an estimate. What is
refused is told by its line and column: a cell that was refused is never repeated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.errors import BadInputs
from cauce.content.model import Text, both
from cauce.rules.hiding import LEAST

bad_input = BadInputs(__file__)

# Ours, to be reviewed: from how many people on a part of a total is kept, how long a period must be,
# and in how many ways at once a total may be broken down.
SMALLEST_PART = LEAST
SHORTEST_DAYS = 28
MOST_WAYS = 2
LARGEST = 100_000_000
LONGEST = 200
MOST_ROWS = 5_000

NAMES: dict[str, Text] = {
    "organisation": both("organización", "organisation"),
    "since": both("desde", "since"),
    "until": both("hasta", "until"),
    "definition": both("definición", "definition"),
    "unit": both("unidad", "unit"),
    "place": both("lugar", "place"),
    "breakdown": both("desglose", "breakdown"),
    "value": both("valor", "value"),
    "smallest": both("celda mínima", "smallest"),
    "terms": both("condiciones", "terms"),
    "attested": both("responde", "attested"),
}
COLUMNS = tuple(NAMES)
MAY_BE_EMPTY = ("breakdown",)
UNITS: dict[str, Text] = {
    "person": both("personas", "people"),
    "case": both("casos", "cases"),
    "contact": both("contactos", "contacts"),
}
UNIT_WORDS = {
    "persona": "person",
    "personas": "person",
    "people": "person",
    "persons": "person",
    "caso": "case",
    "casos": "case",
    "cases": "case",
    "contacto": "contact",
    "contactos": "contact",
    "contacts": "contact",
}
# Words of a column, or of a way to break down, that only a list of people has.
_PERSONAL = re.compile(
    r"(?:^|[_\W])(?:nombres?|apellidos?|first_?name|last_?name|full_?name|surname|given_?name|alias|"
    r"curp|rfc|ssn|a_?number|pasaporte|passport|expediente|folio|case_?(?:id|no|number)|client(?:_?id)?|"
    r"victim_?id|id|uuid|dob|birth(?:_?date|day)?|nacimiento|fecha_?nac\w*|tel(?:efono)?|phone|movil|mobile|"
    r"e_?mail|correo|domicilio|direccion|address|street|calle|foto|photo|initials|iniciales)(?:$|[_\W])",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"[A-Z]{4}\d{6}[A-Z0-9]{8}|\w@\w|\bA[-#\s]?\d{8,9}\b|\d{3}-\d{2}-\d{4}",
    re.IGNORECASE,
)
_SEPARATORS = str.maketrans("", "", " \t().+-")
_TELEPHONE = re.compile(r"\d{10}")
_DATE = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
# A law, a licence or a paper has a date of its own.
_DATED = ("definition", "terms", "attested")


@dataclass(frozen=True, slots=True)
class Total:
    """One total as a partner gave it. ``last_day``: the last day of the period, inclusive.
    ``breakdown``: (way, value) in order; empty: of everybody. ``smallest``: the partner's own
    smallest cell. ``attested``: the post or paper that says that they may share it."""

    line: int
    organisation: str
    since: dt.date
    last_day: dt.date
    definition: str
    unit: str
    place: str
    breakdown: tuple[tuple[str, str], ...]
    value: int
    smallest: int
    terms: str
    attested: str

    @property
    def told(self) -> str:
        """Its breakdown as one text; '': of everybody."""
        return "; ".join(f"{way}={value}" for way, value in self.breakdown)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two totals the same one, whatever their value."""
        return (
            self.organisation.casefold(),
            self.since,
            self.last_day,
            self.definition.casefold(),
            self.unit,
            self.place.casefold(),
            self.breakdown,
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not kept: its line in the file, the column, why, and the cure."""

    line: int
    column: str
    why: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class Judged:
    """What may be kept, and what not."""

    kept: tuple[Total, ...]
    refused: tuple[Refused, ...]


def columns_of(header: Iterable[str]) -> list[str]:
    """The names of the columns as the house writes them.

    Raises ``BadInput`` when one is missing, or when one is of a list of people: then nothing of the
    file is read.
    """
    plain = [_plain(name) for name in header]
    personal = [number for number, name in enumerate(plain, 1) if _PERSONAL.search(name)]
    if personal:
        # Its name is not repeated: where a file has no header, that is a datum of somebody.
        raise bad_input("a_column_is_of_a_list_of_people", where="1", personal=personal[0])
    known = {_plain(said[language]): name for name, said in NAMES.items() for language in ("es", "en")}
    names = [known.get(name, name) for name in plain]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise bad_input(
            "columns_are_missing",
            where="1",
            missing_es=_listed(missing, "es"),
            missing_en=_listed(missing, "en"),
            columns_es=_listed(COLUMNS, "es"),
            columns_en=_listed(COLUMNS, "en"),
        )
    return names


def _listed(names: Iterable[str], language: str) -> str:
    return ", ".join(NAMES[name][language] for name in names)


def judge(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Judged:
    """Which rows are totals that may be kept. A row is its line in the file and its cells by column.

    Raises ``BadInput`` when the whole looks like one row a person, or is far too long.
    """
    listed = list(rows)
    if len(listed) > MOST_ROWS:
        raise bad_input("there_are_over_most_rows", most_rows=MOST_ROWS)
    ones = sum(cells.get("value", "").strip() in ("1", "1.0") for _, cells in listed)
    if ones > 3 and ones * 2 > len(listed):
        raise bad_input("nearly_all_rows_are_worth_1", where="value")
    kept, refused, seen = list[Total](), list[Refused](), dict[tuple[object, ...], int]()
    for line, cells in listed:
        try:
            total = _total(line, cells)
        except _No as no:
            refused.append(Refused(line, no.column, no.why, no.cure))
            continue
        if total.key in seen:
            refused.append(
                Refused(
                    line,
                    "value",
                    both(
                        f"Ya está en el renglón {seen[total.key]}.",
                        f"It stands in line {seen[total.key]} already.",
                    ),
                    both("Deje uno de los dos.", "Leave one of the two."),
                )
            )
            continue
        seen[total.key] = line
        kept.append(total)
    return Judged(tuple(kept), tuple(refused))


class _No(Exception):
    """A row that is not kept."""

    def __init__(self, column: str, why: Text, cure: Text) -> None:
        self.column, self.why, self.cure = column, why, cure
        super().__init__(column)


def _plain(name: str) -> str:
    """A name of a column without accents, spaces or capitals."""
    table = str.maketrans("áéíóúüñ", "aeiouun")
    return re.sub(r"[\s-]+", "_", name.strip().casefold().translate(table))


def _total(line: int, cells: Mapping[str, str]) -> Total:
    said = {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}
    for name, text in said.items():
        _check_text(name, text)
    since, last = _day("since", said["since"]), _day("until", said["until"])
    if (last - since).days + 1 < SHORTEST_DAYS:
        raise _No(
            "until",
            both(
                f"El periodo es de menos de {SHORTEST_DAYS} días: señala a quien llegó ese día.",
                f"The period is shorter than {SHORTEST_DAYS} days: it points at who came that day.",
            ),
            both("Dé el total de un mes o más.", "Give the total of a month or more."),
        )
    unit = UNIT_WORDS.get(said["unit"].casefold(), said["unit"].casefold())
    if unit not in UNITS:
        raise _No(
            "unit",
            both(
                "No dice si cuenta personas, casos o contactos.",
                "It does not say whether it counts people, cases or contacts.",
            ),
            both("Escriba person, case o contact.", "Write person, case or contact."),
        )
    parts = _parts(said["breakdown"])
    value, smallest = _number("value", said["value"]), _number("smallest", said["smallest"])
    _check_size(value, smallest, parts)
    return Total(
        line,
        said["organisation"],
        since,
        last,
        said["definition"],
        unit,
        said["place"],
        parts,
        value,
        smallest,
        said["terms"],
        said["attested"],
    )


def _check_text(name: str, text: str) -> None:
    """Every cell but dates and numbers: said, short, and without what points at somebody."""
    if not text and name not in MAY_BE_EMPTY:
        raise _No(name, both("Falta.", "Missing."), both("Complete la celda.", "Fill the cell."))
    if len(text) > LONGEST:
        raise _No(
            name,
            both("Es demasiado largo.", "It is too long."),
            both(f"Hasta {LONGEST} letras.", f"Up to {LONGEST} letters."),
        )
    if name in ("since", "until", "value", "smallest"):
        return
    points = _IDENTIFIER.search(text) or _TELEPHONE.search(text.translate(_SEPARATORS))
    if points or (name not in _DATED and _DATE.search(text)):
        raise _No(
            name,
            both(
                "Lleva una fecha, un número o una dirección que puede señalar a alguien.",
                "It holds a date, a number or an address that may point at somebody.",
            ),
            both("Quítelo: aquí entran solo totales.", "Remove it: only totals come in here."),
        )


def _day(name: str, text: str) -> dt.date:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)  # day, month, year
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _No(
            name,
            both("No es una fecha.", "It is no date."),
            both("Escriba 2025-01-31 o 31/01/2025.", "Write 2025-01-31 or 31/01/2025."),
        ) from None


def _number(name: str, text: str) -> int:
    """A whole number; a comma, a point or a space may part its thousands."""
    plain = re.sub(r"(?<=\d)[,. ](?=\d{3}(?:\D|$))", "", text)
    if not re.fullmatch(r"\d{1,9}", plain) or int(plain) > LARGEST:
        raise _No(
            name,
            both("No es un número entero de cero en adelante.", "It is no whole number from zero on."),
            both(
                "Escriba el total sin decimales; si no se da, quite el renglón.",
                "Write the total without decimals; where it is not given, remove the row.",
            ),
        )
    return int(plain)


def _parts(text: str) -> tuple[tuple[str, str], ...]:
    """«sex=woman; age=18-24» → ordered pairs."""
    parts = []
    for one in filter(None, (piece.strip() for piece in text.split(";"))):
        way, equals, value = (piece.strip() for piece in one.partition("="))
        if not way or not equals or not value:
            raise _No(
                "breakdown",
                both("No se entiende el desglose.", "The breakdown cannot be read."),
                both(
                    "Escriba, por ejemplo, sexo=mujer; edad=18-24.",
                    "Write, for instance, sex=woman; age=18-24.",
                ),
            )
        if _PERSONAL.search(_plain(way)):
            raise _No(
                "breakdown",
                both("Desglosa por un dato de una persona.", "It is broken down by personal information."),
                both("Quítelo: aquí entran solo totales.", "Remove it: only totals come in here."),
            )
        parts.append((_plain(way), value.casefold()))
    if len(parts) > MOST_WAYS:
        raise _No(
            "breakdown",
            both(
                f"Se desglosa de más de {MOST_WAYS} maneras a la vez.",
                f"It is broken down in more than {MOST_WAYS} ways at once.",
            ),
            both(
                f"Dé totales por una o por {MOST_WAYS} cosas.",
                f"Give totals by one or by {MOST_WAYS} things.",
            ),
        )
    return tuple(sorted(parts))


def _check_size(value: int, smallest: int, parts: tuple[tuple[str, str], ...]) -> None:
    if value == 1:
        raise _No(
            "value",
            both("Es una sola persona.", "It is one person."),
            both("Pida un total más amplio.", "Ask for a wider total."),
        )
    if 0 < value < smallest:
        raise _No(
            "value",
            both(
                "Es menor que la celda mínima que la propia fuente declara.",
                "It is below the smallest cell that its own source declares.",
            ),
            both("Pregunte a la fuente: no debió darlo.", "Ask the source: it should not have given it."),
        )
    if parts and 0 < value < SMALLEST_PART:
        raise _No(
            "value",
            both(
                f"Es una parte de menos de {SMALLEST_PART}: puede señalar a alguien.",
                f"It is a part of fewer than {SMALLEST_PART}: it may point at somebody.",
            ),
            both("Pida un total más amplio.", "Ask for a wider total."),
        )
