"""The door of the box in the header: a folio, a turn, a number, a page or a word of the manual."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("atajos/", "urls", "find"),),
    costly=("find:find",),
    help="guides/everybody#page",
)
