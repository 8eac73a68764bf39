"""XML, one way of reading it: the encoding is settled first, no document type, every element counted."""

from __future__ import annotations

import codecs
from xml.parsers import expat

from .refused import Refused

TYPE_CHECKING = False  # see child.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, BinaryIO

CHUNK = 64 * 1024
ALPHABETS = ("utf-8", "us-ascii")  # what is said to be another is refused, not guessed


def strict(separator: str | None = None) -> Any:
    """A parser that takes UTF-8 whatever the text says of itself, and no document type.

    Raises ``Refused``: encoding, doctype.
    """
    made = expat.ParserCreate("utf-8", separator)

    def said(version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ALPHABETS:
            raise Refused("encoding")

    def doctype(*told: Any) -> None:
        raise Refused("doctype")

    made.XmlDeclHandler = said
    made.StartDoctypeDeclHandler = doctype
    made.EntityDeclHandler = doctype
    made.buffer_text = True
    return made


def feed(parser: Any, chunks: Iterable[bytes]) -> None:
    """Read a whole document, a little at a time. Raises ``Refused``: damaged, encoding, or of a handler.

    The encoding is settled here and not left to the parser, which goes by the first bytes whatever it was
    told: two bytes a letter hold zeros, and no text in UTF-8 does.
    """
    letters = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            if b"\0" in chunk:
                raise Refused("encoding")
            letters.decode(chunk)
            parser.Parse(chunk, False)
        letters.decode(b"", True)
        parser.Parse(b"", True)
    except UnicodeDecodeError as problem:
        raise Refused("encoding") from problem
    except expat.ExpatError as problem:
        raise Refused("damaged") from problem


def read(file: BinaryIO, bounds: dict[str, Any]) -> Iterator[Any]:
    """The document in the order of its tags: ``[name, attributes]`` opens one, a text is text before the
    first child of the one that is open, None closes it. A namespace stands before the name, in braces.

    Bounds: ``elements``, ``depth``.
    """
    told: list[Any] = []
    parser, depth, count, children = strict("}"), 0, 0, [0]

    def named(name: str) -> str:
        return "{" + name if "}" in name else name

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > bounds["depth"]:
            raise Refused("deep")
        if count > bounds["elements"]:
            raise Refused("elements")
        children[-1] += 1
        children.append(0)
        told.append([named(name), {named(key): value for key, value in attributes.items()}])

    def text(data: str) -> None:
        if not children[-1]:
            told.append(data)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        children.pop()
        told.append(None)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    feed(parser, iter(lambda: file.read(CHUNK), b""))
    yield from told
