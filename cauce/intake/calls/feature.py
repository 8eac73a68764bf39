"""What the house must know of the telephone at night."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.calls_erased"),
        Round("chase", "rounds.calls_escalated", weight=0),
        Round("chase", "rounds.calls_chased", weight=0),
        Round("chase", "rounds.holes_told", weight=0),
    ),
)
