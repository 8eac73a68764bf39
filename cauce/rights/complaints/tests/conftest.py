"""What somebody says of the consulate of Houston, and Olga of internal control, who may read it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from cauce.custody.journal.gathered import gathered
from cauce.rights.complaints import actions
from cauce.rights.complaints.models import Complaint
from cauce.rules.permissions import SYSTEM
from tests.cast import member

TOLD = "El de la ventanilla tres me gritó delante de Xóchitl Ahuacatzin."


def given(**more: Any) -> dict[str, Any]:
    """A whole form, but for what a test changes."""
    return {
        "about": "officer",
        "category": "manner",
        "post": None,
        "language": "spa",
        "interpreter": False,
        "with_iom": False,
        "told": {"what": TOLD, "who": "", "when": ""},
        "at": timezone.now(),
    } | more


def filed(**more: Any) -> Complaint:
    return actions.file(
        actor=SYSTEM, form=uuid.uuid4(), **gathered(given(**more), complaint=actions.ComplaintTold)
    )


@pytest.fixture
def olga(cast):
    return member("olga", "Olga Rentería", "internal_control")


@pytest.fixture
def complaint(cast, olga) -> Complaint:
    return filed(post=cast.houston)
