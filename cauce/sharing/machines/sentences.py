"""Sentences of the journal about the systems of partners."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "machine.give": both("Dio una llave a un sistema", "Gave a system a key"),
    "machine.revoke": both("Quitó la llave de un sistema", "Ended the key of a system"),
    "hook.set": both("Puso dónde se avisa a un sistema", "Set where a system is told"),
    "hook.revoke": both("Dejó de avisar a un sistema", "Stopped telling a system"),
    "hook.queue": both("Puso avisos en la cola", "Put notices in the queue"),
    "hook.note": both("Anotó cómo fue un aviso", "Wrote down how a notice went"),
    "hook.drop": both("No entregó un aviso retirado", "Dropped a notice that was taken back"),
    "referral.report": both("Un sistema contestó una solicitud", "A system answered a request"),
}
READ: dict[str, Text] = {
    "referral.state": both("Un sistema vio cómo va una solicitud", "A system saw where a request stands"),
}
WANTED: dict[str, Text] = {
    "machine.ask": both("preguntar con una llave que ya no abre", "ask with a key that no longer opens"),
    "machine.see": both("ver los sistemas", "see the systems"),
    "machine.keep": both("administrar los sistemas", "manage the systems"),
}
