"""What the house must know of the rights over one's own data."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.records_over"), Round("expire", "rounds.drafts_over")),
    concerns="access.concerns",
    erases=(Erased("actions.forget_reasons", ("words", "record")),),
)
