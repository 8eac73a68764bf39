"""``cauce edition``: which editions there are, what one changes in words, and trying it by command.

Drafting and approving are people's work and have their pages; from here a draft is compared, tried
or written out. A number names an edition of the database, anything else a folder of content.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.utils import timezone

from cauce.cases.draft_trial import try_edition
from cauce.cases.dry_run import preview
from cauce.content import earlier_editions
from cauce.content.errors import BadInputs
from cauce.content.loader import Edition as Content
from cauce.content.loader import content_files, load_edition
from cauce.operations.console import Answer, CauceCommand
from cauce.protocol.editions import access, actions, schedule
from cauce.protocol.editions.dry_run import findings, try_cases
from cauce.protocol.editions.folder import write_files
from cauce.protocol.editions.models import Edition
from cauce.rules.difference import difference
from cauce.rules.permissions import SYSTEM

bad_input = BadInputs(__file__)

DOES = ("list", "adopt", "take", "diff", "try", "export", "archive")
EVERY = 2000


class Command(CauceCommand):
    help = (
        "Las ediciones del contenido: ver, comparar, probar, adoptar. / "
        "Editions of the content: list, compare, try, adopt."
    )

    def arguments(self, parser) -> None:
        parser.add_argument("do", choices=DOES, help="qué se hace / what is done")
        parser.add_argument("which", nargs="?", default="", help="número o carpeta / number or folder")
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="export: carpeta / folder")

    def answer(self, *, do: str, which: str, to: Path | None, language: str, **options) -> Answer:
        match do:
            case "list":
                return self._list(language)
            case "adopt":
                made = actions.adopt(actor=SYSTEM, at=timezone.now())
                return Answer({"id": made.id, "hash": made.content_hash}, [made.id])
            case "take":
                return self._take(which, language)
            case "archive":
                return self._archive(which)
            case "diff":
                return self._diff(*self._pair(which), language)
            case "try":
                return self._try(which, language)
        return self._export(which, to)

    def _list(self, language: str) -> Answer:
        now, rows = timezone.now(), Edition.objects.order_by("in_force_from", "id")
        current = access.in_force(now)
        found = [
            {
                "id": one.id,
                "state": one.state,
                "in_force_from": one.in_force_from.isoformat(),
                "in_force": one.id == current,
            }
            for one in rows
        ]
        if not found:
            found = [
                {
                    "id": one.id,
                    "state": "shipped",
                    "in_force": one.id == current,
                    "in_force_from": one.in_force_from.isoformat(),
                }
                for one in earlier_editions.shipped()
            ]
        mark = {"es": " ← rige", "en": " ← in force"}[language]
        lines = [
            f"{one['id']}  {one['in_force_from']}  {one['state']}{mark if one['in_force'] else ''}"
            for one in found
        ]
        return Answer({"editions": found}, lines)

    def _take(self, which: str, language: str) -> Answer:
        made = actions.take(actor=SYSTEM, id=which)
        row = made.edition
        lines = [f"{row.id}  {row.in_force_from.isoformat()}  {row.state}"]
        said = {
            "es": "cambió aquí y en el programa; ahora dice lo del programa",
            "en": "changed here and in the program; it now says what the program says",
        }
        lines += [f"{path}: {said[language]}" for path in made.both]
        document = {
            "id": row.id,
            "in_force_from": row.in_force_from.isoformat(),
            "both": list(made.both),
        }
        return Answer(document, lines)

    def _archive(self, which: str) -> Answer:
        """Keep a folder of content, as it was published, among the earlier ones of this program."""
        edition = load_edition(Path(which)) if which else None
        if edition is None or edition.info.id == load_edition().info.id:
            raise bad_input("folder_of_edition_is_not_present", where="edition")
        files = {path: file.read_bytes() for path, file in content_files(edition.root).items()}
        file = earlier_editions.put_away(edition, files, load_edition().root)
        return Answer({"id": edition.info.id, "hash": edition.hash, "file": file.name}, [file.name])

    def _pair(self, which: str) -> tuple[Content, Content]:
        """What it is compared with, and what is compared."""
        row = Edition.objects.filter(id=which).first()
        if row is not None:
            new = access.content_of(row)
            return access.base_of(row) or new, new
        if not which:
            raise bad_input("number_of_edition_or_folder_is_missing", where="edition")
        return access.current_edition(), load_edition(Path(which))

    def _diff(self, old: Content, new: Content, language: str) -> Answer:
        found = difference(old, new)
        document = {
            "from": old.info.id,
            "to": new.info.id,
            "changes": [
                {
                    "area": one.area,
                    "kind": one.kind,
                    "id": one.id,
                    "tone": one.tone,
                    "es": one.line("es"),
                    "en": one.line("en"),
                }
                for one in found
            ],
        }
        last = {
            "es": f"{old.info.id} → {new.info.id}: {len(found)} cambios.",
            "en": f"{old.info.id} → {new.info.id}: {len(found)} changes.",
        }
        lines = [
            f"{'+~-'[('added', 'changed', 'ended').index(one.kind)]} {one.line(language)}" for one in found
        ]
        return Answer(document, [*lines, last[language]])

    def _try(self, which: str, language: str) -> Answer:
        row = Edition.objects.filter(id=which).first()
        if row is not None:
            found = try_edition(SYSTEM, row, self._progress).found
        else:
            old, new = self._pair(which)
            on: dt.date = schedule.day_of(timezone.now())
            errors = [one for one in findings(old, new, on) if not one.warning]
            found = {"errors": [one.as_json() for one in errors], "cases": None, "open": None}
            if not errors:
                at = max(timezone.now(), schedule.start_of(new.info.in_force_from))
                found |= {
                    "cases": try_cases(old, new),
                    "open": preview(new, at, progress=self._progress).as_json(),
                }
        return Answer(found, _tried(found, language), 1 if found["errors"] else 0)

    def _progress(self, done: int) -> None:
        if done % EVERY == 0:
            self.progress(f"  {done}")

    def _export(self, which: str, to: Path | None) -> Answer:
        row = Edition.objects.filter(id=which).first()
        if row is None or to is None or to.exists():
            raise bad_input("registered_edition_and_folder_does_not_exist", where="export")
        texts = access.texts(row)
        write_files(to, texts)
        return Answer({"id": row.id, "files": len(texts)}, [f"{row.id}: {len(texts)}"])


def _tried(found: dict[str, Any], language: str) -> list[str]:
    english = language == "en"
    if found["errors"]:
        return [f"{one['file']}: {one['en' if english else 'es']}" for one in found["errors"]]
    lines = []
    for id, count in found["open"]["by_action"].items():
        said = ", ".join(f"{name} {number}" for name, number in count.items() if number)
        lines.append(f"{id}  {said}")
    changed, cases = found["open"]["changed"], found["open"]["cases"]
    later, wrong = found["open"].get("later", 0), len(found["cases"]["wrong"])
    if english:
        lines.append(
            f"{changed} of {cases} open cases would change today, {later} more once a clock "
            f"starts; {wrong} case files disagree."
        )
    else:
        lines.append(
            f"Hoy cambiarían {changed} de {cases} casos abiertos, y {later} más cuando empiece "
            f"a correr un plazo; {wrong} ejemplos no dan lo que esperan."
        )
    return lines
