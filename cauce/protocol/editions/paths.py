"""Which paths are files of content."""

from __future__ import annotations

from pathlib import PurePosixPath

from cauce.content.errors import BadInputs
from cauce.content.formats import RETIRED, format_of
from cauce.content.prose import PROSE

bad_input = BadInputs(__file__)


def check_path(path: str) -> str:
    """The path of a file of content. Raises ``BadInput`` for anything else."""
    plain = PurePosixPath(path)
    known = (
        format_of(path) is not None
        or path == RETIRED
        or (plain.suffix == ".csv" and path.startswith("catalogues/"))
        or (plain.suffix == ".md" and path.startswith(PROSE) and plain.name[:1].isdigit())
    )
    odd = not path.isprintable() or any("." in part for part in plain.parts[:-1])
    if not known or odd or plain.is_absolute() or ".." in plain.parts or len(path) > 120:
        raise bad_input("path_is_no_file_of_content", where="path", path=path[:120])
    return path
