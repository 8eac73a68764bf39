"""The door of the web server (WSGI only: no socket stays open for anybody)."""

from __future__ import annotations

import os
import sys
from functools import partial

import django
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from cauce.site.process import keep_memory_inside
from cauce.site.stack import in_one_piece
from cauce.site.whole_forms import only_whole

keep_memory_inside()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
django.setup(set_prefix=False)

from django.db import connections  # noqa: E402

from cauce.content.errors import CauceError  # noqa: E402
from cauce.custody.journal.ledger import refuse_behind  # noqa: E402
from cauce.operations.assets import lay_out  # noqa: E402
from cauce.operations.checks import refuse_unsafe  # noqa: E402
from cauce.operations.upgrading import in_use  # noqa: E402
from cauce.site.watched import watched  # noqa: E402
from cauce.staff.accounts.environment import check_environment  # noqa: E402 - needs the settings first

try:
    in_use.hold()
    refuse_unsafe()
    check_environment(timezone.now())
    refuse_behind()
    lay_out()
except CauceError as problem:
    print(problem.text("es"), problem.text("en"), sep="\n", file=sys.stderr)
    raise  # gunicorn then ends instead of trying again for ever
application = partial(in_one_piece, watched(only_whole(get_wsgi_application())))
connections.close_all()  # no worker inherits one
