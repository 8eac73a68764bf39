"""What the house must know of incidents shared by several people."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.incidents_forgotten"),),
    erases=(
        Erased("actions.forget_member", ("identity", "record")),
        Erased("actions.forget_seen", ("draft",)),
    ),
    drafts="facts.drafts",
    attended_apart="facts.kept_apart",
)
