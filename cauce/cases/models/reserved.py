"""What only named people open: their keys, and the reserved text of a case."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped, ScopedToCase
from cauce.custody.keystore.fields import SealedField


class HolderKey(models.Model):
    """The key pair of somebody who holds reserved texts. The private half opens with their
    passphrase alone, which is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("offices.User", on_delete=models.RESTRICT, related_name="+")
    public = models.BinaryField()
    private = models.BinaryField()  # sealed under the passphrase
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)  # None: it is the one in use

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(replaced_at__isnull=True), name="holder_one_key"
            )
        ]


class ReservedText(ScopedToCase, models.Model):
    """One version of the reserved text of a case. Sealed twice: for its holders, and with the key of
    the case, so that destroying that key destroys this too. None is ever edited."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="reserved")
    version = models.PositiveIntegerField()
    sealed = SealedField(key="case__key_id", bound="cases.reserved|{case_id}|reserved|{version}")
    holders = models.JSONField()  # ids of the keys it was sealed for
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="reserved_one_version")]
