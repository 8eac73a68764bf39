"""What the house must know of economic aid."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.aids_lapsed"),
        Round("chase", "rounds.aids_chased"),
    ),
    erases=(Erased("actions.erase_aid_words", ("words",)),),
)
