"""What the house must know of outings."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("chase", "rounds.outings_late"),
        Round("chase", "rounds.outings_lacking"),
        Round("chase", "rounds.outings_open"),
    ),
)
