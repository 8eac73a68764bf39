"""What the house must know of cases."""

from cauce.custody.features import Decided, Erased, Feature, Leaving, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("chase", "rounds.follow.silences_told"),
        Round("chase", "rounds.routes.dates_told"),
        Round("chase", "rounds.colleagues.handovers_chased"),
        Round("chase", "rounds.colleagues.reliefs_chased"),
        Round("chase", "rounds.plans.plan_lines_chased"),
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
    decides=(
        Decided(
            "case.lost",
            "case.conclude",
            "case.agree_lost",
            24 * 14,
            ("Confirmar la pérdida de contacto con riesgo alto", "Confirm loss of contact at high risk"),
            weighed=True,
        ),
        Decided(
            "case.void",
            "case.conclude",
            "case.agree_void",
            24 * 14,
            ("Anular un caso abierto por error", "Void a case opened by mistake"),
            weighed=True,
        ),
    ),
    leaves=(
        Leaving("case_sheet", "case.export", ("Renglón sin identidad", "Row without identity")),
        Leaving("case_identity", "case.export", ("Hoja con identidad", "Sheet with identity"), identity=True),
        # A second person looked at its words and issued it: that was the second signature.
        Leaving("letter", "letter.take", ("Carta", "Letter")),
        Leaving("packet", "case.export", ("Documentos reunidos", "Documents gathered"), identity=True),
        # Cases that wait for a number of another register: folios and codes, nobody's name.
        Leaving("register_waiting", "register.see", ("Casos sin folio", "Cases without a folio")),
    ),
    concerns="access_recusals.concerns",
    drafts="access_ended.drafts",
)
