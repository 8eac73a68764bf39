"""What the house must know of economic aid."""

from cauce.custody.features import Decided, Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.aids_lapsed"),
        Round("chase", "rounds.aids_chased"),
    ),
    erases=(Erased("actions.erase_aid_words", ("words",)),),
    decides=(
        Decided(
            "aid.allot",
            "aid.allot",
            "aid.confirm",
            24 * 14,  # long enough for the second person to come back from a week away
            ("Cambiar el presupuesto de un consulado", "Change the budget of a post"),
            done="actions.allot",
        ),
    ),
)
