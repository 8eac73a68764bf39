"""What the house must know of accounts."""

from cauce.custody.features import Decided, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "rounds.accounts_rested"),
        Round("expire", "rounds.tries_forgotten"),
    ),
    decides=(
        Decided(
            "recovery.approve",
            "recovery.propose",
            "recovery.decide",
            24,
            ("Devolver el acceso a una cuenta", "Restore access to an account"),
        ),
    ),
)
