"""Sentences of the journal about what colleagues ask of each other, and what passes to the next person."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "handover.write": both("Escribió la hoja de relevo de un caso", "Wrote the handover sheet of a case"),
    "handover.tell": both(
        "Anotó que la persona sabe quién le atiende ahora",
        "Noted that the person knows who attends them now",
    ),
    "handover.introduce": both("Anotó que se conocieron", "Noted that they have met"),
    "handover.chase": both(
        "Recordó que falta decírselo a la persona", "Reminded that the person was not told"
    ),
    "opinion.ask": both("Pidió una segunda opinión", "Asked for a second opinion"),
    "opinion.answer": both("Dio una segunda opinión", "Gave a second opinion"),
    "relief.ask": both(
        "Pidió que otra persona siga con un caso", "Asked that another person go on with a case"
    ),
    "relief.withdraw": both(
        "Siguió con un caso que pidió dejar", "Went on with a case after asking to leave it"
    ),
    "relief.take": both("Tomó un caso que alguien pidió dejar", "Took a case that somebody asked to leave"),
    "relief.chase": both("Avisó de un caso que nadie ha tomado", "Told of a case that nobody has taken"),
}
READ: dict[str, Text] = {
    "case.colleagues": both("Vio lo que se preguntó de un caso", "Saw what was asked about a case"),
    "case.sheet": both("Leyó la hoja de relevo de un caso", "Read the handover sheet of a case"),
    "handover.list": both("Vio los casos que le llegaron", "Saw the cases that came to them"),
    "relief.list": both(
        "Vio los casos que esperan a otra persona", "Saw the cases that wait for another person"
    ),
    "opinion.open": both("Leyó lo que le preguntan", "Read what they are asked"),
    "load.post": both("Vio la carga de trabajo de su consulado", "Saw their post's workload"),
    "load.network": both("Vio la carga de trabajo de los consulados", "Saw the posts' workload"),
    "desk.list": both("Vio quién lleva cuántos casos", "Saw who has how many cases"),
    "desk.open": both("Vio los casos de quien se va", "Saw the cases of somebody who leaves"),
}
WANTED: dict[str, Text] = {
    "opinion.ask": both("pedir una segunda opinión", "ask for a second opinion"),
    "opinion.answer": both("dar una segunda opinión", "give a second opinion"),
    "relief.ask": both("pedir que otra persona siga", "ask that another person go on"),
    "load.post": both("ver la carga de un consulado", "see a post's workload"),
    "load.network": both("ver la carga de los consulados", "see the posts' workload"),
    "desk.hand_on": both("repartir los casos de quien se va", "hand on the cases of somebody who leaves"),
}
