"""The door of the help: what ``python -m scripts.helpsite`` makes, for whoever is signed in."""

from cauce.ui.doors import Door, Mount

DOOR = Door(__package__, urls=(Mount("ayuda/", "urls", "help"),), help="index")
