"""What the house must know of sheets on paper and their later entry."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("chase", "rounds.kits_chased"),),
)
