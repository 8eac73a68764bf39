"""What the house must know of appointments."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    rounds=(
        Round("expire", "rounds.appointments_deleted"),
        Round("chase", "rounds.appointments_missed"),
    ),
)
