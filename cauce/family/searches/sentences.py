"""Sentences of the journal about messages, searches, deaths and people who were found."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "message.take": both("Tomó un recado", "Took a message"),
    "message.look": both("Revisó para quién puede ser cada recado", "Checked whom each message may be for"),
    "message.often": both(
        "Avisó que los recados coinciden a menudo con lo que anota una persona",
        "Reported that messages often match what one person records",
    ),
    "message.end": both("Destruyó un recado cuyo plazo terminó", "Destroyed a message after its time limit"),
    "message.choose": both(
        "Anotó qué eligió la persona de un recado", "Noted what the person chose about a message"
    ),
    "message.pass_back": both(
        "Dijo sus palabras a quien preguntó", "Said the person's words to whoever asked"
    ),
    "message.name": both(
        "Registró a alguien que representa un riesgo", "Recorded somebody who is a risk to the person"
    ),
    "message.unname": both(
        "Retiró a alguien que representaba un riesgo", "Removed somebody who was a risk to the person"
    ),
    "search.open": both("Empezó una búsqueda", "Began a search"),
    "search.step": both("Anotó un paso de una búsqueda", "Noted a step of a search"),
    "search.hand": both(
        "Puso una búsqueda a cargo de otra persona", "Put somebody else in charge of a search"
    ),
    "search.identify": both(
        "Anotó lo pedido a un servicio forense", "Noted what a forensic office was asked"
    ),
    "search.result": both("Anotó lo que dice un servicio forense", "Noted what a forensic office says"),
    "search.tell": both("Dijo un fallecimiento a la familia", "Told the family of a death"),
    "search.remains": both("Anotó lo que desea la familia", "Noted what the family wishes"),
    "search.end": both("Terminó una búsqueda", "Ended a search"),
    "search.chase": both("Recordó que una búsqueda ya toca", "Sent a reminder that a search is due"),
}
READ: dict[str, Text] = {
    "message.list": both("Vio los recados para quien atiende", "Saw the messages for those attended"),
    "message.open": both("Abrió un recado", "Opened a message"),
    "search.list": both("Vio las búsquedas del consulado", "Saw the searches of the post"),
    "search.open": both("Abrió una búsqueda", "Opened a search"),
    "identity.asked": both("Comparó nombres con los de los recados", "Compared names with those of messages"),
    "case.weigh": both("Vio de qué caso se decide", "Saw which case is decided about"),
    "case.named": both("Vio quién representa un riesgo", "Saw who is a risk to the person"),
    "case.sealing": both("Vio si se registró un fallecimiento", "Saw whether a death was recorded"),
}
WANTED: dict[str, Text] = {
    "message.take": both("tomar un recado", "take a message"),
    "message.pass": both("pasar un recado", "pass a message on"),
    "search.work": both("llevar una búsqueda", "work on a search"),
    "search.count": both("ver cuántas búsquedas hay", "see how many searches there are"),
}
