"""What the house must know of what is told without a yes."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("chase", "rounds.second_looks_called"),),
)
