"""What the house must know of people whom two posts may know."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.joins_over"),
        Round("look", "rounds.pairs_looked_at"),
        Round("look", "rounds.doubles_looked_at"),
    ),
)
