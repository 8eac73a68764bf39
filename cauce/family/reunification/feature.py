"""What the house must know of families and of returns."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.returns.returns_over"),
        Round("expire", "rounds.returns.returns_unshared"),
        Round("expire", "rounds.families.families_forgotten"),
        Round("chase", "rounds.returns.returns_late"),
        Round("chase", "rounds.returns.returns_silent"),
        Round("chase", "rounds.families.families_recalled"),
        Round("look", "rounds.returns.returns_ready"),
    ),
    # Who the relatives are is words about others, and what was told to whoever receives is words about her
    # where nobody here sees who reads it: both go with the first part.
    erases=(
        Erased("actions.forget_words"),
        Erased("actions.hide_returns"),
        Erased("actions.erase_returns", ("words", "record")),
    ),
)
