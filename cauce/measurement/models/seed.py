"""One table of facts; see the class."""

from __future__ import annotations

from django.db import models

from cauce.custody.journal.scoped import Scoped
from cauce.custody.keystore.fields import SealedField


class Seed(models.Model):
    """A chance value of one case, sealed under the key of the case: what its subject is made from.

    When the case is erased its key goes, and with it the only way from the case to its facts.
    ``group``: of those who came together, the same for each; sealed likewise.
    """

    case = models.OneToOneField("cases.Case", primary_key=True, on_delete=models.CASCADE)
    period = models.SmallIntegerField()
    sealed = SealedField(key="case__key_id", bound="measurement.seed|{case_id}")

    objects = Scoped()
