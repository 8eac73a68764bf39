"""What the house must know of the journal."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("anchor", "rounds.anchors_written", weight=0),),
)
