"""What the house must know of corrections."""

from cauce.custody.features import Erased, Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    puts_right="actions.PUTS_RIGHT",
    erases=(Erased("actions.forget_reasons", ("words", "record")),),
)
