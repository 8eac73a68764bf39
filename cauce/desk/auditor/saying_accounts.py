"""Sentences for accounts, roles, signing in, keys and what two people decide."""

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
    "account.first": _t("Dio de alta desde la consola a quien administra", "Registered an administrator at the console"),
    "account.invite": _t("Imprimió un código para registrar una llave", "Printed a code for enrolling a key"),
    "account.enroll": _t("Registró su forma de entrar con un código impreso", "Enrolled a way in with a printed code"),
    "account.suspend": _t("Suspendió una cuenta", "Suspended an account"),
    "account.wake": _t("Reactivó una cuenta", "Reactivated an account"),
    "account.rest": _t("Se suspendió una cuenta sin uso o de quien se fue", "An account nobody uses, or of a leaver, was suspended"),
    "account.watch": _t("Se empezó a contar el uso de cuentas nuevas", "Began to count the use of new accounts"),
    "session.open": _t("Inició sesión", "Signed in"),
    "session.prove": _t("Comprobó otra vez quién es", "Proved again who it is"),
    "session.close": _t("Cerró su sesión", "Signed out"),
    "session.lapse": _t("Terminó una sesión por sí sola", "A session ended by itself"),
    "session.revoke": _t("Cerró una de sus sesiones", "Closed one of their sessions"),
    "session.revoke_others": _t("Cerró sus demás sesiones", "Closed their other sessions"),
    "password.change": _t("Cambió su contraseña", "Changed their password"),
    "key.add": _t("Agregó una llave de acceso", "Added a key to sign in with"),
    "key.rename": _t("Puso otro nombre a una llave de acceso", "Renamed a key to sign in with"),
    "key.remove": _t("Quitó una llave de acceso", "Removed a key to sign in with"),
    "app.add": _t("Agregó una aplicación de códigos", "Added an app of codes"),
    "app.remove": _t("Quitó una aplicación de códigos", "Removed an app of codes"),
    "codes.print": _t("Imprimió su hoja de códigos", "Printed a sheet of codes"),
    "codes.remove": _t("Quitó su hoja de códigos", "Removed a sheet of codes"),
    "outside.link": _t("Vinculó una cuenta con el ministerio", "Linked an account with the ministry"),
    "outside.confirm": _t("Confirmó su vínculo con el ministerio", "Confirmed the link with the ministry"),
    "outside.unlink": _t("Quitó un vínculo con el ministerio", "Removed a link with the ministry"),
    "installation.name": _t("Se anotó qué red es esta", "Noted which network this is"),
    "key.rotate": _t("Ordenó cambiar la llave de una oficina", "Ordered the key of a post to be changed"),
    "case.renew_key": _t("Renovó la llave de un caso", "Renewed the key of a case"),
    "case.transfer": _t("Pasó un caso a otra oficina", "Transferred a case to another post"),
    "reserved.make_key": _t("Hizo su llave de lo reservado", "Made a key for what is reserved"),
    "reserved.write": _t("Escribió una parte reservada", "Wrote a reserved part"),
}  # fmt: skip

READ: dict[str, Text] = {
    "account.list": _t("Vio la lista de cuentas a las que ayuda", "Saw the list of accounts to help"),
    "backup.make": _t("Se hizo un respaldo", "A backup was made"),
    "reserved.read": _t("Leyó una parte reservada", "Read a reserved part"),
}  # fmt: skip
