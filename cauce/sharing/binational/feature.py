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
    erases=(Erased("actions.forget_petitions"),),
    keys_of_case="own_keys.keys_of_case",
    keys_along="own_keys.keys_of_case",
    posts_of_keys="own_keys.posts_of_keys",
)
