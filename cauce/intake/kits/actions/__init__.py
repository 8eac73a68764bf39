"""The only writes of kits on paper, one idea a file."""

from .chasing import chase
from .entering import PaperSays, enter, enter_sheet
from .keeping import give, lose, spoil, unspoil, use
from .printing import print_kits

__all__ = [
    "PaperSays",
    "chase",
    "enter",
    "enter_sheet",
    "give",
    "lose",
    "print_kits",
    "spoil",
    "unspoil",
    "use",
]
