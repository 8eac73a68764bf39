"""The positive control: a page as one writes it in a hurry, behind the same settings and server."""

from cauce.site.settings.run import *  # noqa: F403

ROOT_URLCONF = "tests.security.naive_urls"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
