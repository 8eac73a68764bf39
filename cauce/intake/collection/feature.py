"""What the house must know of forms from the field."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(Round("expire", "rounds.field_forms_erased"),),
)
