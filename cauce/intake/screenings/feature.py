"""What the house must know of the questions at the window and in private."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    puts_right="actions.correcting.PUTS_RIGHT",
    rounds=(
        Round("expire", "rounds.turns_erased"),
        Round("expire", "rounds.answers_erased"),
        Round("chase", "rounds.deputies_called", weight=40, urgent=True),
    ),
    erases=(Erased("actions.erase_answers", ("words", "record", "draft")),),
    drafts="facts.drafts",
)
