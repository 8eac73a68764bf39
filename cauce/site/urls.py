"""Every address of the house. Names of addresses are neutral: they stay in a browser's history."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from cauce.api import calendar
from cauce.ui.style import style

from . import enrolling, pace, signin, views
from .parts import part

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
    part("guia/", "cauce.public.voice_urls", "voice"),
    part("guia/", "cauce.public.urls", "guide"),
    part("datos/", "cauce.public.data_urls", "data"),
    part("cifras/", "cauce.desk.measurement.analyst.urls", "analyst"),
    part("mostrador/", "cauce.desk.intake.screenings.urls", "window"),
    part("mesa/", "cauce.desk.home.urls", "protection"),
    part("guardia/", "cauce.desk.intake.calls.urls", "calls"),
    part("hojas/", "cauce.desk.intake.kits.urls", "kits"),
    part("directorio/", "cauce.desk.directory.providers.urls", "directory"),
    part("oficina/", "cauce.desk.home.head.urls", "head"),
    part("pasos/", "cauce.desk.measurement.alike.urls", "alike"),
    part("ediciones/", "cauce.desk.protocol.editions.urls", "editions"),
    part("red/", "cauce.desk.home.headquarters.urls", "headquarters"),
    part("tablero/", "cauce.desk.measurement.board.urls", "board"),
    part("preparacion/", "cauce.desk.staff.readiness.urls", "readiness"),
    part("solicitudes/", "cauce.desk.sharing.referrals.partner.urls", "partner"),
    part("respuesta/", "cauce.desk.sharing.referrals.reply.urls", "reply"),
    part("salidas/", "cauce.desk.sharing.disclosures.urls", "disclosures"),
    part("aprender/", "cauce.desk.learning.urls", "learning"),
    part("bitacora/", "cauce.desk.custody.journal.urls", "auditor"),
    part("asuntos/", "cauce.desk.rights.rights.urls", "rights"),
    part("archivos/", "cauce.desk.staff.exports.urls", "files"),
    part("protocolo/", "cauce.desk.protocol.documents.urls", "protocol"),
    part("cuenta/", "cauce.desk.staff.accounts.own.urls", "account"),
    part("telefonos/", "cauce.desk.intake.collection.urls", "field"),
    part("propuestas/", "cauce.desk.staff.oversight.proposals.urls", "proposals"),
    part("cuentas/", "cauce.desk.staff.accounts.urls", "accounts"),
    part("sistemas/", "cauce.desk.sharing.machines.urls", "machines"),
    part("urgencia/", "cauce.desk.staff.oversight.glass.urls", "glass"),
    part("traslados/", "cauce.desk.sharing.referrals.transfers.urls", "transfers"),
    part("consultas/", "cauce.desk.sharing.joins.urls", "joins"),
    part("avisos/", "cauce.desk.staff.notices.urls", "notices"),
    path("calendario/<str:token>/", calendar.feed, name="calendar"),
    part("seguimiento/", "cauce.desk.cases.follow.urls", "follow"),
    part("apoyos/", "cauce.desk.aid.urls", "aid"),
    part("hechos/", "cauce.desk.intake.crews.urls", "crews"),
    part("citas/", "cauce.desk.intake.appointments.urls", "appointments"),
    part("familias/", "cauce.desk.family.reunification.urls", "families"),
    part("mexico/", "cauce.desk.sharing.binational.urls", "mexico"),
    part("fichas/", "cauce.desk.directory.entries.urls", "entries"),
    part("caminos/", "cauce.desk.cases.routes.urls", "routes"),
    part("programas/", "cauce.desk.cases.programmes.urls", "programmes"),
    part("cartas/", "cauce.desk.cases.letters.urls", "letters"),
    part("folios/", "cauce.desk.cases.registers.urls", "registers"),
    part("cotejo/", "cauce.desk.people.linking.urls", "linking"),
    part("colegas/", "cauce.desk.cases.colleagues.urls", "colleagues"),
    part("voces/", "cauce.desk.rights.complaints.urls", "voices"),
    part("afuera/", "cauce.desk.intake.outings.urls", "outings"),
    part("historial/", "cauce.desk.standards.history.urls", "history"),
    part("viajes/", "cauce.desk.family.reunification.returning.urls", "returning"),
    part("recados/", "cauce.desk.family.searches.urls", "searches"),
    part("informes/", "cauce.desk.measurement.reports.urls", "reports"),
    part("campo/", "cauce.api.openrosa.urls", "openrosa"),
    part("api/hsds/", "cauce.api.hsds.urls", "hsds"),
    part("api/fhir/", "cauce.api.fhir.urls", "fhir"),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/estilo/", style, name="style"),
        part("demo/", "cauce.demo.urls", "demo"),
    ]

handler404 = "cauce.site.views.absent"
handler500 = "cauce.site.views.broken"
