"""What the house must know of corrections."""

from cauce.custody.features import Decided, Erased, Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    puts_right="actions.PUTS_RIGHT",
    erases=(Erased("actions.forget_reasons", ("words", "record")),),
    decides=(
        Decided(
            "case.correct",
            "case.correct",
            "case.agree_correction",
            24 * 14,
            ("Confirmar una corrección", "Confirm a correction"),
            weighed=True,
            done="actions.agree_correction",
        ),
    ),
)
