"""A list of the ministry's own that is compared once: read in memory, row by row, and kept nowhere.

A row that cannot be used is refused with its line and its reason, never with what it said; the others
are kept. A file of somebody else is refused whole, hashed or not (28 CFR 94.115).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cauce.content.cells import within
from cauce.content.errors import BadInput, BadInputs
from cauce.methods.linkage import LISTS, Record

from .facts import clean_birth_date, clean_name

bad_input = BadInputs(__file__)

CONSULAR = "consular_cases"
# The lists that may come in a file.
FROM_FILES = tuple(one for one in LISTS if one != CONSULAR)
LARGEST = 64 * 1024 * 1024  # bytes, from the command line; a page takes what any page takes
MOST_ROWS = 1_000_000
PAGE_ROWS = 100_000  # of a file that comes by a page: its 4 MB hold no more rows of people than that
NEEDED = ("given", "first_surname")
# What the columns of such lists are usually called; a mapping names others.
HEADS: dict[str, tuple[str, ...]] = {
    "id": ("id", "folio", "clave", "numero"),
    "given": ("given", "given_names", "nombre", "nombres", "nombre s"),
    "first_surname": ("first_surname", "primer_apellido", "apellido_paterno", "paterno", "apellido_1"),
    "second_surname": ("second_surname", "segundo_apellido", "apellido_materno", "materno", "apellido_2"),
    "other_names": ("other_names", "otros_nombres", "alias", "conocida_como", "conocido_como"),
    "birth_date": ("birth_date", "fecha_nacimiento", "fecha_de_nacimiento", "nacimiento"),
    "sex": ("sex", "sexo"),
    "state": ("state", "entidad", "estado", "entidad_nacimiento", "estado_nacimiento"),
    "municipality": ("municipality", "municipio", "municipio_nacimiento"),
    "curp": ("curp",),
    "opt_out": ("opt_out", "no_comparar", "oposicion"),
    "origin": ("origin", "origen", "enviada_por"),
}
# Columns that only a list of the United States has, or that hold names already encoded.
FOREIGN = re.compile(
    r"hash|token|clk|bloom|encrypt|cifrad|\bssn\b|a[ _-]?number|alien|uscis|\bvoca\b|\bvawa\b", re.I
)
ENCODED = re.compile(r"(?:[0-9a-f]{32,}|[A-Za-z0-9+/]{40,}={0,2})")
SEXES = {
    "f": "F",
    "h": "M",
    "x": "X",
    "mujer": "F",
    "hombre": "M",
    "femenino": "F",
    "masculino": "M",
    "woman": "F",
    "man": "M",
    "female": "F",
    "male": "M",
    "otro": "X",
}
YES = ("1", "s", "si", "y", "yes", "x", "true")
REASONS = ("no_name", "bad_name", "bad_date", "repeated", "encoded", "opted_out")


@dataclass(frozen=True, slots=True)
class OutsideList:
    """What was read of one file: records in memory, and of each row left out its line and reason.

    ``origins``: record id → where the person came from, where the list says so. ``first``: of somebody who
    is twice on the list, the line left out → the line that stays.
    """

    name: str
    records: tuple[Record, ...]
    refused: tuple[tuple[int, str], ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)  # cells not understood, by column
    origins: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[int, int] = field(default_factory=dict)

    def __repr__(self) -> str:  # no row of it in a log
        return f"OutsideList({self.name}, {len(self.records)} rows)"


def not_ours(name: str) -> BadInput:
    """Why a list of somebody else is not compared, hashed or not."""
    return bad_input("name_is_no_list_of_ministrys_own", where="list", name=name)


def check_name(name: str) -> str:
    """The list, if it is one that may be compared. Raises ``BadInput`` with the law for any other."""
    if name not in FROM_FILES:
        raise not_ours(name)
    return name


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def _decoded(body: bytes, name: str) -> str:
    if len(body) > LARGEST:
        raise bad_input("the_file_is_too_large", where=name)
    if b"\x00" in body[:4096]:
        raise bad_input("the_file_is_no_csv", where=name)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _columns(heads: list[str], mapping: Mapping[str, str], name: str) -> dict[str, int]:
    """Where each datum stands. Raises ``BadInput`` saying which column is missing and which there are."""
    foreign = [head for head in heads if FOREIGN.search(head)]
    if foreign:
        raise not_ours(f"{name}: {foreign[0]}")
    plain = [_plain(head) for head in heads]
    places: dict[str, int] = {}
    for key, head in mapping.items():
        if key not in HEADS or _plain(head) not in plain:
            raise bad_input(
                "a_mapped_column_is_not_in_the_file",
                where=name,
                head=head,
                key=key,
                known=", ".join(HEADS),
                heads=", ".join(heads),
            )
        places[key] = plain.index(_plain(head))
    for key, known in HEADS.items():
        found = [at for at, head in enumerate(plain) if head in known]
        if key not in places and found:
            places[key] = found[0]
    missing = [key for key in NEEDED if key not in places]
    if missing:
        raise bad_input("a_column_is_missing", where=name, missing=", ".join(missing), heads=", ".join(heads))
    return places


def read_mapping(text: str) -> dict[str, str]:
    """Lines «datum = column» of a form or a command. Raises ``BadInput`` for another line."""
    found = {}
    for line in re.split(r"[\n;]", text):
        if not line.strip():
            continue
        key, sign, head = line.partition("=")
        if not sign or not head.strip():
            raise bad_input("a_line_is_not_field_column", where="columns")
        found[key.strip()] = head.strip()
    return found


def _day(text: str, on: dt.date) -> dt.date | None:
    """A day, written year-month-day or day/month/year; None: none was. Raises ``BadInput``."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    if found:
        day, month, year = found.groups()
        text = f"{year}-{int(month):02d}-{int(day):02d}"
    clean = clean_birth_date(text[:10], "birth_date", on)
    return dt.date.fromisoformat(clean) if clean else None


