"""What the house must know of what two people decide, and emergencies."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
)
