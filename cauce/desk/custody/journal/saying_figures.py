"""Sentences of the journal about facts that are counted and the figures made from them."""

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
}
WANTED: dict[str, Text] = {
    "figures.network": both("ver las cifras de la red", "see the figures of the network"),
    "figures.post": both("ver las cifras de un consulado", "see the figures of a post"),
    "figures.take": both("sacar una tabla de cifras", "take out a table of figures"),
    "merge.record": both("anotar quién es la misma persona", "record who is the same person"),
    "merge.destroy": both("borrar quién es la misma persona", "destroy who is the same person"),
}
