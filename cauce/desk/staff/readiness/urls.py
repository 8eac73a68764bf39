"""The addresses of readiness. One's own post is never named: it is the one somebody works at."""

from django.urls import path

from . import views_network, views_own, views_places, views_post, views_steps

app_name = "readiness"
urlpatterns = [
    path("", views_post.home, name="home"),
    path("lista/", views_post.post, name="post"),
    path("mia/", views_own.own, name="own"),
    path("red/", views_network.network, name="network"),
    path("red/<slug:code>/", views_network.one, name="one"),
    path("acuerdos/<uuid:agreement_id>/", views_steps.agreement, name="agreement"),
    path("jornadas/<uuid:outreach_id>/", views_steps.outreach, name="outreach"),
    path("condados/", views_places.counties, name="counties"),
    path("inhabiles/", views_places.closed, name="closed"),
    path("<slug:step>/", views_steps.step, name="step"),
]
