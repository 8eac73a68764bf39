"""What the house must know of the door of the house."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
)
