"""What the house must know of figures."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("look", "rounds.joins_counted", weight=60),
        Round("anchor", "rounds.facts_collected"),
        Round("anchor", "rounds.numbers_closed", weight=70),
    ),
)
