"""Sentences of the journal about accounts and who gets in."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "calendar.end": both("Quitó la dirección de su calendario", "Removed a calendar address"),
    "calendar.make": both("Hizo la dirección de su calendario", "Created a calendar address"),
    "notices.ask_code": both("Pidió un código para su correo", "Requested a code for their e-mail address"),
    "notices.choose": both("Eligió cómo se le avisa", "Chose how to be notified"),
    "notices.confirm": both("Escribió el código de su correo", "Entered the code for their e-mail address"),
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
    "codes.print": both("Imprimió códigos de un solo uso", "Printed one-time codes"),
    "codes.remove": both("Anuló códigos impresos", "Cancelled printed codes"),
    "installation.name": both("Se dio nombre a la instalación", "The installation was named"),
    "key.add": both("Agregó una llave de seguridad", "Added a security key"),
    "key.remove": both("Quitó una llave de seguridad", "Removed a security key"),
    "key.rename": both("Cambió el nombre de una llave de seguridad", "Renamed a security key"),
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
    "session.close": both("Salió", "Signed out"),
    "session.lapse": both("Se cerró una sesión por tiempo", "A session ended by time"),
    "session.open": both("Entró", "Signed in"),
    "session.prove": both("Confirmó de nuevo su identidad", "Confirmed identity again"),
    "session.revoke": both("Cerró una sesión", "Closed a session"),
    "session.revoke_others": both("Cerró sus otras sesiones", "Closed the other sessions"),
}
READ: dict[str, Text] = {
    "session.open": both("Entró al sistema", "Signed in"),
    "account.list": both("Leyó la lista de cuentas", "Read the list of accounts"),
}
WANTED: dict[str, Text] = {
    "account.see": both("ver las cuentas", "see the accounts"),
    "recovery.propose": both(
        "proponer que una cuenta recupere el acceso", "propose restoring access to an account"
    ),
    "recovery.decide": both(
        "aprobar que una cuenta recupere el acceso", "approve restoring access to an account"
    ),
    "session.prove": both("confirmar su identidad, sin éxito", "confirm identity, without success"),
    "session.open": both("entrar, sin éxito", "sign in, without success"),
}
ABOUT: dict[str, Text] = {
    "user": both("cuenta", "account"),
}
