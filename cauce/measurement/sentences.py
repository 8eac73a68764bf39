"""Sentences of the journal about figures."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "facts.collect": both(
        "Juntó hechos de la bitácora, sin nombres",
        "Collected facts from the journal, without names",
    ),
    "facts.tally": both("Contó un día que terminó", "Tallied a day that is over"),
    "facts.bulk_load": both(
        "Cargó hechos inventados de la demostración", "Loaded invented facts of the demonstration"
    ),
    "merge.record": both(
        "Anotó que dos llaves son de la misma persona",
        "Recorded that two keys are of the same person",
    ),
    "merge.destroy": both(
        "Borró qué llaves de un año son de la misma persona",
        "Destroyed which keys of a year are of the same person",
    ),
    "period.destroy": both(
        "Destruyó el secreto de un año de cifras", "Destroyed the secret of a year of figures"
    ),
    "merge.follow_join": both(
        "Las cifras siguieron a dos expedientes juntos", "The figures followed two joint files"
    ),
    "linkage.merge": both(
        "Anotó casos de una misma persona para contarla una vez",
        "Noted cases of one person, to count them once",
    ),
    "synthetic.draw": both(
        "Sacó registros inventados y gastó de lo que hay",
        "Drew invented records and spent of the budget",
    ),
    "statistics.discard": both("Descartó un borrador de cifras", "Discarded a draft of figures"),
    "statistics.prepare": both("Preparó cifras para publicar", "Prepared figures to be published"),
    "statistics.propose": both("Propuso cifras para publicar", "Proposed figures to be published"),
    "statistics.refuse": both("No quiso publicar unas cifras", "Refused to publish figures"),
    "statistics.sign": both("Firmó y publicó unas cifras", "Signed and published figures"),
    "totals.take": both("Trajo totales de otra organización", "Brought in totals of another organisation"),
    "totals.withdraw": both("Quitó totales de otra organización", "Took out totals of another organisation"),
}
WANTED: dict[str, Text] = {
    "figures.network": both("ver las cifras de la red", "see the figures of the network"),
    "figures.post": both("ver las cifras de un consulado", "see the figures of a post"),
    "figures.take": both("sacar una tabla de cifras", "take out a table of figures"),
    "merge.record": both("anotar quién es la misma persona", "record who is the same person"),
    "merge.destroy": both("borrar quién es la misma persona", "destroy who is the same person"),
    "statistics.prepare": both("preparar cifras", "prepare figures"),
    "statistics.read": both("leer las cifras que se preparan", "read the figures being prepared"),
    "statistics.sign": both("firmar cifras", "sign figures"),
    "totals.take": both(
        "ver o traer totales de otra organización", "see or bring in totals of another organisation"
    ),
    "numbers.network": both("ver los números de la red", "see the numbers of the network"),
    "numbers.post": both("ver los números de un consulado", "see the numbers of a post"),
}
