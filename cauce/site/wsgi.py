"""The door of the web server (WSGI only: see ../shared/security/threats.md, section 9)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from cauce.site.process import keep_memory_inside

keep_memory_inside()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
application = get_wsgi_application()

from cauce.accounts.environment import check_environment  # noqa: E402 - needs the settings first

check_environment(timezone.now())
