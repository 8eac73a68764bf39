"""The addresses of the public directory for machines, as the standard names them."""

from django.urls import path

from . import views

app_name = "hsds"
urlpatterns = [
    path("", views.base, name="base"),
    path("services", views.services, name="services"),
    path("services/<uuid:id>", views.service, name="service"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<uuid:id>", views.organization, name="organization"),
    path("service_at_locations", views.service_at_locations, name="links"),
    path("service_at_locations/<uuid:id>", views.service_at_location, name="link"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<uuid:id>", views.one_taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="terms"),
    path("taxonomy_terms/<uuid:id>", views.taxonomy_term, name="term"),
    path("openapi.json", views.openapi_document, name="openapi"),
    path("profile", views.profile_index, name="profile"),
    path("profile/<slug:name>.json", views.profile_schema, name="profile_schema"),
]
