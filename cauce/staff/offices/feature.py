"""What the house must know of posts, organisations and who works where."""

from cauce.custody.features import Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    closed_to="access_parties.closed_to",
)
