"""The door of the public pages."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(
        Mount("guia/", "voice_urls", "voice"),
        Mount("guia/", "urls", "guide"),
        Mount("datos/", "data_urls", "data"),
    ),
)
