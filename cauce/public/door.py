"""The door of the public pages."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(
        Mount("guia/", "voice_urls", "voice", rate="reply"),
        Mount("guia/", "urls", "guide", rate="guide"),
        Mount("datos/", "data_urls", "data", rate="guide"),
    ),
)
