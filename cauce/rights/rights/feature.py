"""What the house must know of the rights over one's own data."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.records_over"),),
)
