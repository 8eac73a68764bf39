"""Invented matters for the page that shows the look."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .charts import Bar, Caption, Point, bars, funnel
from .words import say


def _at(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=dt.UTC)


NAV = [
    {"href": "#pendientes", "label": say("Pendientes", "To do"), "current": True, "count": 7},
    {"href": "#caso", "label": say("Casos", "Cases")},
    {"href": "#derivacion", "label": say("Derivaciones", "Referrals"), "count": 2},
    {"href": "#cifras", "label": say("Directorio", "Directory")},
]

PARTS: dict[str, Any] = {
    "rows": [
        {
            "title": say("Preguntar a solas si está a salvo", "Ask in private about safety"),
            "href": "#caso",
            "about": "C-0412",
            "state": "overdue",
            "due": _at(24, 23),
            "why": say(
                "Llegó acompañada y otra persona contestó por ella.",
                "Came with somebody who answered every question.",
            ),
        },
        {
            "title": say("Llamar a un lugar donde dormir esta noche", "Call a place to sleep tonight"),
            "href": "#caso",
            "about": "C-0409",
            "state": "soon",
            "due": _at(25, 23),
            "why": say("Dijo que no puede volver a donde estaba.", "Said that going back is not possible."),
            "act": {"href": "#caso", "label": say("Ver lugares abiertos", "See open places")},
        },
        {
            "title": say("Esperar la firma de Dallas", "Wait for the signature of Dallas"),
            "href": "#caso",
            "about": "C-0398",
            "state": "blocked",
            "due": _at(27, 16),
            "why": say(
                "Aquí no hay una segunda persona que pueda firmar.",
                "There is no second person here who may sign.",
            ),
        },
        {
            "title": say("Averiguar la edad", "Find out the age"),
            "href": "#caso",
            "about": "C-0415",
            "state": "to_find_out",
            "by": say("Sin plazo", "No deadline"),
            "why": say(
                "Mientras no se sepa, se atiende como si fuera menor de edad.",
                "Until it is known, care is given as to a minor.",
            ),
        },
    ],
    "next": {
        "title": say("Preguntar a solas si está a salvo", "Ask in private about safety"),
        "why": say(
            "Sin esta respuesta no conviene llamar ni escribir a ningún número.",
            "Without this answer, no number should be called or written to.",
        ),
        "due": _at(26, 16),
        "href": "#preguntas",
        "label": say("Preguntar ahora", "Ask now"),
    },
    "consent": {
        "who": "C-0412",
        "change_href": "#caso",
        "danger": say("No llamar al número que dio", "Do not call the number given"),
        "items": [
            {"state": "yes", "label": say("Guardar su historia", "Keep the story")},
            {"state": "no", "label": say("Avisar a su familia", "Tell the family")},
            {"state": "unknown", "label": say("Compartir con el albergue", "Share with shelter")},
        ],
    },
    "events": [
        {
            "at": _at(25, 16, 10),
            "what": say("Se abrió el caso", "The case was opened"),
            "who": say("Mesa de protección", "Protection desk"),
        },
        {
            "at": _at(25, 15, 40),
            "href": "#caso",
            "what": say("Habló a solas con la persona", "Spoke with the person in private"),
            "note": say("Pidió que nadie llame a su casa.", "Asked that nobody call home."),
        },
        {"at": _at(25, 15, 5), "what": say("Llegó a la ventanilla 3", "Came to window 3")},
    ],
    "stations": [
        {
            "label": say("Aceptó que se pregunte", "Agreed to our asking"),
            "state": "done",
            "at": _at(25, 16, 20),
        },
        {
            "label": say("Se preguntó al albergue", "The shelter was asked"),
            "state": "done",
            "at": _at(25, 17, 0),
        },
        {
            "label": say("Hay lugar", "There is room"),
            "state": "here",
            "note": say("Guardan el lugar hasta las 20:00 h", "Held until 20:00"),
        },
        {"label": say("Llegó", "Arrived"), "state": "ahead"},
        {"label": say("Sigue bien a la semana", "Well after a week"), "state": "ahead"},
    ],
    "case_parts": [
        {
            "label": say("Lo siguiente", "Next"),
            "only": True,
            "pages": [{"href": "#caso", "label": say("Lo siguiente", "Next")}],
        },
        {
            "label": say("La persona", "The person"),
            "current": True,
            "pages": [
                {"label": say("Seguridad", "Safety"), "href": "#caso", "current": "page"},
                {"label": say("Derechos", "Rights"), "href": "#hechos", "count": 1},
                {"label": say("Contacto", "Contact"), "href": "#historia"},
            ],
        },
        {
            "label": say("Ayuda", "Help"),
            "count": 2,
            "late": True,
            "pages": [
                {"label": say("Plan", "Plan"), "href": "#caso"},
                {
                    "label": say("Canalizaciones", "Referrals"),
                    "href": "#derivacion",
                    "count": 2,
                    "late": True,
                },
            ],
        },
    ],
    "facts": [
        {
            "name": say("Cómo quiere que le llamemos", "What to call the person"),
            "value": "Xóchitl",
            "change_href": "#caso",
        },
        {"name": say("Lengua", "Language"), "value": "Tuʼun savi, español"},
        {"name": say("Edad", "Age"), "value": None, "change_href": "#caso"},
    ],
    "laws": [
        {
            "title": say("Protocolo de Palermo, art. 3", "Palermo Protocol, art. 3"),
            "elements": [
                {
                    "state": "yes",
                    "label": say("Acto: traslado", "Act: transport"),
                    "why": say("Respuestas 4 y 9", "Answers 4 and 9"),
                },
                {
                    "state": "unknown",
                    "label": say("Medio: engaño", "Means: deception"),
                    "why": say("Falta saber qué se le prometió", "What was promised is not known"),
                },
                {"state": "yes", "label": say("Fin: trabajo", "Purpose: labour")},
            ],
            "conclusion": say("Falta un elemento", "One element is missing"),
        },
        {
            "title": "22 U.S.C. 7102",
            "elements": [
                {"state": "yes", "label": say("Acto", "Act")},
                {"state": "unknown", "label": say("Fraude o coacción", "Fraud or coercion")},
                {"state": "yes", "label": say("Fin", "Purpose")},
            ],
            "conclusion": say("Falta un elemento", "One element is missing"),
        },
        {
            "title": say("Ley General, art. 10", "General Law, art. 10"),
            "elements": [
                {"state": "yes", "label": say("Conducta", "Conduct")},
                {"state": "yes", "label": say("Fin de explotación", "Purpose of exploitation")},
                {"state": "no", "label": say("Agravante", "Aggravating fact")},
            ],
            "conclusion": say("Se reúnen los elementos", "The elements are met"),
        },
    ],
    "table": {
        "caption": say("Respuesta de los lugares, noviembre", "How places answered, November"),
        "hint": say("Cifras inventadas", "Invented figures"),
        "stack": True,
        "columns": [
            {"name": say("Lugar", "Place")},
            {"name": say("Preguntas", "Asked"), "number": True},
            {"name": say("Con lugar", "Had room"), "number": True},
            {"name": say("Actualizado", "Up to date")},
        ],
        "rows": [
            [say("Casa del Río", "River House"), 14, 9, say("hace 3 días", "3 days ago")],
            [say("Centro Ceiba", "Ceiba Centre"), 6, 5, say("hace 2 meses", "2 months ago")],
            [say("Red Colibrí", "Colibrí Network"), 3, None, say("nunca", "never")],
        ],
    },
}


def figures() -> dict[str, Any]:
    """The two drawings with their sentences and tables."""
    rows = [
        Bar(str(say("Dónde dormir", "Somewhere to sleep")), 0.64, 0.49, 0.77),
        Bar(str(say("Atención médica", "A doctor")), 0.81, 0.66, 0.91),
        Bar(str(say("Orientación legal", "Legal advice")), None),
    ]
    posts = [("A", 14, 20), ("B", 30, 52), ("C", 8, 9), ("D", 61, 96), ("E", 24, 80), ("F", 3, 6)]
    points = [Point(str(say(f"Puesto {name}", f"Post {name}")), met, cases) for name, met, cases in posts]
    need = {"name": say("Necesidad", "Need")}
    share = {"name": say("Atendidas", "Met"), "number": True}
    return {
        "bar_figure": {
            "sentence": say(
                "Dos de cada tres personas encontraron dónde dormir esa noche.",
                "Two in three people found somewhere to sleep that night.",
            ),
            "note": say(
                "Cifras inventadas. La línea marca el intervalo de 95 %.",
                "Invented figures. The line marks the 95 % interval.",
            ),
            "svg": bars(
                rows,
                caption=Caption(
                    ident="needs",
                    title=str(say("Necesidades atendidas", "Needs met")),
                    description=str(
                        say(
                            "Barras con intervalo y una línea de referencia en 70 %.",
                            "Bars with an interval and a reference line at 70 %.",
                        )
                    ),
                ),
                share=True,
                reference=0.7,
                hidden_words=str(say("menos de cinco: oculto", "fewer than five: hidden")),
            ),
            "table": {
                "caption": say("Necesidades atendidas", "Needs met"),
                "columns": [need, share],
                "rows": [[row.label, "–" if row.value is None else f"{row.value:.0%}"] for row in rows],
            },
        },
        "funnel_figure": {
            "sentence": say(
                "Un puesto queda fuera de lo que explica el azar; los demás, no.",
                "One post is outside what chance explains; the others are not.",
            ),
            "note": say(
                "Cifras inventadas. Límites de 95 % y 99.8 %.", "Invented figures. Limits of 95 % and 99.8 %."
            ),
            "svg": funnel(
                points,
                caption=Caption(
                    ident="posts",
                    title=str(say("Hecho a tiempo, por tamaño del puesto", "On time, by size of post")),
                    description=str(
                        say(
                            "Cada punto es un puesto; las curvas son los límites del azar.",
                            "Each point is a post; the curves are the limits of chance.",
                        )
                    ),
                ),
                across=str(say("casos en el puesto", "cases in the post")),
                up=str(say("hecho a tiempo", "done on time")),
            ),
            "table": {
                "caption": say("Hecho a tiempo", "Done on time"),
                "columns": [
                    {"name": say("Puesto", "Post")},
                    {"name": say("A tiempo", "On time"), "number": True},
                    {"name": say("Casos", "Cases"), "number": True},
                ],
                "rows": [[point.label, point.met, point.cases] for point in points],
            },
        },
    }
