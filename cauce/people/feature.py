"""What the house must know of people, and of the lists that are compared."""

from cauce.custody.features import Decided, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.reviews_over"),),
    decides=(
        Decided(
            "linkage.run",
            "linkage.ask",
            "linkage.agree",
            24 * 14,
            ("Comparar listas de la Secretaría", "Compare lists of the ministry"),
        ),
    ),
)
