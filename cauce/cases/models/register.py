"""Three tables about the registers beside ours; see the classes."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class RegisterKey(models.Model):
    """The key that makes the marks of one register's numbers; its id is that of the key in the keystore.

    Whoever writes a number locks this row first: two cases never get the same one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=24, unique=True)  # content/registers/


class RegisterNumber(models.Model):
    """The number of a case in another register: sealed, and as a keyed mark by which it is one alone.

    The row without an end holds. One that was corrected stays, and its number is free again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="numbers")
    register = models.CharField(max_length=24)  # content/registers/
    mark = models.CharField(max_length=64)  # keyed: whether two are the same, and nothing else
    sealed = SealedField(key="case__key_id", bound="cases.register_number|{id}|number|1")  # the number itself
    written_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)  # None: it holds

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "mark"],
                condition=models.Q(ended_at=None),
                name="register_one_case_a_number",
            ),
            models.UniqueConstraint(
                fields=["case", "register"],
                condition=models.Q(ended_at=None),
                name="register_one_number_a_case",
            ),
        ]


class RegisterOrder(models.Model):
    """In which order headquarters wants a copy-sheet, and which fields it leaves out; the newest holds."""

    register = models.CharField(max_length=24)  # content/registers/
    fields = models.JSONField()  # ids of the sheet's fields, in their order
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["register", "-at"], name="register_order_newest")]
