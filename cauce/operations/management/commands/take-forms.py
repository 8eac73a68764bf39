"""``cauce take-forms FILE…``: filled forms from a card, one by one; what cannot be read is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

from cauce.content.errors import BadInputs, CauceError
from cauce.intake.collection.actions import FormFilled, Packet, Received, receive, receive_answers
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Post
from cauce.standards.fhir import read_response

bad_input = BadInputs(__file__)

LARGEST = 10 * 1024 * 1024
STATES = {
    "taken": {"es": "tomado", "en": "taken"},
    "quarantined": {"es": "apartado", "en": "set aside"},
    "waiting_media": {"es": "le faltan archivos", "en": "files are missing"},
}


def files_of(names: list[str]) -> Iterator[Path]:
    """Every form among these files and folders, in order."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix in (".xml", ".json"))
            # Collect keeps the manifest as submission.xml beside what it encrypted
            yield from (p for p in found if p.is_file())
        else:
            yield path


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise bad_input("it_is_too_large_to_be_form", where=str(path))
        return path.read_bytes()
    except OSError as problem:
        raise bad_input("the_file_cannot_be_read", where=str(path)) from problem


class Command(CauceCommand):
    help = "Toma formatos requisitados de una memoria. / Take filled forms from a card."
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            help="XML, JSON de QuestionnaireResponse o carpetas / XML, JSON of it or folders",
        )
        parser.add_argument(
            "--post", required=True, help="código del consulado, como HOU / code of the post, as HOU"
        )

    def answer(self, **options) -> Answer:
        post = post_named(options["post"])
        for name in options["files"]:
            if not Path(name).exists():
                raise bad_input("there_is_no_such_file_or_folder", where=name)
        language, rows = options["language"], []
        for path in files_of(options["files"]):
            rows.append(self._one(post, path, language))
        refused = [row for row in rows if row["state"] == "refused"]
        lines = [f"{row['file']}: {row['said']}" for row in rows]
        words = {"es": "tomados o apartados", "en": "taken or set aside"}[language]
        no = {"es": "rechazados", "en": "refused"}[language]
        lines.append(f"{len(rows) - len(refused)} {words}, {len(refused)} {no}")
        return Answer({"rows": rows, "refused": len(refused)}, lines, 1 if refused else 0)

    def _one(self, post: Post, path: Path, language: str) -> dict[str, object]:
        try:
            came = self._take(post, path)
        except CauceError as problem:
            return {"file": str(path), "state": "refused", "said": problem.text(language)}
        arrival = came.arrival
        said = STATES.get(arrival.state, {}).get(language, arrival.state)
        if arrival.reasons:
            said += f" ({', '.join(arrival.reasons)})"
        if not came.new:
            said += {"es": "; ya había llegado", "en": "; it had come before"}[language]
        return {
            "file": str(path),
            "state": arrival.state,
            "said": said,
            "new": came.new,
            "reasons": arrival.reasons,
        }

    @staticmethod
    def _take(post: Post, path: Path) -> Received:
        data, now = _bytes(path), timezone.now()
        if path.suffix == ".json":
            read = read_response(current_edition(), data)
            return receive_answers(
                actor=SYSTEM,
                post=post,
                form=FormFilled(
                    form_id=read.form_id,
                    version=read.version,
                    instance_id=read.instance_id,
                    filled=read.filled,
                    data=data,
                ),
                at=now,
            )
        beside = {one.name: _bytes(one) for one in sorted(path.parent.glob("*.enc"))}
        return receive(
            actor=SYSTEM, post=post, device=None, packet=Packet(data=data, files=beside, sent=False), at=now
        )
