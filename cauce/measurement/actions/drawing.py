"""Drawing invented records: the only act that spends of the budget of ε."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.measurement.rules.privacy_budget import Pool, standing
from cauce.methods.extras import need
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..models import SyntheticDraw
from ..publishing import pooled

bad_input = BadInputs(__file__)


@act("synthetic.draw", requires="statistics.prepare")
def draw_records(*, actor: Actor, entry: Entry, pool: Pool, epsilon: Decimal) -> SyntheticDraw:
    """Draw once from the people of these years and write it in the ledger: it is spent from then on.

    What may leave of it is prepared and signed afterwards, like every edition of statistics. Raises
    ``BadInput`` with every reason when the budget does not reach, the years are too few or not over, or
    the people are too few; and when somebody else drew at the same moment.
    """
    now = timezone.now()
    today = offices.day_at(None, now)
    content = current_edition(now)
    ledger = list(SyntheticDraw.objects.values_list("epsilon", flat=True))
    budget = Decimal(parameter_on(content, "synthetic-budget", today).value)
    found = pooled.counts(pool, now) if pool.years > 0 else pooled.NOBODY
    may = standing(
        pool,
        epsilon=epsilon,
        people=found.people,
        spent=ledger,
        budget=budget,
        least_people=parameter_on(content, "synthetic-people", today).value,
        current_year=today.year,
    )
    if may.refused:
        raise BadInput(
            " ".join(one.es for one in may.refused),
            " ".join(one.en for one in may.refused),
            where="pool",
            cure_es="No se sacó nada y no se gastó nada.",
            cure_en="Nothing was drawn and nothing was spent.",
        )
    need("statistics")
    from ..publishing.synthetic import draw  # NumPy: only whoever draws waits for it

    drawn = draw(found.columns, found.cells, epsilon, most_changed=found.most_changed)
    row = SyntheticDraw(
        number=len(ledger) + 1,
        first_year=pool.first,
        last_year=pool.last,
        epsilon=drawn.spent,
        budget=budget,
        left=may.left - drawn.spent,
        columns=[list(pair) for pair in zip(drawn.columns.names, drawn.columns.values, strict=True)],
        counts=drawn.counts(),
        errors=[[list(margin), round(error, 4)] for margin, error in drawn.errors.items()],
        definition=found.definition,
        content_edition=content.info.id,
        known_at=now,
        drawn_by=actor.user,
        drawn_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise bad_input("somebody_else_drew_records_at_this_moment", where="pool") from problem
    entry.about("synthetic", row.id)
    entry.detail(pool=row.pool, epsilon=str(row.epsilon), left=str(row.left), number=row.number)
    return row
