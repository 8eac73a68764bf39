"""The addresses of the public directory for machines, as the standard names them."""

from django.urls import path

from cauce.api.anything import nothing_else

from . import views

app_name = "hsds"
urlpatterns = [
    path("api/hsds/", views.base, name="base"),
    path("api/hsds/services", views.services, name="services"),
    path("api/hsds/services/<uuid:id>", views.service, name="service"),
    path("api/hsds/organizations", views.organizations, name="organizations"),
    path("api/hsds/organizations/<uuid:id>", views.organization, name="organization"),
    path("api/hsds/service_at_locations", views.service_at_locations, name="links"),
    path("api/hsds/service_at_locations/<uuid:id>", views.service_at_location, name="link"),
    path("api/hsds/taxonomies", views.taxonomies, name="taxonomies"),
    path("api/hsds/taxonomies/<uuid:id>", views.one_taxonomy, name="taxonomy"),
    path("api/hsds/taxonomy_terms", views.taxonomy_terms, name="terms"),
    path("api/hsds/taxonomy_terms/<uuid:id>", views.taxonomy_term, name="term"),
    path("api/hsds/openapi.json", views.openapi_document, name="openapi"),
    path("api/hsds/profile", views.profile_index, name="profile"),
    path("api/hsds/profile/<slug:name>.json", views.profile_schema, name="profile_schema"),
    nothing_else("api/hsds/", views.nothing),
]
