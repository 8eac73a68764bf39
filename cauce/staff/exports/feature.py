"""What the house must know of files that leave."""

from cauce.custody.features import Decided, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.files_expired"),),
    decides=(
        Decided(
            "identity.export",
            "identity.export",
            "identity.decide_export",
            24,
            ("Extraer datos de identidad", "Export identity data"),
        ),
    ),
)
