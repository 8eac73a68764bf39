"""What the house must know of people, and of the lists that are compared."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.reviews_over"),),
)
