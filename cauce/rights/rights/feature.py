"""What the house must know of the rights over one's own data."""

from cauce.custody.features import Decided, Erased, Feature, Leaving, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    decides=(
        Decided(
            "record.erase",
            "record.erase",
            "record.decide_erase",
            24 * 14,
            ("Borrar un expediente", "Erase a record"),
        ),
        Decided(
            "record.unblock",
            "record.erase",
            "record.decide_erase",
            72,
            ("Volver a abrir un expediente bloqueado", "Open a blocked record again"),
        ),
        Decided(
            "case.death",
            "death.propose",
            "death.agree",
            24 * 14,
            ("Registrar un fallecimiento", "Record a death"),
            weighed=True,
            done="actions.record_death",
        ),
        Decided(
            "case.found",
            "death.tell",
            "death.agree",
            24 * 14,
            ("Deshacer un fallecimiento: vive", "Undo a death: alive"),
            weighed=True,
            done="actions.undo_death",
        ),
    ),
    leaves=(
        Leaving("own_copy", "rights.work", ("Copia para la persona", "Copy for the person")),
        Leaving("incident_record", "breach.work", ("Registro de un incidente", "Record of an incident")),
    ),
    rounds=(Round("expire", "rounds.records_over"), Round("expire", "rounds.drafts_over")),
    concerns="access.concerns",
    kept="access.kept",
    erases=(Erased("actions.forget_reasons", ("words", "record")),),
)
