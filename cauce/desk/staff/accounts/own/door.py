"""The door of one's own account."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("cuenta/", "urls", "account"),),
    help="guides/everybody#account",
    help_at={
        "account:people": "guides/administrator#help-in",
        "account:person": "guides/administrator#help-in",
    },
)
