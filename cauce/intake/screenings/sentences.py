"""Sentences of the journal about the window and its questions."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "encounter.bulk_load": both("Cargó turnos de ejemplo", "Loaded example turns"),
    "links.record": both("Marcó datos para comparar", "Marked values for comparing"),
    "links.answer": both("Vio un aviso de coincidencia", "Saw a notice of coincidence"),
    "links.complain": both("Marcó una queja previa", "Marked an earlier complaint"),
    "links.ask": both("Pidió una consulta de coincidencia", "Asked about a coincidence"),
    "links.decide": both("Decidió una consulta de coincidencia", "Decided a query of coincidence"),
    "links.expire": both("Se destruyeron llaves y marcas vencidas", "Expired keys and marks destroyed"),
    "cues.switch": both("Apagó o encendió las señales", "Turned cues off or on"),
    "encounter.acknowledge": both("Avisó que va por un turno", "Said that somebody is coming for a turn"),
    "encounter.answer": both("Anotó cómo terminó un encuentro", "Noted how an encounter ended"),
    "encounter.call_deputy": both("Llamó a quien suple", "Called the deputy"),
    "sitting.erase_refused": both(
        "Borró respuestas que no se aceptó guardar", "Erased answers that were not to be kept"
    ),
    "encounter.erase": both("Borró un turno vencido", "Erased a turn whose time was over"),
    "encounter.open_case": both("Abrió un caso para quien esperaba", "Opened a case for whoever waited"),
    "encounter.pass": both("Pasó un turno a protección", "Passed a turn to protection"),
    "encounter.record_answers": both("Valoró respuestas sin caso", "Weighed answers without a case"),
    "encounter.record_cues": both("Marcó señales en la ventanilla", "Ticked cues at the window"),
    "sitting.bring": both("Pasó a un caso lo contestado en campo", "Brought answers into a case"),
    "sitting.finish": both("Terminó unas preguntas", "Ended a set of questions"),
    "sitting.pause": both("Hizo una pausa", "Paused"),
    "sitting.resume": both("Continuó donde se había quedado", "Resumed where it was left off"),
    "sitting.save": both("Guardó respuestas", "Saved answers"),
    "sitting.start": both("Empezó unas preguntas", "Began a set of questions"),
}
READ: dict[str, Text] = {
    "encounter.read": both("Vio las señales de un turno", "Saw the cues of a turn"),
}
WANTED: dict[str, Text] = {
    "encounter.answer": both("atender un turno", "answer a turn"),
    "encounter.raise": both("usar la ventanilla", "use the window"),
}
ABOUT: dict[str, Text] = {
    "encounter": both("turno", "turn"),
    "link_notice": both("aviso de coincidencia", "notice of coincidence"),
    "link_query": both("consulta de coincidencia", "query of coincidence"),
    "cue_switch": both("encendido de las señales", "switch of the cues"),
    "sitting": both("preguntas", "questions"),
}
