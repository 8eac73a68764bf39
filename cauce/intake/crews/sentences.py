"""Sentences of the journal about a crew: what all share, who is of it, what one person was asked."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "crew.add_case": both("Agregó un caso a un hecho común", "Added a case to a shared incident"),
    "crew.add_staff": both("Agregó a quien trabaja en un hecho", "Added somebody who works on an incident"),
    "crew.arrange": both(
        "Organizó la atención en un hecho", "Organised how people in an incident are assisted"
    ),
    "crew.ask_consulate": both(
        "Anotó si se avisa a otro consulado", "Noted whether to tell another consulate"
    ),
    "crew.close": both("Cerró un hecho común", "Closed a shared incident"),
    "crew.drop_ride": both("Quitó un traslado", "Cancelled a ride"),
    "crew.forget": both("Destruyó la llave de un hecho común", "Destroyed the key of a shared incident"),
    "crew.open": both("Empezó un hecho común", "Began a shared incident"),
    "crew.open_cases": both("Abrió los casos de una lista", "Opened the cases of a list"),
    "crew.put_back": both("Regresó un caso a su hecho", "Put a case back into its incident"),
    "crew.remove_staff": both("Quitó a quien trabajaba en un hecho", "Took somebody off an incident"),
    "crew.reopen": both("Abrió otra vez un hecho común", "Opened a shared incident again"),
    "crew.ride": both("Apuntó un traslado", "Recorded a ride"),
    "crew.take_out": both("Sacó un caso de su hecho", "Took a case out of its incident"),
    "crew.tell_consulate": both(
        "Anotó que se avisó a otro consulado", "Noted that another consulate was told"
    ),
    "crew.write": both("Escribió lo común de un hecho", "Wrote what is common to an incident"),
}
READ: dict[str, Text] = {
    "case.crew": both("Vio si se avisa a otro consulado", "Saw whether another consulate is told"),
    "crew.board": both("Vio a quién atender primero", "Saw who to see first"),
    "crew.list": both("Vio los hechos comunes", "Saw the shared incidents"),
    "crew.member": both("Vio cómo se organiza a una persona", "Saw the arrangements for one person"),
    "crew.open": both("Leyó lo común de un hecho", "Read what is common to an incident"),
}
WANTED: dict[str, Text] = {
    "crew.count": both("ver cuántas personas hay por hecho", "see how many people by incident"),
    "crew.work": both("trabajar en un hecho común", "work on a shared incident"),
}
