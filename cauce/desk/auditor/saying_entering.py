"""Sentences for who gets in: accounts, roles, sessions, keys, and what two people decide."""

from __future__ import annotations

from cauce.rules.content.model import Text


def _t(es: str, en: str) -> Text:
    return Text(es=es, en=en)


DID: dict[str, Text] = {
    "proposal.make": _t("Propuso algo que otra persona decide", "Proposed what another person decides"),
    "proposal.decide": _t("Decidió lo que otra persona propuso", "Decided what another person proposed"),
    "proposal.take_back": _t("Retiró su propuesta", "Took back a proposal"),
    "user.register": _t("Dio de alta una cuenta sin función", "Registered an account without a role"),
    "user.leave": _t("Anotó que alguien dejó el servicio", "Recorded that somebody left the service"),
    "role.grant": _t("Aprobó y dio una función", "Approved and gave a role"),
    "role.end": _t("Quitó una función", "Ended a role"),
    "role.end_last": _t("Aprobó quitar la última función de su clase", "Approved ending the last role of its kind"),
    "glass.open": _t("Abrió en emergencia un caso de otra oficina", "Opened in an emergency a case of another post"),
    "glass.close": _t("Terminó una apertura de emergencia", "Ended an emergency opening"),
    "glass.review": _t("Revisó una apertura de emergencia", "Reviewed an emergency opening"),
    "account.enroll": _t("Entró por primera vez y dejó cómo entrará", "Signed in for the first time and left how it will go on"),
    "account.first": _t("Se hizo el código de quienes administran primero", "Made the code of the first administrators"),
    "account.invite": _t("Dio el código que acordaron dos personas", "Gave the code that two people agreed on"),
    "account.rest": _t("Se suspendió una cuenta sin uso, o de quien se fue", "Suspended an account without use, or of somebody who left"),
    "account.suspend": _t("Suspendió una cuenta", "Suspended an account"),
    "account.wake": _t("Volvió a abrir una cuenta", "Opened an account again"),
    "account.watch": _t("Se empezaron a contar los días sin uso de una cuenta", "The days without use of an account began to count"),
    "app.add": _t("Agregó una aplicación de códigos", "Added an app for codes"),
    "app.remove": _t("Quitó una aplicación de códigos", "Removed an app for codes"),
    "case.renew_key": _t("Se cambió la llave de un caso", "The key of a case was changed"),
    "case.transfer": _t("Pasó un caso a otra oficina", "Moved a case to another post"),
    "codes.print": _t("Imprimió códigos de un solo uso", "Printed one-time codes"),
    "codes.remove": _t("Anuló códigos impresos", "Cancelled printed codes"),
    "installation.name": _t("Se dio nombre a la instalación", "The installation was named"),
    "key.add": _t("Agregó una llave de seguridad", "Added a security key"),
    "key.remove": _t("Quitó una llave de seguridad", "Removed a security key"),
    "key.rename": _t("Cambió el nombre de una llave de seguridad", "Renamed a security key"),
    "key.rotate": _t("Cambió la llave de una oficina", "Changed the key of a post"),
    "outside.confirm": _t("Confirmó que es suyo un nombre del ministerio", "Confirmed that a name at the ministry is theirs"),
    "outside.link": _t("Dijo qué cuenta es un nombre del ministerio", "Said which account a name at the ministry is"),
    "outside.unlink": _t("Separó una cuenta de su nombre del ministerio", "Parted an account from its name at the ministry"),
    "password.change": _t("Cambió su contraseña", "Changed the password"),
    "reserved.make_key": _t("Hizo su llave para partes reservadas", "Made a key for reserved parts"),
    "reserved.write": _t("Escribió una parte reservada", "Wrote a reserved part"),
    "session.close": _t("Salió", "Signed out"),
    "session.lapse": _t("Se cerró una sesión por tiempo", "A session ended by time"),
    "session.open": _t("Entró", "Signed in"),
    "session.prove": _t("Comprobó otra vez quién es", "Proved again who it is"),
    "session.revoke": _t("Cerró una sesión", "Closed a session"),
    "session.revoke_others": _t("Cerró sus otras sesiones", "Closed the other sessions"),
}  # fmt: skip

READ: dict[str, Text] = {
    "account.list": _t("Leyó la lista de cuentas", "Read the list of accounts"),
    "backup.make": _t("Se hizo una copia de respaldo", "A backup was made"),
    "reserved.read": _t("Leyó una parte reservada", "Read a reserved part"),
}
