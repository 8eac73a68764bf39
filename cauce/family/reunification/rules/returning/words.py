"""The words of a return: its states, whom it asks for, and what each choice is called."""

from __future__ import annotations

from cauce.content.model import both

PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED = (
    "preparing",
    "departed",
    "received",
    "accompanied",
    "stopped",
)
STATES = (PREPARING, DEPARTED, RECEIVED, ENDED, STOPPED)
LABELS = {
    PREPARING: both("En preparación", "Being prepared"),
    DEPARTED: both("En camino", "On the way"),
    RECEIVED: both("Con quien le recibe", "With whoever receives"),
    ENDED: both("Acompañamiento concluido", "Followed up to the end"),
    STOPPED: both("Cancelado", "Cancelled"),
}
NEXT = {PREPARING: (DEPARTED, STOPPED), DEPARTED: (RECEIVED,), RECEIVED: (ENDED,)}
STOPS = {
    "changed_mind": both("La persona cambió de opinión", "The person changed their mind"),
    "not_safe": both("Allá no estaría segura", "It would not be safe there"),
    "health": both("Por su salud, ahora no", "Not now, for their health"),
    "no_reception": both("No hay quien reciba", "Nobody can receive"),
    "record": both("El caso terminó o no se guarda", "The case ended, or is not kept"),
}
LEVELS = ("low", "medium", "high")
LEVEL_LABELS = {
    "low": both("Bajo", "Low"),
    "medium": both("Medio", "Medium"),
    "high": both("Alto", "High"),
}
ADVICE = {
    "taken": both("La habló con una abogada o un abogado", "Discussed it with a lawyer"),
    "declined": both("Se le ofreció y no quiso, por escrito", "It was offered and declined, in writing"),
}
ESCORTS = {
    "alone": both("Viaja sin acompañante", "Travels unescorted"),
    "goes": both("Alguien le acompaña", "Somebody goes along"),
}
# What the declaration must show as explained: without these it is no free decision.
EXPLAINED = {
    "stay": both("que puede quedarse", "that the person may stay"),
    "lawyer": both(
        "que puede hablar antes con una abogada o un abogado",
        "that a lawyer may be consulted first",
    ),
    "change": both("que puede arrepentirse hasta salir", "that it may be taken back until departure"),
    "safety": both("qué peligro puede haber al llegar", "what danger there may be on arrival"),
}
OFFICER = both("Quien lleva el caso", "The officer in charge of the case")
CLINICIAN = both("Quien ejerce la medicina o la enfermería", "A clinician")
RECEIVER = both("Quien recibe en México", "Whoever receives in Mexico")
SECOND = both("Otra persona de protección", "Another person of protection")
FIT = ("yes_fit", "with_care")
ON_THE_WAY = ("escort", "post")  # a child in these hands has not arrived yet
