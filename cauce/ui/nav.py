"""The sections that an actor may enter, in the order of the work."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from cauce.content.model import Text
from cauce.rules.permissions import permits

# Address, what one needs to enter, and its name; the one map of permissions decides.
SECTIONS = (
    ("protection:worklist", "case.list", Text(es="Pendientes", en="To do")),
    ("protection:signatures", "case.sign", Text(es="Firmas", en="Signatures")),
    ("disclosures:waiting", "disclosure.desk", Text(es="Por revisar", en="To review")),
    ("protection:tools", "case.list", Text(es="Formatos", en="Forms")),
    ("registers:home", "register.see", Text(es="Folios", en="Folios")),
    ("registers:network", "register.count", Text(es="Folios de la red", en="Network folios")),
    ("letters:list", "letter.list", Text(es="Cartas", en="Letters")),
    ("calls:home", "call.take", Text(es="Guardia", en="On call")),
    ("kits:home", "kit.manage", Text(es="Hojas", en="Sheets")),
    ("appointments:day", "appointment.see", Text(es="Citas", en="Appointments")),
    ("crews:list", "crew.work", Text(es="Hechos", en="Incidents")),
    ("searches:take", "message.take", Text(es="Recados", en="Messages")),
    ("searches:counts", "search.count", Text(es="Encargos", en="Errands")),
    ("window:cues", "encounter.raise", Text(es="Ventanilla", en="Window")),
    ("partner:inbox", "referral.answer", Text(es="Solicitudes", en="Requests")),
    ("families:list", "reunion.see", Text(es="Familias", en="Families")),
    ("mexico:list", "petition.office", Text(es="Lo que se pide", en="What is requested")),
    ("mexico:post", "petition.list", Text(es="México", en="Mexico")),
    ("mexico:counts", "petition.count", Text(es="Pedido a México", en="Asked of Mexico")),
    ("entries:own", "entry.correct", Text(es="Fichas", en="Entries")),
    ("returning:inbox", "return.receive", Text(es="Llegadas", en="Arrivals")),
    ("returning:counts", "return.count", Text(es="Viajes", en="Journeys")),
    ("field:home", "form.fetch", Text(es="En campo", en="In the field")),
    ("outings:list", "outing.see", Text(es="Salidas", en="Outings")),
    ("aid:home", "aid.see", Text(es="Apoyos", en="Aid")),
    ("directory:find", "directory.find", Text(es="Directorio", en="Directory")),
    ("head:numbers", "numbers.post", Text(es="Mi consulado", en="My post")),
    ("alike:post", "numbers.post", Text(es="Frente a la red", en="Compared with the network")),
    ("headquarters:numbers", "numbers.network", Text(es="La red", en="The network")),
    ("analyst:list", "statistics.read", Text(es="Cifras", en="Figures")),
    ("reports:list", "statistics.read", Text(es="Informes", en="Reports")),
    ("alike:network", "numbers.network", Text(es="Paso por paso", en="Step by step")),
    ("crews:numbers", "crew.count", Text(es="Hechos", en="Incidents")),
    ("board:post", "figures.post", Text(es="Tablero", en="Board")),
    ("board:network", "figures.network", Text(es="Tablero de la red", en="Network board")),
    ("readiness:home", "readiness.own", Text(es="Preparación", en="Readiness")),
    ("linking:list", "linkage.ask", Text(es="Cotejo", en="Comparisons")),
    ("history:home", "history.bring", Text(es="Registro anterior", en="Earlier register")),
    ("editions:list", "edition.draft", Text(es="Ediciones", en="Editions")),
    ("proposals:list", "proposal.see", Text(es="Propuestas", en="Proposals")),
    ("glass:reviews", "glass.see", Text(es="Revisiones", en="Reviews")),
    ("glass:start", "glass.open", Text(es="Otro consulado", en="Another post")),
    ("accounts:list", "account.see", Text(es="Cuentas", en="Accounts")),
    ("machines:list", "machine.see", Text(es="Sistemas", en="Systems")),
    ("protocol:contents", "protocol.read", Text(es="Manual", en="Handbook")),
    ("colleagues:home", "opinion.ask", Text(es="Entre colegas", en="Among colleagues")),
    ("learning:index", "learning.use", Text(es="Aprender", en="Learn")),
    ("disclosures:count", "disclosure.count", Text(es="Excepciones", en="Exceptions")),
    ("rights:home", "rights.see", Text(es="Asuntos", en="Matters")),
    ("voices:list", "complaint.read", Text(es="Voces", en="Voices")),
    ("files:list", "export.make", Text(es="Archivos", en="Files")),
    ("files:left", "journal.read", Text(es="Archivos que salieron", en="Files that left")),
    ("auditor:journal", "journal.read", Text(es="Bitácora", en="Journal")),
    ("notices:list", "self", Text(es="Avisos", en="Notices")),
    ("demo:outbox", "outbox.read", Text(es="Correo de ejemplo", en="Example mail")),
)


def nav(request: HttpRequest, current: str = "") -> list[dict[str, object]]:
    """The navigation; ``current`` is the address name or its door ('directory'). Empty: one section
    alone needs none. A section that is not mounted on this server is left out."""
    if request.actor is None:
        return []
    found: list[dict[str, object]] = []
    for route, permission, label in SECTIONS:
        if not permits(request.actor, permission).allowed:
            continue
        try:
            href = reverse(route)
        except NoReverseMatch:
            continue
        here = current in (route, route.partition(":")[0])
        found.append({"href": href, "label": label, "current": here, "count": None})
    return found if len(found) > 1 else []
