"""What the house must know of what two people decide, and emergencies."""

from cauce.custody.features import Decided, Feature

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    # Hours are this house's choice.
    decides=(
        Decided(
            "role.grant",
            "role.propose",
            "role.decide",
            72,
            ("Dar una función", "Give a role"),
            done="actions.grant_role",
        ),
        Decided(
            "role.end",
            "role.end",
            "role.decide",
            72,
            ("Quitar la última función de su clase", "End the last role of its kind"),
            done="actions.end_last_role",
        ),
        Decided(
            "key.destroy", "key.destroy", "key.decide_destroy", 72, ("Destruir una llave", "Destroy a key")
        ),
    ),
)
