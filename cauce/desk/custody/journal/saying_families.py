"""Sentences of the journal about families on their way."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "reunion.open": both("Abrió la página de una familia", "Opened the page of a family"),
    "reunion.tell": both("Anotó fechas de una familia", "Noted dates of a family"),
    "reunion.add_relative": both("Agregó a un familiar", "Added a relative"),
    "reunion.change_relative": both(
        "Cambió lo que se sabe de un familiar", "Changed what is known of a relative"
    ),
    "reunion.note_custody": both("Anotó la custodia de un familiar", "Noted the custody of a relative"),
    "reunion.note_papers": both("Anotó papeles de un familiar", "Noted papers of a relative"),
    "reunion.mark_step": both("Anotó un paso de un familiar", "Noted a step of a relative"),
    "reunion.take_back_step": both("Quitó un paso anotado por error", "Took back a step noted by mistake"),
    "reunion.drop_relative": both("Anotó que un familiar ya no viene", "Noted that a relative does not come"),
    "reunion.hold_up": both("Anotó lo que detiene a una familia", "Noted what holds a family up"),
    "reunion.resolve": both("Resolvió lo que detenía a una familia", "Resolved what held a family up"),
    "reunion.share": both("Compartió una familia con la OIM", "Shared a family with IOM"),
    "reunion.stop_sharing": both("Dejó de compartir una familia", "Stopped sharing a family"),
    "reunion.answer": both(
        "Anotó, desde la OIM, un paso de un familiar", "Noted a step of a relative, from IOM"
    ),
    "reunion.reopen": both("Abrió otra vez la página de una familia", "Opened the page of a family again"),
    "reunion.end": both("Dio por terminada la página de una familia", "Ended the page of a family"),
    "reunion.chase": both("Recordó a una familia que espera", "Reminded of a family that waits"),
    "reunion.forget": both(
        "Borró lo que no se quiso guardar de una familia",
        "Erased what was not to be kept of a family",
    ),
}
READ: dict[str, Text] = {
    "case.family": both("Vio la familia de un caso", "Saw the family of a case"),
    "reunion.list": both("Vio las familias del consulado", "Saw the families of the post"),
    "reunion.shared": both("Vio lo que se compartió con la OIM", "Saw what was shared with IOM"),
    "reunion.open_shared": both("Vio una familia compartida", "Saw a family that was shared"),
}
WANTED: dict[str, Text] = {
    "reunion.see": both("ver familias", "see families"),
    "reunion.work": both("trabajar en una familia", "work on a family"),
    "reunion.answer": both("anotar pasos de una familia", "note steps of a family"),
}
