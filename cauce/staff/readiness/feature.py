"""What the house must know of the readiness of a post."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("look", "rounds.posts_followed"),),
)
