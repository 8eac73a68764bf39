"""What the house must know of the earlier registers that are brought in."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    rounds=(
        Round("anchor", "rounds.earlier_files_gone_on"),
        Round("anchor", "rounds.earlier_files_forgotten"),
    ),
)
