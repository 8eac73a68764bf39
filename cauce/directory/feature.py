"""What the house must know of the directory."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("chase", "rounds.entries_chased"),
        Round("chase", "rounds.agreements_told"),
    ),
)
