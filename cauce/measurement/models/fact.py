"""One table of facts; see the class."""

from __future__ import annotations

from django.db import models

# A case was voided as opened by mistake: no fact about its subject, or its contact, counts from then on.
VOIDED = "voided"


class Fact(models.Model):
    """Something that happened, as it is counted: no person, no case, no folio, no name. Only added to.

    Two times: ``happened_on``, the day at the post; ``known_at``, when the journal knew it, so that
    any past day can be asked again as it was known then. ``subject`` (the person), ``item`` (the one
    contact, referral or family) and ``group`` (those who came together) are keys under the secret of
    ``period``, the year in which her service began; '' where there is none. Keys of two periods
    cannot be joined, and a period whose secret is destroyed makes no more.
    """

    period = models.SmallIntegerField()
    kind = models.CharField(max_length=24)  # cauce.content.model_indicators.FactKind
    subject = models.CharField(max_length=32, blank=True)
    item = models.CharField(max_length=32, blank=True)
    group = models.CharField(max_length=32, blank=True)
    post = models.CharField(max_length=8)  # a value, no key: it outlives whatever it came from
    channel = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=24, blank=True)  # the service, or the action of a tally
    happened_on = models.DateField()
    known_at = models.DateTimeField()
    number = models.IntegerField(default=1)  # of a tally; minutes of a wait; people of a family
    # A correction: it takes back one fact that is like it in everything, or alters a tally by its number.
    corrects = models.BooleanField(default=False, db_default=False)
    invented = models.BooleanField(default=False)  # of the demonstration: it happened to nobody

    class Meta:
        indexes = [
            models.Index(fields=["kind", "happened_on"], name="fact_kind_day"),
            models.Index(fields=["subject"], name="fact_subject"),
            models.Index(fields=["item"], name="fact_item"),
        ]
