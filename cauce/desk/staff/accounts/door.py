"""The door of accounts."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("accounts:list", "account.see", both("Cuentas", "Accounts"), weight=430),),
)
