"""What the house must know of papers that were seen and of their copies."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.papers_over"),),
    erases=(Erased("actions.forget_papers", ("words", "record")),),
)
