"""An export as a whole: the rows, what was lost on the way, and the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cauce.content.errors import BadInputs, unknown

from .mapping import row
from .model import HtcdsCase, Loss, Mapped
from .sheets import TEMPLATE_FIXES, referrals_csv, to_csv, to_xlsx

bad_input = BadInputs(__file__)

FORMATS = ("csv", "xlsx")
Finish = Callable[[str, bytes], bytes]


def _as_it_is(ending: str, body: bytes) -> bytes:
    return body


@dataclass(frozen=True)
class Export:
    """Rows ready to be written, pseudonymised, in the order of the cases."""

    rows: tuple[Mapped, ...]

    @property
    def losses(self) -> list[Loss]:
        return [loss for mapped in self.rows for loss in mapped.losses]

    def report(self, file: str) -> dict[str, Any]:
        """The answer of the command: how many rows, where, and what could not be mapped."""
        return {
            "rows": len(self.rows),
            "file": file,
            "losses": [loss.as_json() for loss in self.losses],
            "template_fixes": list(TEMPLATE_FIXES),
        }

    def content(self, form: str) -> bytes:
        """The file in this format. Raises Unknown for another one."""
        if form not in FORMATS:
            raise unknown("formatos", "formats", form, FORMATS, where="--format")
        return to_xlsx(self.rows) if form == "xlsx" else to_csv(self.rows).encode("utf-8")

    def write(self, form: str, out: Path, finish: Finish = _as_it_is) -> list[Path]:
        """Write the export, its report and, if needed, its referrals; return what was written.

        ``finish`` marks each table before it is written: its ending and its bytes, to bytes.

        Nothing half-written stays: each file is renamed into place. Raises BadInput when the
        folder does not exist or cannot be written to.
        """
        parts = [(out, finish(form, self.content(form)))]
        referrals = referrals_csv(self.rows)
        if referrals is not None:
            marked = finish("csv", referrals.encode("utf-8"))
            parts.append((out.with_name(f"{out.stem}.referrals.csv"), marked))
        report = json.dumps(self.report(out.name), ensure_ascii=False, indent=2)
        parts.append((out.with_name(f"{out.stem}.report.json"), report.encode("utf-8")))
        try:
            for path, content in parts:
                _write_whole(path, content)
        except OSError as problem:
            raise bad_input(
                "folder_parent_could_not_be_written_to", where=str(out), parent=out.parent
            ) from problem
        return [path for path, _ in parts]


def _write_whole(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def collect(cases: Iterable[HtcdsCase]) -> Export:
    """The cases as an export without identity. A release with consent goes through ``row``."""
    return Export(tuple(row(case) for case in cases))
