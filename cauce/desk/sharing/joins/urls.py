"""The addresses of what two posts may know together. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_doubles, views_joint

app_name = "joins"
urlpatterns = [
    path("consultas/", views.joins_page, name="list"),
    path("consultas/<uuid:possible_id>/", views.join_page, name="one"),
    path("consultas/dobles/<uuid:double_id>/", views_doubles.double, name="double"),
    path(CASE + "dobles/", views_doubles.of_case, name="double_of"),
    path("consultas/juntos/<uuid:join_id>/", views_joint.joint, name="joint"),
    path("consultas/juntos/<uuid:join_id>/aviso/", views_joint.touched, name="touched"),
]
