"""How wide words are in the house's typeface, so that a drawing can break its lines by itself.

Thousandths of the size, read from Atkinson Hyperlegible Next 5.3.0 (``ui/static/ui/fonts``). A letter
that is not listed counts as a wide one: a line may end early, never too late.
"""

from __future__ import annotations

_REGULAR = {
    160: "'",
    210: ",.:;",
    236: "‘’",
    240: "·|",
    245: "j`",
    252: "ií",
    262: "l",
    280: " ",
    286: "!¡",
    300: '()"',
    314: "f",
    317: "[",
    326: "t",
    345: "]{}r",
    352: "°",
    362: "-",
    375: "ª_º",
    388: "/\\",
    392: "IÍ",
    399: "“”",
    407: "1",
    450: "y¿",
    461: "zv",
    471: "s",
    482: "?x*c",
    492: "k",
    506: "–7J",
    525: "aá",
    530: "§×",
    541: "eéuúüL",
    550: "2oóhnñF^",
    558: "<>~Tg",
    566: "«»dbpEÉ",
    576: "qY3",
    595: "5$PSV96",
    613: "+ZB4R8",
    626: "XAÁ=K",
    648: "C0#",
    670: "D…",
    694: "wUÚÜNÑGH",
    731: "OÓQ&",
    824: "@M—",
    856: "mW",
    919: "%",
}
_BOLD = {
    210: "'",
    259: "|j",
    272: "‘’,.:;",
    300: "`·ií",
    312: "!¡ ",
    340: "l()[]",
    376: "f-rt",
    400: '{}"ª°_º',
    424: "IÍ",
    440: "/1\\",
    485: "“”*",
    510: "–zsc",
    530: "y¿v",
    555: "×7~x?Laák§",
    571: "JeéFuúü<>9hnñ",
    582: "oó2^",
    600: "g+bdpEÉq3",
    624: "5T$S=Z486P",
    650: "BV«»RYC0",
    690: "KAÁXUÚÜDH",
    725: "NÑG&",
    756: "wOÓQ#",
    781: "…@",
    858: "—M",
    886: "mW",
    969: "%",
}
_WIDE = 900


def _by_letter(table: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in table.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide the words are at that size, in the same unit as the size."""
    table = _WIDTHS[bold]
    return sum(table.get(letter, _WIDE) for letter in words) * size / 1000


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The words in lines no wider than the room; a word that alone is wider is cut by a hyphen."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        together = f"{line} {word}" if line else word
        if width(together, size, bold=bold) <= room:
            line = together
            continue
        if line:
            lines.append(line)
        while width(word, size, bold=bold) > room:
            fits = max(
                (n for n in range(1, len(word)) if width(word[:n] + "-", size, bold=bold) <= room),
                default=1,
            )
            lines.append(word[:fits] + "-")
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines
