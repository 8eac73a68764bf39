"""The addresses of what two posts may know together. None carries a folio or a name."""

from django.urls import path

from . import views, views_joint

app_name = "joins"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:possible_id>/", views.one, name="one"),
    path("junto/<uuid:join_id>/", views_joint.joint, name="joint"),
    path("junto/<uuid:join_id>/aviso/", views_joint.touched, name="touched"),
]
