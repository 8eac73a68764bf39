"""What the house must know of the systems of partners."""

from cauce.custody.features import Decided, Erased, Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    erases=(Erased("actions.forget_reports", ("identity", "record")),),
    decides=(
        Decided(
            "machine.give",
            "machine.keep",
            "machine.decide",
            72,
            ("Dar una llave a un sistema", "Give a system a key"),
        ),
    ),
)
