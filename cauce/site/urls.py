"""Every address of the house. Names of addresses are neutral: they stay in a browser's history."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from cauce.api import calendar
from cauce.ui.style import style

from . import enrolling, pace, signin, views

urlpatterns = [
    path("", views.home, name="home"),
    path("entrar/", signin.enter, name="enter"),
    path("entrar/llave/", signin.ask_key, name="ask_key"),
    path("entrar/ministerio/", signin.ministry, name="ministry"),
    path("entrar/ministerio/vuelta/", signin.ministry_back, name="ministry_back"),
    path("entrar/segundo/", signin.second, name="second"),
    path("entrar/alta/", enrolling.enroll, name="enroll"),
    path("entrar/alta/llave/", enrolling.ask_new_key, name="enroll_key"),
    path("entrar/alta/elegir/", enrolling.choose, name="enroll_choose"),
    path("comprobar/", signin.step_up, name="step_up"),
    path("seguir/", pace.go_on, name="pace"),
    path("sigue/", views.stay, name="stay"),
    path("cerrar/", views.close, name="close"),
    path("salir/", views.leave, name="leave"),
    path("idioma/", views.language, name="language"),
    path("vivo/", views.alive, name="alive"),
    path("guia/", include("cauce.public.voice_urls")),
    path("guia/", include("cauce.public.urls")),
    path("datos/", include("cauce.public.data_urls")),
    path("cifras/", include("cauce.desk.analyst.urls")),
    path("mostrador/", include("cauce.desk.window.urls")),
    path("mesa/", include("cauce.desk.protection.urls")),
    path("guardia/", include("cauce.desk.calls.urls")),
    path("hojas/", include("cauce.desk.kits.urls")),
    path("directorio/", include("cauce.desk.directory.urls")),
    path("oficina/", include("cauce.desk.head.urls")),
    path("pasos/", include("cauce.desk.alike.urls")),
    path("ediciones/", include("cauce.desk.editions.urls")),
    path("red/", include("cauce.desk.headquarters.urls")),
    path("tablero/", include("cauce.desk.board.urls")),
    path("preparacion/", include("cauce.desk.readiness.urls")),
    path("solicitudes/", include("cauce.desk.partner.urls")),
    path("respuesta/", include("cauce.desk.reply.urls")),
    path("salidas/", include("cauce.desk.disclosures.urls")),
    path("aprender/", include("cauce.desk.learning.urls")),
    path("bitacora/", include("cauce.desk.auditor.urls")),
    path("asuntos/", include("cauce.desk.rights.urls")),
    path("archivos/", include("cauce.desk.files.urls")),
    path("protocolo/", include("cauce.desk.protocol.urls")),
    path("cuenta/", include("cauce.desk.account.urls")),
    path("telefonos/", include("cauce.desk.field.urls")),
    path("propuestas/", include("cauce.desk.proposals.urls")),
    path("cuentas/", include("cauce.desk.accounts.urls")),
    path("sistemas/", include("cauce.desk.machines.urls")),
    path("urgencia/", include("cauce.desk.glass.urls")),
    path("traslados/", include("cauce.desk.transfers.urls")),
    path("consultas/", include("cauce.desk.joins.urls")),
    path("avisos/", include("cauce.desk.notices.urls")),
    path("calendario/<str:token>/", calendar.feed, name="calendar"),
    path("seguimiento/", include("cauce.desk.follow.urls")),
    path("apoyos/", include("cauce.desk.aid.urls")),
    path("hechos/", include("cauce.desk.crews.urls")),
    path("citas/", include("cauce.desk.appointments.urls")),
    path("familias/", include("cauce.desk.family.urls")),
    path("mexico/", include("cauce.desk.binational.urls")),
    path("fichas/", include("cauce.desk.entries.urls")),
    path("caminos/", include("cauce.desk.routes.urls")),
    path("programas/", include("cauce.desk.programmes.urls")),
    path("cartas/", include("cauce.desk.letters.urls")),
    path("folios/", include("cauce.desk.registers.urls")),
    path("cotejo/", include("cauce.desk.linking.urls")),
    path("colegas/", include("cauce.desk.colleagues.urls")),
    path("voces/", include("cauce.desk.complaints.urls")),
    path("afuera/", include("cauce.desk.outings.urls")),
    path("historial/", include("cauce.desk.history.urls")),
    path("viajes/", include("cauce.desk.returning.urls")),
    path("recados/", include("cauce.desk.searches.urls")),
    path("informes/", include("cauce.desk.reports.urls")),
    path("campo/", include("cauce.api.openrosa.urls")),
    path("api/hsds/", include("cauce.api.hsds.urls")),
    path("api/fhir/", include("cauce.api.fhir.urls")),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/estilo/", style, name="style"),
        path("demo/", include("cauce.site.demo.urls")),
    ]

handler404 = "cauce.site.views.absent"
handler500 = "cauce.site.views.broken"
