"""The walk in a process of its own, with a database of its own; prints what it found as JSON.

python -m tests.security.permissions.run walk RUNS STEPS SEED
python -m tests.security.permissions.run mistakes RUNS STEPS SEED
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import time
from contextlib import contextmanager


@contextmanager
def ready():
    """The world, in an empty database that is thrown away, inside one transaction."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cauce.site.settings.test"
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    import time_machine
    from django.db import connection, transaction

    from . import world as base

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with transaction.atomic():
            with time_machine.travel(base.START, tick=False):
                world = base.build()
            gc.freeze()  # what lives until the end is not looked through again and again
            with base.cheap_passphrases():
                yield world
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.creation.destroy_test_db("", verbosity=0)


def main() -> None:
    what, runs, steps, number = sys.argv[1], *(int(one) for one in sys.argv[2:5])
    with ready() as world:
        from . import mistakes as planted

        began, wrong, found = time.monotonic(), "", {}
        # Before anything is planted the same walk must be clean, or a mistake found would prove nothing.
        try:
            found = dict(planted.walk(world, runs, steps, number))
        except Exception as error:  # whatever it is, the harness says it
            wrong = f"{type(error).__name__}: {error}".partition("\n")[0]
            # The shortest way to it, as Hypothesis found it.
            print(*getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        if what == "mistakes":
            found = {
                name: planted.found(world, name, runs, steps, number)
                for name in planted.MISTAKES
                if not wrong
            }
        seconds = time.monotonic() - began
    print(json.dumps({"found": found, "wrong": wrong, "seconds": seconds}))


if __name__ == "__main__":
    main()
