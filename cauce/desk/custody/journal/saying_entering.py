"""Sentences for who gets in: accounts, roles, sessions, keys, and what two people decide."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "proposal.make": both("Propuso algo que otra persona decide", "Proposed what another person decides"),
    "proposal.decide": both("Decidió lo que otra persona propuso", "Decided what another person proposed"),
    "proposal.take_back": both("Retiró su propuesta", "Took back a proposal"),
    "user.register": both("Dio de alta una cuenta sin función", "Registered an account without a role"),
    "user.leave": both("Anotó que alguien dejó el servicio", "Recorded that somebody left the service"),
    "role.grant": both("Aprobó y dio una función", "Approved and gave a role"),
    "role.end": both("Quitó una función", "Ended a role"),
    "role.end_last": both(
        "Aprobó quitar la última función de su clase", "Approved ending the last role of its kind"
    ),
    "glass.open": both(
        "Abrió en emergencia un caso de otro consulado", "Opened in an emergency a case of another post"
    ),
    "glass.close": both("Terminó una apertura de emergencia", "Ended an emergency opening"),
    "glass.review": both("Revisó una apertura de emergencia", "Reviewed an emergency opening"),
    "account.enroll": both(
        "Entró por primera vez y dejó definido cómo entrará",
        "Signed in for the first time and set how to sign in",
    ),
    "account.first": both(
        "Se hizo el código de quienes administran primero", "Made the code of the first administrators"
    ),
    "account.invite": both(
        "Dio el código que acordaron dos personas", "Issued the code that two people agreed on"
    ),
    "account.rest": both(
        "Se suspendió una cuenta sin uso, o de quien se fue",
        "Suspended an account without use, or of somebody who left",
    ),
    "account.suspend": both("Suspendió una cuenta", "Suspended an account"),
    "account.wake": both("Volvió a abrir una cuenta", "Opened an account again"),
    "account.watch": both(
        "Se empezaron a contar los días sin uso de una cuenta",
        "The days without use of an account began to count",
    ),
    "app.add": both("Agregó una aplicación de códigos", "Added an app for codes"),
    "app.remove": both("Quitó una aplicación de códigos", "Removed an app for codes"),
    "case.renew_key": both("Se cambió la llave de un caso", "The key of a case was changed"),
    "codes.print": both("Imprimió códigos de un solo uso", "Printed one-time codes"),
    "codes.remove": both("Anuló códigos impresos", "Cancelled printed codes"),
    "installation.name": both("Se dio nombre a la instalación", "The installation was named"),
    "key.add": both("Agregó una llave de seguridad", "Added a security key"),
    "key.remove": both("Quitó una llave de seguridad", "Removed a security key"),
    "key.rename": both("Cambió el nombre de una llave de seguridad", "Renamed a security key"),
    "key.rotate": both("Cambió la llave de un consulado", "Changed the key of a post"),
    "outside.confirm": both(
        "Confirmó su propio acceso del ministerio", "Confirmed their own ministry sign-in"
    ),
    "outside.link": both(
        "Vinculó un acceso del ministerio con una cuenta", "Linked a ministry sign-in to an account"
    ),
    "outside.unlink": both(
        "Desvinculó una cuenta de su acceso del ministerio", "Unlinked an account from its ministry sign-in"
    ),
    "password.change": both("Cambió su contraseña", "Changed the password"),
    "reserved.make_key": both("Hizo su llave para partes reservadas", "Made a key for reserved parts"),
    "reserved.write": both("Escribió una parte reservada", "Wrote a reserved part"),
    "session.close": both("Salió", "Signed out"),
    "session.lapse": both("Se cerró una sesión por tiempo", "A session ended by time"),
    "session.open": both("Entró", "Signed in"),
    "session.prove": both("Confirmó de nuevo su identidad", "Confirmed identity again"),
    "session.revoke": both("Cerró una sesión", "Closed a session"),
    "session.revoke_others": both("Cerró sus otras sesiones", "Closed the other sessions"),
}

READ: dict[str, Text] = {
    "account.list": both("Leyó la lista de cuentas", "Read the list of accounts"),
    "backup.make": both("Se hizo una copia de respaldo", "A backup was made"),
    "reserved.read": both("Leyó una parte reservada", "Read a reserved part"),
}