def _rows(text: str, name: str, most: int) -> Iterator[tuple[int, list[str]]]:
    first = text.splitlines()[0] if text.strip() else ""
    sign = max(",;\t", key=first.count)
    reader = within(csv.reader(io.StringIO(text, newline=""), delimiter=sign), name)
    try:
        for number, row in enumerate(reader, start=1):
            if number > most:
                raise bad_input("there_are_too_many_rows", where=name)
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as problem:
        raise bad_input("the_file_cannot_be_read_as_csv", where=name) from problem


@dataclass(frozen=True, slots=True)
class Known:
    """What cells are read against; what is not understood is left empty and counted in ``dropped``."""

    on: dt.date
    states: Mapping[str, str]
    sexes: Mapping[str, str]
    dropped: dict[str, int]

    def one_of(self, key: str, value: str, among: Mapping[str, str]) -> str:
        found = among.get(_plain(value), "")
        return found if found or not value else self._left(key)

    def shaped(self, key: str, value: str, shape: str) -> str:
        value = value.upper().replace(" ", "")
        return value if not value or re.fullmatch(shape, value) else self._left(key)

    def _left(self, key: str) -> str:
        self.dropped[key] = self.dropped.get(key, 0) + 1
        return ""


def state_codes(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What a list may call a state → its two digits, from the catalogue ``mx_states``."""
    found = {}
    for row in rows:
        for column in ("code", "name", "abbreviation", "curp_code"):
            found[_plain(row[column])] = row["code"]
    return found


def _sexes(rows: list[tuple[int, list[str]]], at: int | None) -> dict[str, str]:
    """What the letters of a column mean: M is «mujer» beside H, «masculino» beside F, else not known."""
    said = {_plain(row[at]) for _, row in rows if at is not None and at < len(row)}
    letter = "F" if "h" in said else "M" if "f" in said else ""
    return SEXES | ({"m": letter} if letter and not {"h", "f"} <= said else {})


def read_list(
    name: str,
    body: bytes,
    *,
    on: dt.date,
    mapping: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    most: int = MOST_ROWS,
) -> OutsideList:
    """One file as records. ``on``: no birth date is later; ``states``: see ``state_codes``, None: two
    digits alone are understood; ``most``: rows. Raises ``BadInput`` for the file as a whole."""
    check_name(name)
    rows = list(_rows(_decoded(body, name), name, most))
    try:
        _, heads = rows.pop(0)
    except IndexError:
        raise bad_input("the_file_is_empty", where=name) from None
    places = _columns([head.strip() for head in heads], mapping or {}, name)
    made: list[Record] = []
    refused: list[tuple[int, str]] = []
    dropped: dict[str, int] = {}
    origins: dict[str, str] = {}
    seen: dict[tuple[str, ...], int] = {}
    first: dict[int, int] = {}
    known = Known(on, states or {}, _sexes(rows, places.get("sex")), dropped)
    for number, row in rows:
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in places.items()}
        why = _wrong(cells)
        try:
            record = None if why else _record(name, number, cells, known)
        except BadInput as error:
            record, why = None, "bad_date" if error.where == "birth_date" else "bad_name"
        marks = _marks(cells, record, row)
        before = min((seen[mark] for mark in marks if mark in seen), default=None)
        if record is not None and before is not None:
            record, why, first[number] = None, "repeated", before
        if record is None:
            refused.append((number, why))
            continue
        made.append(record)
        seen |= dict.fromkeys(marks, number)
        if cells.get("origin"):
            origins[record.id] = cells["origin"] if cells["origin"] in (*LISTS, "own") else "outside"
    return OutsideList(name, tuple(made), tuple(refused), dropped, origins, first)


def _wrong(cells: Mapping[str, str]) -> str:
    """Why a row is left out; empty: nothing stands against it so far."""
    if _plain(cells.get("opt_out", "")) in YES:
        return "opted_out"
    names = [cells.get(key, "") for key in ("given", "first_surname", "second_surname")]
    if any(ENCODED.fullmatch(one) for one in names):
        return "encoded"
    if not names[0] or not (names[1] or names[2]):
        return "no_name"
    return ""


def _marks(cells: Mapping[str, str], record: Record | None, row: list[str]) -> list[tuple[str, ...]]:
    """What two rows of one list share only where they are of one person: her number, her
    CURP, or the whole row with her day of birth."""
    if record is None:
        return []
    found = [("row", *(_plain(cell) for cell in row))] if record.birth_date else []
    found += [("id", cells["id"])] if cells.get("id") else []
    return found + ([("curp", record.curp)] if record.curp else [])


def _record(name: str, number: int, cells: Mapping[str, str], known: Known) -> Record:
    """A record of a row whose names are names. Raises ``BadInput`` naming the datum."""
    others = [clean_name(one, "other_names") for one in re.split(r"[|/]", cells.get("other_names", ""))]
    state = cells.get("state", "")
    state = state if re.fullmatch(r"\d{2}", state) else known.one_of("state", state, known.states)
    return Record(
        id=f"{name}:{number}",
        list=name,
        given=clean_name(cells["given"], "given"),
        first_surname=clean_name(cells.get("first_surname", ""), "first_surname"),
        second_surname=clean_name(cells.get("second_surname", ""), "second_surname"),
        other_names=tuple(filter(None, others)),
        birth_date=_day(cells.get("birth_date", ""), known.on),
        sex=known.one_of("sex", cells.get("sex", ""), known.sexes),
        state=state,
        municipality=known.shaped("municipality", cells.get("municipality", ""), r"\d{5}"),
        curp=known.shaped("curp", cells.get("curp", ""), r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d"),
    )
