"""What the house must know of cases."""

from cauce.custody.features import Erased, Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("chase", "rounds.follow.silences_told"),
        Round("chase", "rounds.routes.dates_told"),
        Round("chase", "rounds.colleagues.handovers_chased"),
        Round("chase", "rounds.colleagues.reliefs_chased"),
        Round("chase", "rounds.registers.numbers_told"),
        Round("chase", "rounds.recusals.recusals_chased"),
        Round("anchor", "rounds.keys.keys_tended"),
        Round("anchor", "rounds.moving.cases_moved", weight=99),
    ),
    erases=(
        Erased("actions.erasing.erase_words", ("words",)),
        Erased("actions.erasing.erase_who", ("identity",)),
        Erased("actions.erasing.erase_all", ("record",)),
        Erased("actions.erasing.erase_draft", ("draft",)),
    ),
    keys_of_case="access_erased.keys_of_case",
    posts_of_keys="access_keys.posts_of_keys",
    concerns="access_recusals.concerns",
    drafts="access_ended.drafts",
)
