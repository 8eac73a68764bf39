"""The addresses of one's own account, and of helping somebody to sign in again."""

from django.urls import path

from . import views, views_factors, views_people

app_name = "account"
urlpatterns = [
    path("cuenta/", views.home, name="home"),
    path("cuenta/contrasena/", views_factors.password, name="password"),
    path("cuenta/llaves/nueva/", views_factors.add, name="key_add"),
    path("cuenta/llaves/pregunta/", views_factors.ask_new, name="key_ask"),
    path("cuenta/llaves/<uuid:key_id>/", views_factors.key, name="key"),
    path("cuenta/aplicacion/", views_factors.app, name="app"),
    path("cuenta/codigos/", views_factors.sheet, name="codes"),
    path("cuenta/sesiones/", views.sessions_end, name="sessions_end"),
    path("cuenta/sesiones/<uuid:session_id>/", views.session_end, name="session_end"),
    path("cuenta/ministerio/<uuid:outside_id>/", views_factors.outside, name="outside"),
    path("cuenta/personas/", views_people.people, name="people"),
    path("cuenta/personas/<str:username>/", views_people.person, name="person"),
]
