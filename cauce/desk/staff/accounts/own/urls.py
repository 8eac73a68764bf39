"""The addresses of one's own account, and of helping somebody to sign in again."""

from django.urls import path

from . import views, views_factors, views_people

app_name = "account"
urlpatterns = [
    path("", views.home, name="home"),
    path("contrasena/", views_factors.password, name="password"),
    path("llaves/nueva/", views_factors.add, name="key_add"),
    path("llaves/pregunta/", views_factors.ask_new, name="key_ask"),
    path("llaves/<uuid:key_id>/", views_factors.key, name="key"),
    path("aplicacion/", views_factors.app, name="app"),
    path("codigos/", views_factors.sheet, name="codes"),
    path("sesiones/", views.sessions_end, name="sessions_end"),
    path("sesiones/<uuid:session_id>/", views.session_end, name="session_end"),
    path("ministerio/<uuid:outside_id>/", views_factors.outside, name="outside"),
    path("personas/", views_people.people, name="people"),
    path("personas/<str:username>/", views_people.person, name="person"),
]
