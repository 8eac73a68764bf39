"""The addresses of readiness. One's own post is never named: it is the one somebody works at."""

from django.urls import path

from . import views_network, views_own, views_places, views_post, views_steps

app_name = "readiness"
urlpatterns = [
    path("preparacion/", views_post.home, name="home"),
    path("preparacion/lista/", views_post.post, name="post"),
    path("preparacion/mia/", views_own.own, name="own"),
    path("preparacion/red/", views_network.network, name="network"),
    path("preparacion/red/<slug:code>/", views_network.post_page, name="one"),
    path("preparacion/acuerdos/<uuid:agreement_id>/", views_steps.agreement, name="agreement"),
    path("preparacion/jornadas/<uuid:outreach_id>/", views_steps.outreach, name="outreach"),
    path("preparacion/condados/", views_places.counties, name="counties"),
    path("preparacion/inhabiles/", views_places.closed, name="closed"),
    path("preparacion/<slug:step>/", views_steps.step, name="step"),
]
