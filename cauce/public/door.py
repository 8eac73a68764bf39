"""The door of the public pages."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(
        Mount("guia/voz/", "voice_urls", "voice", rate="reply", also=("guia/en/voz/",)),
        Mount("guia/", "urls", "guide", rate="guide"),
        Mount("datos/", "data_urls", "data", rate="guide"),
        Mount("accesibilidad/", "accessibility_urls", "accessibility", rate="guide"),
    ),
)
