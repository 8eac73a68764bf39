"""What the house must know of the telephone at night."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.calls_erased"),
        Round("chase", "rounds.calls_escalated", urgent=True),
        Round("chase", "rounds.calls_chased", urgent=True),
        Round("chase", "rounds.holes_told"),
    ),
)
