"""The door of the pages of a case."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(
        Mount("audios/", "urls", "protection", also=(CASE,)),
        Mount("formatos/", "urls_tools", "protection", also=(CASE,)),
        Mount("sesiones/", "urls_work", "protection", also=("firmas/", CASE)),
    ),
    menu=(
        Section("protection:signatures", "case.sign", both("Firmas", "Signatures"), weight=20),
        Section("protection:tools", "case.list", both("Formatos", "Forms"), weight=40),
    ),
    case_parts=(
        CasePart("next", "protection:case", both("Lo siguiente", "Next"), weight=10),
        CasePart("person", "protection:safety", both("Seguridad", "Safety"), weight=10),
        CasePart("person", "protection:rights", both("Derechos", "Rights"), weight=20),
        CasePart("person", "protection:consent", both("Consentimiento", "Consent"), weight=30),
        CasePart("person", "protection:risk", both("Riesgo", "Risk"), weight=40),
        CasePart("person", "protection:custody", both("Detención", "Detention"), weight=70),
        CasePart("person", "protection:identity", both("Quién es", "Who it is"), weight=80),
        CasePart("happened", "protection:told", both("Lo que contó", "What was told"), weight=10),
        CasePart("happened", "protection:screening", both("Preguntas", "Questions"), weight=20),
        CasePart("happened", "protection:interview", both("Entrevista", "Interview"), weight=30),
        CasePart("happened", "protection:assess", both("Conclusión", "Conclusion"), weight=40),
        CasePart("help", "protection:plan", both("Plan", "Plan"), weight=10),
        CasePart("file", "protection:forms", both("Formatos", "Forms"), weight=30),
        CasePart("file", "protection:history", both("Historia", "History"), weight=50),
    ),
    places={
        "P2-02": "protection:safety",
        "P2-04": "protection:rights",
        "P2-06": "protection:screening",
        "P2-07": "protection:safety",
        "P2-08": "protection:safety",
        "P2-09": "protection:risk",
        "P2-10": "protection:assess",
        "P3-01": "protection:interview",
        "P3-01a": "protection:tongue",
        "P3-02": "protection:interview",
        "P3-03": "protection:interview",
        "P3-04": "protection:interview",
        "P3-05": "protection:interview",
        "P3-06": "protection:told",
        "P3-07": "protection:risk",
        "P3-08": "protection:assess",
        "P4-01": "protection:plan",
        "P4-17": "protection:risk",
        "P4-10e": "protection:custody",
        "P4-10f": "protection:custody",
        "P4-10h": "protection:custody",
        "P4-16a": "protection:message",
        "P2-08h": "protection:short",
    },
    costly=(
        "protection:export",
        "protection:tool_sheet",
        "protection:form_sheet",
        "protection:card",
    ),
)
