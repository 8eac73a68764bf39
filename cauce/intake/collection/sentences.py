"""Sentences of the journal about forms from the field and their telephones."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "arrival.answer": both("Dijo cómo terminó un formato de campo", "Said how a form ended"),
    "arrival.discard": both("Desechó un formato apartado", "Discarded a form set aside"),
    "arrival.erase": both("Borró un formato de campo vencido", "Erased an expired form"),
    "arrival.open_case": both("Abrió un caso desde un formato", "Opened a case from a form"),
    "arrival.release": both("Liberó un formato apartado", "Released a form set aside"),
    "arrival.reread": both("Volvió a leer un formato apartado", "Read again a form set aside"),
    "arrival.take": both("Llegó un formato de campo", "A form came from the field"),
    "arrival.take_answers": both("Llegaron respuestas de campo", "Answers came from the field"),
    "device.lose": both("Avisó que se perdió un teléfono", "Reported a telephone lost"),
    "device.register": both("Dio de alta un teléfono", "Registered a telephone"),
    "device.revoke": both("Retiró un teléfono", "Withdrew a telephone"),
}
READ: dict[str, Text] = {
    "arrival.list": both("Vio la lista de formatos de campo", "Saw the list of forms from the field"),
    "arrival.read": both("Leyó un formato de campo", "Read a form from the field"),
}
WANTED: dict[str, Text] = {
    "arrival.answer": both("atender formatos de campo", "answer forms from the field"),
    "arrival.send": both("enviar desde un teléfono retirado", "send from a withdrawn telephone"),
    "device.manage": both("administrar teléfonos", "manage telephones"),
    "form.fetch": both("bajar formatos", "fetch forms"),
}
ABOUT: dict[str, Text] = {
    "arrival": both("formato de campo", "form from the field"),
    "device": both("teléfono", "telephone"),
}
