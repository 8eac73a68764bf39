"""What the house must know of notes between the colleagues of a case."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.notes_over"),),
    erases=(Erased("actions.forget_notes", ("words", "record")),),
)
