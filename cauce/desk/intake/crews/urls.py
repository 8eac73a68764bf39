"""The addresses of what a crew shares. None carries a folio, a code or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_case, views_list, views_member, views_together

app_name = "crews"
urlpatterns = [
    path("hechos/", views.incidents_page, name="list"),
    path("hechos/nuevo/", views.begin, name="begin"),
    path("hechos/cifras/", views.numbers, name="numbers"),
    path(CASE + "hechos/", views_case.case, name="case"),
    path("hechos/<uuid:crew_id>/", views.board, name="board"),
    path("hechos/<uuid:crew_id>/lista/", views_list.open_list, name="open"),
    path("hechos/<uuid:crew_id>/comun/", views.shared, name="shared"),
    path("hechos/<uuid:crew_id>/entrada/", views.join, name="join"),
    path("hechos/<uuid:crew_id>/juntas/", views_together.together, name="together"),
    path("hechos/<uuid:crew_id>/juntas/<uuid:service_id>/", views_together.refer, name="refer"),
    path("hechos/<uuid:crew_id>/vehiculos/<uuid:ride_id>/", views_together.drop, name="drop"),
    path("hechos/<uuid:crew_id>/personas/<uuid:member_id>/", views_member.member, name="member"),
]
