"""What the house must know of the door to other systems by FHIR."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    rounds=(Round("tell", "rounds.systems_told", weight=60),),
)
