"""Every address of the house: its own, and those of the doors (``door.py`` of each feature).

Names of addresses are neutral: they stay in a browser's history.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from cauce.ui.style import style

from . import enrolling, read_limit_page, signin, views
from .lazy_addresses import mounted

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
    path("seguir/", read_limit_page.go_on, name="pace"),
    path("sigue/", views.stay, name="stay"),
    path("cerrar/", views.close, name="close"),
    path("salir/", views.leave, name="leave"),
    path("idioma/", views.language, name="language"),
    path("salud/", views.ready, name="ready"),
    path("salud/viva/", views.alive, name="alive"),
]
if settings.DEMO:
    urlpatterns += [path("demo/estilo/", style, name="style")]
urlpatterns += mounted(demonstration=settings.DEMO)

handler400 = "cauce.site.views.unreadable"
handler404 = "cauce.site.views.absent"
handler500 = "cauce.site.views.broken"
