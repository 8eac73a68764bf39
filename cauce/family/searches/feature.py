"""What the house must know of messages and searches."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.messages_over"),
        Round("chase", "rounds.searches_recalled"),
        Round("look", "rounds.messages_looked_for"),
    ),
    erases=(Erased("actions.forget_messages"),),
    posts_of_keys="own_keys.posts_of_keys",
)
