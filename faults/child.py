"""What runs inside Django, in a process of its own: the invented people, and the look afterwards.

python -m faults.child people     the cast, with a session for each; printed as JSON
python -m faults.child check      standard input: what was acknowledged; printed: what is wrong
python -m faults.child checks     the same, line by line, for many databases one after another
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from typing import Any

WORKED = dt.timedelta(days=7)  # longer than any clock here is set back


def ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faults.settings")
    import django

    from . import broken

    if os.environ.get("FAULTS_BREAK") == "no_transaction":
        broken.apply()
        django.setup()
    else:
        django.setup()
        broken.apply()


def cauce() -> None:
    """The ``cauce`` command with the settings of a harness, and what it breaks."""
    ready()
    from cauce.site.cli import main

    main()


def people(_: Any) -> dict[str, dict[str, str]]:
    """Build the cast and sign everybody in; their cookies by user name."""
    from cauce.staff.offices.models import Assignment, User
    from tests.cast import build, shelter

    from .chores_clock import again

    built = build()
    shelter(built.jacaranda)
    # They work there since before today: a clock set back over midnight must find them at work.
    for one in Assignment.objects.all():
        one.starts_on -= WORKED
        one.save(update_fields=["starts_on"])
    return again(User.objects.order_by("username").values_list("username", flat=True))


def check(given: dict[str, Any]) -> dict[str, Any]:
    from .whole import look

    return look(given)


def checks() -> None:
    from .whole import at, leave, look

    for line in sys.stdin:
        given = json.loads(line)
        at(given["url"], given["keystore"])
        found = look(given)
        leave()
        print(json.dumps(found), flush=True)


def main() -> None:
    ready()
    what = sys.argv[1]
    if what == "checks":
        checks()
        return
    from . import chores

    do = {"people": people, "check": check} | chores.CHORES
    json.dump(do[what](json.loads(sys.stdin.read() or "null")), sys.stdout)


if __name__ == "__main__":
    main()
