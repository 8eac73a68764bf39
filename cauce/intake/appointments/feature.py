"""What the house must know of appointments."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.appointments_deleted"),
        Round("chase", "rounds.appointments_missed"),
    ),
    erases=(Erased("actions.forget_appointments"),),
    ends_with_case="actions.end_appointments",
)
