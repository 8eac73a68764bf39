"""One table of facts; see the class."""

from __future__ import annotations

from django.db import models


class Merge(models.Model):
    """Two subjects of one period that are the same person, so that she counts once.

    Restricted, and destroyed as a whole when its period is over: from then on the frozen editions
    of statistics stand, and nothing says any more that she went to two posts.
    """

    period = models.SmallIntegerField()
    from_key = models.CharField(max_length=32)
    to_key = models.CharField(max_length=32)
    known_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # A keyed digest of the joint file it follows, under the secret of the year. "": it follows none.
    because = models.CharField(max_length=32, blank=True)
    undone_at = models.DateTimeField(null=True)  # None: it stands; since then they count as two

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "from_key"],
                condition=models.Q(undone_at=None),
                name="merge_one_a_subject",
            ),
            models.CheckConstraint(condition=~models.Q(from_key=models.F("to_key")), name="merge_of_two"),
        ]
