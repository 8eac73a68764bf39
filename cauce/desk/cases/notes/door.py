"""The door of the notes between the colleagues of a case: no part of its own, it hangs on the case's page."""

from cauce.ui.doors import CASE, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount(CASE + "notas/", "urls", "notes"),),
    help="guides/file#notes",
)
