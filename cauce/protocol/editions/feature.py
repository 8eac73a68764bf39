"""What the house must know of editions and annexes."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
)
