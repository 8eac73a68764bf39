"""The door of other systems by FHIR."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("api/fhir/", "urls", "fhir", rate="machine"),),
)
