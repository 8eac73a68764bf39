"""What the house must know of complaints."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("chase", "rounds.voices_chased"),
        Round("chase", "rounds.voices_signalled"),
    ),
    # Whoever may be of a place complained of learns from no page of the journal that there are any.
    hidden="complaint",
    hidden_from="access.kept_from",
)
