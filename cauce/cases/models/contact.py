"""One table of the case; see the class."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class SafeContact(models.Model):
    """How the person may be reached, as confirmed on a day; the newest row holds, until it expires.

    No row, or one whose time is over: nobody is contacted, in any way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="safe_contacts")
    confirmed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # Ways, hours, languages, numbers, and what never to do
    sealed = SealedField(key="case__key_id", bound="cases.safe_contact|{id}|contact|1")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["case", "-confirmed_at"], name="safe_contact_newest")]
