"""The address of the box in the header. What is typed there is sent apart and stands in no address."""

from django.urls import path

from . import views

app_name = "find"
urlpatterns = [path("atajos/", views.find, name="find")]
