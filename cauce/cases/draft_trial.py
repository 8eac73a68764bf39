"""A whole trial of a draft: the check, the case files, and what would change in the open cases."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.protocol.editions import access, schedule
from cauce.protocol.editions.actions import record_trial
from cauce.protocol.editions.dry_run import check_texts, findings, try_cases
from cauce.protocol.editions.models import Edition, Trial
from cauce.rules.permissions import Actor

from .dry_run import preview


def try_edition(actor: Actor, edition: Edition, progress: Callable[[int], None] = lambda done: None) -> Trial:
    """Try a draft as it now is and keep what was found. Nothing of any case is written.

    The open cases are counted as they would stand at the first minute of its date. A draft that
    cannot be read, or would break a plan, is an error of the trial and not of the program.
    """
    now, tried = timezone.now(), edition.content_hash
    found: dict[str, object] = {"errors": [], "warnings": 0, "cases": None, "open": None}
    try:
        content, base = access.content_of(edition), access.base_of(edition)
        all_of_them = findings(base, content, schedule.day_of(now))
        found["errors"] = [one.as_json() for one in all_of_them if not one.warning]
        found["warnings"] = sum(one.warning for one in all_of_them)
        if not found["errors"]:
            at = max(now, schedule.start_of(content.info.in_force_from))
            found["cases"] = try_cases(base, content)
            found["open"] = preview(content, at, progress=progress, seen=now).as_json()
    except CauceError as problem:
        # Read no further than the first thing that cannot be read; the check names all of them.
        found["errors"] = _read_errors(edition) or [problem.as_json() | {"file": problem.where}]
    return record_trial(actor=actor, edition=edition, found=found, content_hash=tried, at=timezone.now())


def _read_errors(edition: Edition) -> list[dict[str, object]]:
    on = schedule.day_of(timezone.now())
    found = check_texts(access.texts(edition), on)
    return [one.as_json() for one in found if not one.warning]
