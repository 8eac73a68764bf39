"""Sentences of the journal about appointments: an hour and a number, never who."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "appointment.arrive": both("Anotó que llegó una ficha", "Noted that a number is here"),
    "appointment.cancel": both("Canceló una cita", "Cancelled an appointment"),
    "appointment.chase": both(
        "Avisó que nadie llegó a una cita", "Reported that nobody came to an appointment"
    ),
    "appointment.close": both("Anotó qué pasó con una cita", "Noted what came of an appointment"),
    "appointment.delete": both("Borró una cita de hace tiempo", "Deleted an old appointment"),
    "appointment.make": both("Apartó una cita", "Booked an appointment"),
    "appointment.move": both("Cambió una cita", "Moved an appointment"),
    "appointment.not_here": both("Corrigió que llegó una ficha", "Corrected that a number is here"),
    "appointment.taken": both("Anotó cómo se lleva una cita", "Recorded how the person keeps an appointment"),
}
READ: dict[str, Text] = {
    "appointment.list": both("Vio el calendario de citas", "Saw the calendar of appointments"),
    "case.appointments": both("Vio las citas de un caso", "Saw the appointments of a case"),
    "case.slip": both("Abrió el papel de una cita", "Opened the slip of an appointment"),
}
WANTED: dict[str, Text] = {
    "appointment.arrive": both("anotar que llegó una ficha", "note that a number is here"),
    "appointment.see": both("ver el calendario de citas", "see the calendar of appointments"),
    "appointment.work": both("apartar y cambiar citas", "book and move appointments"),
}
