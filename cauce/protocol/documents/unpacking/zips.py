"""A zip that somebody sent, as the bytes of its files: read by the child, entry by entry."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import IO, Any

from . import ask


@dataclass(frozen=True, slots=True)
class Zip:
    """``files``: name → bytes, in their order; ``refused``: name → the code of why it was not read."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def unzipped(
    file: bytes | IO[bytes],
    *,
    files: int,
    size: int,
    ratio: int = 100,
    small: int = 64 * 1024,
    endings: tuple[str, ...] = (),
    each: bool = False,
) -> Zip:
    """The files of a zip. ``size``: bytes of all together; ``files``: how many at most; ``ratio``: how many
    times itself one may become, where it becomes more than ``small`` bytes; ``endings``: of the names that
    are wanted, () for all; ``each``: one that is refused is told in ``refused`` and the others are read.

    Raises ``Unread``.
    """
    found = Zip()
    open_: list[str] = []  # the name whose pieces are coming
    pieces: list[bytes] = []

    def close() -> None:
        for name in open_:
            found.files[name] = b"".join(pieces)
        open_.clear()
        pieces.clear()

    def take(told: Any) -> None:
        if isinstance(told, str):
            pieces.append(base64.b64decode(told, validate=True))
            return
        what, name = told[:2]
        if what == "not":
            found.refused[name] = told[2]
            if open_ == [name]:  # it had begun: what came of it is nothing
                open_.clear()
        close()
        if what == "file":
            open_.append(name)

    ask(
        "packed",
        file,
        take,
        answer=2 * size,
        files=files,
        bytes=size,
        ratio=ratio,
        small=small,
        endings=list(endings),
        each=each,
    )
    close()
    return found
