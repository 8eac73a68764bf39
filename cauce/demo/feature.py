"""What the house must know of the tour."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
)
