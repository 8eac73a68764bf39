"""What the house must know of the systems of partners."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    sealed=("columns",),
)
