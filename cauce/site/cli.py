"""The ``cauce`` command: Django's command machinery with Cauce's own commands."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from cauce.site.process import OBJECTS, keep_memory_inside
from cauce.site.stack import in_one_piece

if TYPE_CHECKING:
    from cauce.operations.console import CauceCommand

# They ask nothing of the database: for them no model is read, and they answer at once.
ALONE = frozenset(
    {
        "assess",
        "check",
        "draw-order",
        "estimate",
        "evaluate",
        "plan",
        "screen",
        "take-translation",
        "translate",
    }
)
LISTING = ([], ["help"], ["--help"], ["-h"])
VERSION = (["--version"], ["version"])


def alone(name: str) -> CauceCommand:
    """The command of that name, without the rest of the program."""
    return import_module(f"cauce.operations.management.commands.{name}").Command()


def answer(argv: list[str]) -> None:
    """What was asked on the command line; only what needs the whole program waits for it."""
    program, asked = os.path.basename(argv[0]), argv[1:]
    if asked in LISTING:
        from cauce.site.command_list import listing

        print(listing(program))
    elif asked in VERSION:
        from cauce.measurement.facts.code import version

        print(version())
    elif asked[0] in ALONE:
        alone(asked[0]).run_from_argv(argv)
    elif asked[0] == "help" and len(asked) == 2 and asked[1] in ALONE:
        alone(asked[1]).print_help(program, asked[1])
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(argv)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
    keep_memory_inside()
    gc.set_threshold(OBJECTS)
    try:
        in_one_piece(answer, sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough (``cauce plan … | head``); 141 is what a shell expects.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


if __name__ == "__main__":
    main()
