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
    erases=(Erased("actions.forget_shared"),),
    puts_right="actions.correcting.PUTS_RIGHT",
    keys_of_case="own_keys.erased_keys",
    keys_along="own_keys.keys_of_case",
    posts_of_keys="own_keys.posts_of_keys",
)
