"""The door of accounts."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("cuentas/", "urls", "accounts"),),
    menu=(
        Section(
            "accounts:list",
            "account.see",
            both("Cuentas", "Accounts"),
            "admin",
            weight=20,
            first_for=("administrator",),
        ),
    ),
    help="guides/administrator#accounts",
    help_at={
        "accounts:one": "guides/administrator#remove",
    },
)
