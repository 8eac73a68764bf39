"""What the list of what was withdrawn says where it does not hold, and how to go on."""

from __future__ import annotations

from django.conf import settings

from cauce.content.errors import CauceError

WHERE = "RETENTION_LEDGER"


class LedgerBroken(CauceError):
    """The list does not hold, or is not the one of this database: nothing more is withdrawn until
    somebody looks, so that nothing is withdrawn without a line."""

    id = "ledger_broken"


class Behind(CauceError):
    """The database is a copy from before something was withdrawn: nothing is served."""

    id = "ledger_behind"


_COPY = (
    "Detenga el servicio, ponga en su lugar la copia más nueva de esa lista y repita: "
    "docs/security/retention.md.",
    "Stop the service, put the newest copy of that list in its place and try again: "
    "docs/security/retention.md.",
)


def wrong(es: str, en: str, cure: tuple[str, str] = _COPY) -> LedgerBroken:
    return LedgerBroken(es, en, where=WHERE, cure_es=cure[0], cure_en=cure[1])


def broken(number: int) -> LedgerBroken:
    return wrong(
        f"La lista de lo retirado no cuadra en la línea {number}.",
        f"The list of what was withdrawn does not hold at line {number}.",
    )


def gap(number: int) -> LedgerBroken:
    return wrong(
        f"A la lista de lo retirado le falta la línea {number}.",
        f"The list of what was withdrawn lacks line {number}.",
    )


def elsewhere(network: str) -> LedgerBroken:
    return wrong(
        f"La lista de lo retirado es de «{network}» y este servidor es «{settings.ENVIRONMENT}».",
        f"The list of what was withdrawn is that of '{network}' and this server is '{settings.ENVIRONMENT}'.",
        ("Ponga en su lugar la lista de esta red.", "Put the list of this network in its place."),
    )


def older(top: int, last: int) -> LedgerBroken:
    return wrong(
        f"La base llega a la línea {top} de la lista de lo retirado, y la lista a la {last}: "
        "está cortada o es más vieja que la base.",
        f"The database reaches line {top} of the list of what was withdrawn, and the list line {last}: "
        "it is torn, or older than the database.",
        (
            f"{_COPY[0]} Si ya no hay otra copia, «cauce withdrawals go-on» anota lo que falta y sigue.",
            f"{_COPY[1]} If there is no other copy any more, 'cauce withdrawals go-on' notes what is "
            "missing and goes on.",
        ),
    )


def other(number: int) -> LedgerBroken:
    return wrong(
        f"La línea {number} de la lista de lo retirado no es la que esta base conoce.",
        f"Line {number} of the list of what was withdrawn is not the one that this database knows.",
        (
            "La lista o la base es de otra instalación: ponga juntas las que se escribieron juntas.",
            "The list or the database is of another installation: put together those that were "
            "written together.",
        ),
    )


def forgotten(count: int) -> LedgerBroken:
    return wrong(
        f"Esta base es una copia de antes de {count} líneas que no están en ninguna lista: lo que ellas "
        "retiraron ha vuelto con ella.",
        f"This database is a copy from before {count} lines that are in no list any more: what they "
        "withdrew has come back with it.",
        (
            "Restaure un respaldo más nuevo. Si no lo hay, «cauce withdrawals go-on» lo anota y sigue; "
            "lo que se retiró entre ese respaldo y la pérdida se retira otra vez a mano.",
            "Restore a newer backup. If there is none, 'cauce withdrawals go-on' notes it and goes on; "
            "what was withdrawn between that backup and the loss is withdrawn again by hand.",
        ),
    )


def foreign(number: int) -> LedgerBroken:
    return wrong(
        f"La línea {number} de la lista de lo retirado no lleva la firma de esta instalación: no se hizo "
        "nada de lo que dice.",
        f"Line {number} of the list of what was withdrawn does not bear the signature of this "
        "installation: nothing of what it says was done.",
        (
            (
                "Mire quién puede escribir en ese lugar, y ponga la copia más nueva de la lista y de las "
                "llaves de la bitácora (JOURNAL_KEYS). Si las llaves son más viejas que esa línea y la lista "
                "es la suya: «cauce withdrawals replay --unsigned»."
            ),
            (
                "Look who can write in that place, and put there the newest copy of the list and of the "
                "journal's keys (JOURNAL_KEYS). If the keys are older than that line and the list is your "
                "own: 'cauce withdrawals replay --unsigned'."
            ),
        ),
    )


def behind(count: int) -> Behind:
    return Behind(
        f"A esta base le falta retirar de nuevo lo de {count} líneas: es una copia de antes. "
        "No se sirve nada.",
        f"This database has still to withdraw again what {count} lines say: it is a copy from before. "
        "Nothing is served.",
        where=WHERE,
        cure_es="Ejecute «cauce withdrawals replay» y arranque otra vez.",
        cure_en="Run 'cauce withdrawals replay' and start again.",
    )
