"""Editions for the tests: drafted by Sofía, tried, and approved by Ximena."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases.dry_run import preview
from cauce.protocol.editions import access, actions, schedule
from cauce.protocol.editions.dry_run import findings, try_cases
from cauce.protocol.editions.models import Edition

STEP = """
- id: P2-90
  order: 290
  title:
    es: "Preguntar qué agua prefiere"
    en: "Ask which water is preferred"
  why:
    es: "Un paso inventado para las pruebas."
    en: "An invented step for the tests."
  scope: case
  role: protection_officer
  within:
    - parameter: classification
      start: case_opened
  done_by: [urgent_needs_checked]
  evidence:
    es: "Una línea"
    en: "One line"
  provenance: proposed
"""


def tomorrow() -> dt.date:
    """The earliest date of an edition."""
    return schedule.day_of(timezone.now()) + dt.timedelta(days=1)


def draft(cast, id="2030.1", since=None, note="Para la prueba.") -> Edition:
    return actions.draft(actor=cast.sofia.actor, id=id, in_force_from=since or tomorrow(), note=note)


def change(cast, edition, path, work) -> None:
    """Put what ``work`` makes of a file in its place."""
    text = work(access.texts(edition).get(path, ""))
    actions.save_file(actor=cast.sofia.actor, edition=edition, path=path, text=text)


def without(text: str, id: str) -> str:
    """The file without that entry, and nobody waiting for it."""
    parts = text.split("\n- id: ")
    kept = [part for part in parts if not part.startswith(f"{id}\n")]
    return (
        "\n- id: ".join(kept).replace(f"{id}, ", "").replace(f", {id}", "").replace(f"  after: [{id}]\n", "")
    )


def tried(cast, edition, **found) -> None:
    """A trial as the page makes it; ``found``: told instead of looked for."""
    content, base = access.content_of(edition), access.base_of(edition)
    if not found:
        wrong = [one.as_json() for one in findings(base, content, dt.date(2026, 11, 25)) if not one.warning]
        at = schedule.start_of(content.info.in_force_from)
        found = {"errors": wrong, "cases": try_cases(base, content), "open": preview(content, at).as_json()}
    actions.record_trial(
        actor=cast.sofia.actor,
        edition=edition,
        found=found,
        at=timezone.now(),
        content_hash=edition.content_hash,
    )


def approved(cast, edition) -> Edition:
    """Tried without errors, proposed by Sofía, approved by Ximena."""
    tried(cast, edition, errors=[])
    actions.propose(actor=cast.sofia.actor, edition=edition, seen=edition.content_hash)
    actions.approve(actor=cast.ximena.actor, edition=edition, seen=edition.content_hash)
    return edition
