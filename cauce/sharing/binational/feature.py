"""What the house must know of what is asked of Mexico."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.petitions_over"),
        Round("chase", "rounds.petitions_reminded"),
        Round("chase", "rounds.petitions_chased"),
    ),
    sealed=("columns",),
    erases=(Erased("actions.forget_petitions"),),
    keys_of_case="columns.keys_of_case",
    keys_along="columns.keys_of_case",
    posts_of_keys="columns.posts_of_keys",
)
