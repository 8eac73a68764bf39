"""Forty people and one list: which lines open a case, and which do not and why?

A line is a code (the number of a wristband) and, in any order, what was seen at sight. A line that is
not understood opens nothing and is told with its reason; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cauce.content.errors import BadInputs
from cauce.content.model import Text, both
from cauce.content.plain import plain

bad_input = BadInputs(__file__)

MOST = 120  # lines of one list
LONGEST = 12  # letters of a code
OLDEST = 110
ADULT = 18

# What a word of a line says. Age and language are read apart.
_WORDS: dict[str, dict[str, object]] = {
    "mujer woman femenino female": {"sex": "woman"},
    "hombre man masculino male": {"sex": "man"},
    "otro otra other": {"sex": "other"},
    "nina girl": {"sex": "woman", "minor": True},
    "nino boy": {"sex": "man", "minor": True},
    "menor minor adolescente teenager": {"minor": True},
    "adulto adulta adult": {"minor": False},
    "sola solo alone": {"children": False},
    "con_ninos con_ninas con_hijos con_hijas con_hijo con_hija con_menores with_children": {"children": True},
    "medico medica doctor doctora herida herido injured hurt": {"doctor": True},
}
WORDS = {word.replace("_", " "): said for words, said in _WORDS.items() for word in words.split()}
# Names of columns, as the first line of a list may bear them; what «sí» and «no» mean under each.
_COLUMNS: dict[str, tuple[str, str]] = {
    "menor minor nna": ("menor", "adulta"),
    "medico doctor salud health": ("medico", ""),
    "con_ninos with_children hijos": ("con ninos", ""),
    "sola solo alone": ("sola", ""),
}
COLUMNS = {word.replace("_", " "): said for words, said in _COLUMNS.items() for word in words.split()}
HEADS = ("codigo", "code", "pulsera", "wristband", "numero", "number")
YES, NO = ("si", "s", "yes", "y", "x"), ("no", "n")
_PARTED = re.compile(r"[\t,;|]")
_CODE = re.compile(r"[0-9A-ZÑ][0-9A-ZÑ./_-]*")
# Bounded as a code is: a line of digits alone is neither weighed at every cut nor counted through.
_END = re.compile(r"(\S{0,12}?)(\d{1,9})")
_TO = re.compile(r"\.{2,9}|…|\s(?:a|al|to|hasta)\s", re.I)
_AGE = re.compile(r"(?:edad|age)?\s{0,3}(\d{1,3})\s{0,3}(?:anos|years)?\s{0,3}(\?)?")
_BAND = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list, as somebody saw them: nothing here was told by the person.

    ``age`` None and ``minor`` None: not said. ``children`` False: alone; None: not said.
    """

    number: int
    code: str
    language: str = ""
    sex: str = ""
    age: int | None = None
    doubt: bool = False
    minor: bool | None = None
    children: bool | None = None
    doctor: bool = False

    @property
    def child(self) -> bool:
        """Whether the person is attended as a child: in doubt, yes."""
        if self.age is not None:
            return self.age < ADULT or self.doubt
        return self.minor is True or self.doubt


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that opens nothing, and why. ``asks``: it opens if somebody says that it is a code;
    ``had``: its code has its case already."""

    number: int
    text: str
    reason: Text
    asks: bool = False
    had: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """Every line of a list: what opens and what does not. Together they are all the lines."""

    lines: tuple[Line, ...] = ()
    refused: tuple[Refused, ...] = field(default=())


class _No(Exception):
    def __init__(self, es: str, en: str, asks: bool = False, had: bool = False) -> None:
        self.reason, self.asks, self.had = both(es, en), asks, had


def same(code: str) -> str:
    """What two codes have in common when they are one: A-1, a-01 and A.01 are."""
    return re.sub(r"0*(\d+)", r"\1.", re.sub(r"[^0-9A-ZÑ]+", "", code.upper()))


def _code(typed: str, sure: bool) -> str:
    """A code as it is kept; ``sure``: somebody said that it is one, though it has no number."""
    code = typed.strip().upper()
    if not code:
        raise _No("Falta el código.", "The code is missing.")
    bare = not re.search(r"\d", code)
    if " " in code or (bare and (len(code) > LONGEST or not _CODE.fullmatch(code))):
        raise _No(
            (
                "Parece un nombre. Aquí va solo el código: el nombre se pregunta después, a "
                "solas, y si quiere darlo."
            ),
            (
                "It looks like a name. Only the code goes here: the name is asked later, alone, "
                "if they want to give it."
            ),
        )
    if len(code) > LONGEST or sum(c.isdigit() for c in code) >= 10:
        raise _No(
            "Parece un documento o un teléfono. Aquí va solo el número de la pulsera.",
            "It looks like a document or a telephone. Only the number of the wristband goes here.",
        )
    if not _CODE.fullmatch(code):
        raise _No("Un código lleva letras, números y guion.", "A code has letters, numbers and a hyphen.")
    if bare and not sure:
        raise _No(
            "¿Es un nombre? Un código lleva un número. Si de verdad es un código, márquelo abajo.",
            "Is it a name? A code has a number. If it really is a code, tick it below.",
            asks=True,
        )
    return code


def _said(cell: str, language_of: Callable[[str], str]) -> dict[str, object] | None:
    """What one word or phrase says; None: it is not understood."""
    word = plain(cell.strip())
    if not word:
        return {}
    if word in WORDS:
        return WORDS[word]
    if (found := _BAND.fullmatch(word)) and int(found[1]) <= int(found[2]) <= OLDEST:
        low, high = int(found[1]), int(found[2])
        return {"minor": True} if high < ADULT else {"minor": False} if low >= ADULT else {"doubt": True}
    if (found := _AGE.fullmatch(word)) and int(found[1]) <= OLDEST:
        # An age with a question mark was guessed: it is no age, and in doubt it is a child's.
        return {"age": int(found[1])} if not found[2] else _guessed(int(found[1]))
    if word.endswith("?") and WORDS.get(word.rstrip("? ")) == {"minor": True}:
        return {"doubt": True}
    code = language_of(word)
    return {"language": code} if code else None


def _guessed(years: int) -> dict[str, object]:
    return {"doubt": True} if years < ADULT + 4 else {"minor": False}


def _phrases(text: str, language_of: Callable[[str], str]) -> list[str]:
    """Words parted by spaces alone, the longest phrase that is understood first."""
    words, found = text.split(), []
    while words:
        for size in (3, 2, 1):
            phrase = " ".join(words[:size])
            if size == 1 or (len(words) >= size and _said(phrase, language_of) is not None):
                found.append(phrase)
                del words[:size]
                break
    return found


def _line(
    number: int, text: str, heads: Sequence[str], sure: bool, language_of: Callable[[str], str]
) -> Line:
    if not text.strip():
        raise _No("La línea está en blanco.", "The line is blank.")
    cells = _cells(text, language_of)
    code, said = _code(cells[0], sure), dict[str, object]()
    for place, cell in enumerate(cells[1:], start=1):
        known = _said(_under(heads, place, cell), language_of)
        if known is None:
            raise _No(
                f"No se entiende «{cell.strip()}». Corríjalo o quítelo; se puede anotar después.",
                f"'{cell.strip()}' is not understood. Correct it or leave it out; it can be noted later.",
            )
        for name, value in known.items():
            if said.get(name, value) != value:
                raise _No(
                    f"Dice dos cosas distintas: «{cell.strip()}» no va con lo anterior.",
                    f"It says two different things: '{cell.strip()}' does not go with the rest.",
                )
            said[name] = value
    made = Line(number, code, **said)  # type: ignore[arg-type]
    if made.age is not None and made.minor is not None and (made.age < ADULT) != made.minor:
        raise _No(
            f"Dice dos cosas distintas: {made.age} años, y si es menor.",
            f"It says two different things: {made.age} years, and whether a minor.",
        )
    return made


def _under(heads: Sequence[str], place: int, cell: str) -> str:
    """What a cell says under its column: «sí» under «menor» is «menor»."""
    yes, no = COLUMNS.get(heads[place], ("", "")) if place < len(heads) else ("", "")
    word = plain(cell.strip())
    return yes if yes and word in YES else no if yes and word in NO else cell


def _cells(text: str, language_of: Callable[[str], str]) -> list[str]:
    if _PARTED.search(text):
        return _PARTED.split(text)
    first, _, rest = text.strip().partition(" ")
    if rest and not re.search(r"\d", first):  # «María López»: no code begins it
        told = _phrases(rest, language_of)
        return [first, *told] if all(_said(one, language_of) is not None for one in told) else [text]
    return [first, *_phrases(rest, language_of)]


def _spread(text: str) -> list[str]:
    """«A-01…A-40» as forty codes; any other text is itself."""
    ends = [_END.fullmatch(part.strip()) for part in _TO.split(text.strip(), maxsplit=1)]
    first, last = ends[0], ends[-1]
    if len(ends) < 2 or not first or not last or last[1].upper() not in ("", first[1].upper()):
        return [text]
    low, high, wide = int(first[2]), int(last[2]), len(first[2])
    if not low <= high < low + MOST:
        return [text]  # no range that can be read: its line says so
    return [f"{first[1]}{n:0{wide}d}" for n in range(low, high + 1)]


def look(text: str, taken: Iterable[str], language_of: Callable[[str], str], sure: bool = False) -> Looked:
    """Every line of a typed or pasted list: what it opens, or why it does not.

    ``taken``: codes that have their case already. ``language_of``: the code of a language by its
    name, '' when none. Empty lines at the end are no lines. Raises ``BadInput`` for too long a list.
    """
    rows = text.replace("\r\n", "\n").rstrip().split("\n") if text.strip() else []
    heads: list[str] = []
    known = {same(code): "" for code in taken}
    lines: list[Line] = []
    refused: list[Refused] = []
    if rows and plain(_PARTED.split(rows[0])[0].strip()) in HEADS:
        heads = [plain(cell.strip()) for cell in _PARTED.split(rows[0])]
    told = [
        (number, one)
        for number, row in enumerate(rows, start=1)
        if number > 1 or not heads
        for one in _spread(row)
    ]
    # Counted before any is read: a page of ranges is thousands of lines.
    if len(told) > MOST:
        raise bad_input("there_are_count_lines", where="text", count=len(told), most=MOST)
    for number, one in told:
        try:
            made = _line(number, one, heads, sure, language_of)
            _check_new(made, known)
        except _No as no:
            refused.append(Refused(number, one.strip(), no.reason, no.asks, no.had))
        else:
            known[same(made.code)] = str(number)
            lines.append(made)
    return Looked(tuple(lines), tuple(refused))


def _check_new(made: Line, known: dict[str, str]) -> None:
    before = known.get(same(made.code))
    if before is None:
        return
    if not before:
        raise _No(
            f"{made.code} ya tiene su caso en este caso colectivo.",
            f"{made.code} has its case in this group case already.",
            had=True,
        )
    raise _No(
        f"{made.code} está dos veces: ya está en la línea {before}. ¿Son dos personas con la misma pulsera?",
        f"{made.code} stands twice: it is on line {before} already. Are they two people with one wristband?",
    )
