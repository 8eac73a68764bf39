"""The sheets as the XML that a telephone downloads, and the two programs that say whether it is good."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cauce.content.errors import BadInput, BadInputs

from .sheets import Sheets

bad_input = BadInputs(__file__)

SECONDS = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """Which programs read the form, and what they said. ODK Validate needs Java."""

    ran: tuple[str, ...]
    problems: tuple[str, ...]


def _bad(problem: object) -> BadInput:
    return bad_input("the_form_cannot_be_built", where="xlsform", problem=problem)


def xform(source: Sheets | bytes) -> str:
    """The XForm of these sheets, or of a workbook. Raises ``BadInput`` with what pyxform says."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        if isinstance(source, bytes):
            return str(convert(source, validate=False, file_type=".xlsx").xform)
        form = {**source.as_dict(), "fallback_form_name": source.settings[0]["form_id"]}
        return str(convert(form, validate=False).xform)
    except PyXFormError as problem:
        raise _bad(problem) from problem


def check(book: bytes) -> Checked:
    """Read a workbook as whoever receives it would: pyxform, and ODK Validate where Java is."""
    try:
        text = xform(book)
    except BadInput as problem:
        return Checked(("pyxform",), (problem.es,))
    java = shutil.which("java")
    if java is None:
        return Checked(("pyxform",), ())
    from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "form.xml"
        file.write_text(text, encoding="utf-8")
        said = subprocess.run(
            [java, "-Djava.awt.headless=true", "-jar", ODK_VALIDATE_PATH, str(file)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    problems = tuple(line for line in said.stderr.splitlines() if line.strip())
    return Checked(("pyxform", "odk_validate"), problems if said.returncode else ())
