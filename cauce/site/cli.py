"""The ``cauce`` command: Django's command machinery with Cauce's own commands."""

from __future__ import annotations

import os
import sys

from cauce.site.process import keep_memory_inside


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
    keep_memory_inside()
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough (``cauce plan … | head``); 141 is what a shell expects.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


if __name__ == "__main__":
    main()
