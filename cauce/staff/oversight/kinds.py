"""What needs a second person: one table. A kind that it does not list cannot be proposed."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text, both


@dataclass(frozen=True, slots=True)
class Kind:
    """Who proposes, who decides (permissions of the one map), and how long the decision is open.

    ``hours`` count from the proposal: what was approved and not done by then is proposed again.
    """

    propose: str
    decide: str
    hours: int
    title: Text
    # True: the second acts in a role that the first does not hold there, says why to a yes as well,
    # and the first is told.
    weighed: bool = False


# Hours are this house's choice.
KINDS: dict[str, Kind] = {
    "role.grant": Kind("role.propose", "role.decide", 72, both("Dar una función", "Give a role")),
    "role.end": Kind(
        "role.end",
        "role.decide",
        72,
        both("Quitar la última función de su clase", "End the last role of its kind"),
    ),
    "identity.export": Kind(
        "identity.export",
        "identity.decide_export",
        24,
        both("Extraer datos de identidad", "Export identity data"),
    ),
    "record.erase": Kind(
        "record.erase", "record.decide_erase", 24 * 14, both("Borrar un expediente", "Erase a record")
    ),
    "record.unblock": Kind(
        "record.erase",
        "record.decide_erase",
        72,
        both("Volver a abrir un expediente bloqueado", "Open a blocked record again"),
    ),
    "key.destroy": Kind("key.destroy", "key.decide_destroy", 72, both("Destruir una llave", "Destroy a key")),
    "recovery.approve": Kind(
        "recovery.propose",
        "recovery.decide",
        24,
        both("Devolver el acceso a una cuenta", "Restore access to an account"),
    ),
    "audit_key.rotate": Kind(
        "audit_key.rotate",
        "audit_key.decide",
        72,
        both("Cambiar la llave de la bitácora", "Change the key of the journal"),
    ),
    "case.lost": Kind(
        "case.conclude",
        "case.agree_lost",
        24 * 14,
        both("Confirmar la pérdida de contacto con riesgo alto", "Confirm loss of contact at high risk"),
        weighed=True,
    ),
    "case.death": Kind(
        "death.propose",
        "death.agree",
        24 * 14,
        both("Registrar un fallecimiento", "Record a death"),
        weighed=True,
    ),
    "case.found": Kind(
        "death.tell",
        "death.agree",
        24 * 14,
        both("Deshacer un fallecimiento: vive", "Undo a death: alive"),
        weighed=True,
    ),
    "case.correct": Kind(
        "case.correct",
        "case.agree_correction",
        24 * 14,
        both("Confirmar una corrección", "Confirm a correction"),
        weighed=True,
    ),
    "machine.give": Kind(
        "machine.keep", "machine.decide", 72, both("Dar una llave a un sistema", "Give a system a key")
    ),
    # Long enough for the second person to come back from a week away.
    "aid.allot": Kind(
        "aid.allot",
        "aid.confirm",
        24 * 14,
        both("Cambiar el presupuesto de un consulado", "Change the budget of a post"),
    ),
    "linkage.run": Kind(
        "linkage.ask",
        "linkage.agree",
        24 * 14,
        both("Comparar listas de la Secretaría", "Compare lists of the ministry"),
    ),
}
