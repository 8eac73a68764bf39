"""What the house must know of the journal."""

from cauce.custody.features import Decided, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("anchor", "rounds.anchors_written", weight=0),),
    decides=(
        Decided(
            "audit_key.rotate",
            "audit_key.rotate",
            "audit_key.decide",
            72,
            ("Cambiar la llave de la bitácora", "Change the key of the journal"),
        ),
    ),
)
