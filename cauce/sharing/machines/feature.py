"""What the house must know of the systems of partners."""

from cauce.custody.features import Erased, Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    erases=(Erased("actions.forget_reports", ("identity", "record")),),
)
