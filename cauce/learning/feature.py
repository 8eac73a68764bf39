"""What the house must know of lessons and exercises."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
)
