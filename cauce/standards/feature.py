"""What the house must know of the earlier registers that are brought in."""

from cauce.custody.features import Feature, Leaving, Round

FEATURE = Feature(
    __package__,
    rounds=(
        Round("anchor", "rounds.earlier_files_gone_on"),
        Round("anchor", "rounds.earlier_files_forgotten"),
    ),
    leaves=(
        # Rows that whoever takes them brought in themselves, days ago, to be corrected: nothing they did
        # not hold before, so no second person; marked, closed and taken once like all that leaves.
        Leaving("earlier_rows", "history.bring", ("Renglones por corregir", "Rows to correct")),
    ),
)
