"""What the house must know of files that leave."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.files_expired"),),
)
