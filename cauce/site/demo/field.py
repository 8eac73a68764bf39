"""A day of a mobile consulate in the shown post: a telephone, and the forms that came back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.collection.actions import receive_answers, register
from cauce.collection.reading import Filled
from cauce.editions.access import current_edition
from cauce.offices.models import Post
from cauce.rules.field_form import instrument_of, version_of
from cauce.rules.permissions import SYSTEM

FORM = "formato-d"
# One asks for a talk, one for nothing more, one was filled with a form that somebody had changed.
CAME: tuple[tuple[Filled, int], ...] = (
    (Filled({"alone_and_safe": "yes", "can_leave": "no", "has_papers": "does_not_know"}, "M-14", True), 190),
    (Filled({"alone_and_safe": "yes", "can_leave": "yes", "has_papers": "yes"}, "M-15", True), 170),
    (Filled({"alone_and_safe": "yes"}, "M-21", True, unknown=["color_de_la_carpeta"]), 95),
)  # fmt: skip


def load(post: Post) -> int:
    """Register a telephone of the post and take what it sent; how many forms."""
    now, edition = timezone.now(), current_edition()
    instrument = instrument_of(edition, FORM)
    if instrument is None:  # another country's content need not have it
        return 0
    register(actor=SYSTEM, post=post, name="Teléfono 1", forms=[FORM], at=now)
    for number, (filled, minutes) in enumerate(CAME, 1):
        receive_answers(
            actor=SYSTEM, post=post, form_id=FORM, version=version_of(edition, instrument),
            instance_id=f"demo-{number}", filled=filled, data=b"",
            at=now - dt.timedelta(minutes=minutes),
        )  # fmt: skip
    return len(CAME)
