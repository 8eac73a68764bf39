"""One table of the case; see the class."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class Section(models.Model):
    """One version of a sealed part of a case. A save adds a row; none is ever edited."""

    KINDS = [
        (kind, kind)
        for kind in (
            "facts",
            "safety",
            "draft",
            "tongue",
            "narrative",
            "health",
            "legal",
            "others",
            "handover",
            "detention",
        )
    ]

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=12, choices=KINDS)
    version = models.PositiveIntegerField()
    sealed = SealedField(
        key={"case__key_id": ~Q(kind="draft"), "case__draft_key_id": Q(kind="draft")},
        bound="cases.section|{case_id}|{kind}|{version}",
    )
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "version"], name="section_one_version")
        ]
