"""What every ``cauce`` command shares: --json, --language, exit codes, progress on standard error."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, ProgrammingError

from cauce.content.errors import BadInputs, Bilingual, unknown

bad_input = BadInputs(__file__)

if TYPE_CHECKING:
    from cauce.staff.offices.models import Post

WHY: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("no existe", "it does not exist"),
    PermissionError: ("no hay permiso", "it is not allowed"),
    IsADirectoryError: ("es una carpeta", "it is a folder"),
    NotADirectoryError: ("no es una carpeta", "it is no folder"),
}


def post_named(code: str) -> Post:
    """The post that ``--post`` names. Raises ``Unknown`` with the nearest."""
    from cauce.staff.offices import access as offices

    known = {post.code: post for post in offices.posts()}
    if code not in known:
        raise unknown("consulados", "posts", code, known, "--post")
    return known[code]


def refuse_behind() -> None:
    """Raises where something that was withdrawn would come back (``journal.ledger``)."""
    # It reads models, which not every command has.
    from cauce.custody.journal import ledger

    ledger.refuse_behind()


@dataclass
class Answer:
    """What a command found: a JSON document, the same as lines for people, and the exit status."""

    document: Any
    lines: list[str] = field(default_factory=list)
    status: int = 0


class CauceCommand(BaseCommand):
    """Subclasses write ``arguments(parser)`` and ``answer(**options) -> Answer``.

    Exit status: that of the answer; 2 when a ``Bilingual`` says that the input is unusable. With
    --json, standard output is exactly one JSON document and everything else goes to standard error.
    """

    requires_system_checks: list[str] = []
    # Whether it works while something that was withdrawn would come back (``journal.ledger``): what lets
    # something out, or works on cases, does not.
    while_behind = True

    def arguments(self, parser) -> None:
        """Arguments of this command; none by default."""

    def answer(self, **options) -> Answer:
        raise TypeError(f"{type(self).__module__} must define answer()")

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document (un documento JSON)")
        parser.add_argument("--language", choices=("es", "en"), default="es", help="idioma / language")
        self.arguments(parser)

    def progress(self, text: str) -> None:
        """A line on standard error about long work."""
        print(text, file=sys.stderr, flush=True)

    def _answer(self, options: dict[str, Any]) -> Answer:
        try:
            if not self.while_behind:
                refuse_behind()
            return self.answer(**options)
        except (OperationalError, ProgrammingError) as problem:
            if "certificate" in str(problem):
                raise bad_input("the_certificate_is_not_the_expected_one", where="DATABASE_URL") from problem
            from cauce.operations.migrating import check_up_to_date

            with contextlib.suppress(DatabaseError):
                check_up_to_date()
            raise bad_input("the_database_did_not_answer", where="DATABASE_URL") from problem

    def _usable(self, options: dict[str, Any]) -> Answer:
        """The answer; a file that cannot be read or written is unusable input like any other."""
        try:
            return self._answer(options)
        except OSError as problem:
            es, en = WHY.get(type(problem), (problem.strerror, problem.strerror))
            raise bad_input(
                "it_cannot_be_read_or_written", where=str(problem.filename or ""), es=es, en=en
            ) from problem

    def handle(self, *args, **options) -> None:
        as_json, language = options["json"], options["language"]
        try:
            answer = self._usable(options)
        except Bilingual as problem:
            if as_json:
                self.stdout.write(json.dumps({"error": problem.as_json()}, ensure_ascii=False))
            print(problem.text(language), file=sys.stderr)
            sys.exit(2)
        if as_json:
            self.stdout.write(json.dumps(answer.document, ensure_ascii=False, default=str))
        else:
            for line in answer.lines:
                self.stdout.write(line)
        if answer.status:
            sys.exit(answer.status)
