"""What the house must know of accounts."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.accounts_rested"),
        Round("expire", "rounds.tries_forgotten"),
    ),
)
