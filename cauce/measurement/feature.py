"""What the house must know of figures."""

from cauce.custody.features import Feature, Leaving, Published, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("look", "rounds.joins_counted", weight=60),
        Round("anchor", "rounds.facts_collected"),
        Round("anchor", "rounds.numbers_closed", weight=70),
        Round("anchor", "rounds.units_kept", weight=75),
    ),
    # Numbers of a board, small ones hidden: nobody is named.
    leaves=(Leaving("figures", "figures.take", ("Tabla de cifras", "Table of figures")),),
    publishes=(
        Published("yearbook", "publishing.publishing.yearbook"),
        Published("halfyear", "publishing.publishing.halfyear"),
        Published("donors", "publishing.reports.making.donors", "publishing.reports.files.files_of"),
        Published(
            "transparency", "publishing.reports.making.transparency", "publishing.reports.files.files_of"
        ),
        Published("microdata", "publishing.reports.making.microdata", "publishing.reports.files.files_of"),
    ),
)
