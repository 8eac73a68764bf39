"""What the house must know of referrals and transfers."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.permissions_over"),
        Round("expire", "rounds.envelopes_over"),
        Round("expire", "rounds.transfers_over"),
        Round("chase", "rounds.referrals_chased"),
        Round("chase", "rounds.transfers_chased"),
    ),
    sealed=("columns",),
    erases=(Erased("actions.forget_shared"),),
    keys_of_case="columns.erased_keys",
    keys_along="columns.keys_of_case",
    posts_of_keys="columns.posts_of_keys",
)
