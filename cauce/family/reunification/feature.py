"""What the house must know of families and of returns."""

from cauce.custody.features import Feature, Round

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
    sealed=("columns_family", "columns_returning"),
)
