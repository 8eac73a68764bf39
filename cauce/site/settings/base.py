"""Settings shared by every way of running Cauce; nothing here may be weaker than production."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from cauce.methods.folders import data_folder
from cauce.operations.variables import whole

BASE = Path(__file__).resolve().parents[3]
VAR = data_folder()

DEBUG = False
DEMO = False  # True only on the demonstration network: banner, outbox page, tour
SECRET_KEY = os.environ.get("CAUCE_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("CAUCE_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "cauce.ui",  # before django.forms, whose field template it replaces
    "django.forms",
    "django_htmx",
    "csp",
    "cauce.custody.journal",
    "cauce.protocol.editions",
    "cauce.protocol.documents",
    "cauce.staff.notices",
    "cauce.staff.offices",
    "cauce.staff.oversight",
    "cauce.staff.accounts",
    "cauce.staff.exports",
    "cauce.staff.obligations",
    "cauce.staff.readiness",
    "cauce.people",
    "cauce.directory",
    "cauce.cases",
    "cauce.cases.corrections",
    "cauce.cases.notes",
    "cauce.cases.papers",
    "cauce.intake.screenings",
    "cauce.intake.calls",
    "cauce.sharing.referrals",
    "cauce.intake.crews",
    "cauce.intake.appointments",
    "cauce.family.searches",
    "cauce.sharing.joins",
    "cauce.intake.kits",
    "cauce.sharing.machines",
    "cauce.sharing.binational",
    "cauce.family.reunification",
    "cauce.aid",
    "cauce.sharing.disclosures",
    "cauce.rights.rights",
    "cauce.intake.collection",
    "cauce.learning",
    "cauce.rights.complaints",
    "cauce.intake.outings",
    "cauce.measurement",
    "cauce.desk",
    "cauce.public",
    "cauce.api",
    "cauce.operations",
    "cauce.site",
]

MIDDLEWARE = [
    # The headers are outermost: errors, redirects and files bear them too.
    "cauce.site.request_guards.HeadersMiddleware",
    "cauce.site.request_guards.FromElsewhere",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cauce.site.moved.MovedMiddleware",
    "cauce.site.full_disk.RoomMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cauce.site.middleware.LanguageMiddleware",
    "cauce.site.middleware.DoorMiddleware",
    "cauce.site.offline_resend.HeldMiddleware",
    "cauce.site.rates.RatesMiddleware",
    "cauce.site.request_guards.Refusals",
    "cauce.site.middleware.ErrorsMiddleware",
]

ROOT_URLCONF = "cauce.site.urls"
WSGI_APPLICATION = "cauce.site.wsgi.application"
FORM_RENDERER = "cauce.ui.controls.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The pages of the staff stand beside their templates, in folders that are no apps.
        "DIRS": [*sorted((BASE / "cauce/desk").rglob("templates")), BASE / "cauce/demo/templates"],
        "OPTIONS": {
            # Each template is read once, and without the layout that it has for whoever works on it.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["cauce.ui.layout.Folders", "cauce.ui.layout.Apps"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cauce.site.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = ["cauce.staff.accounts.backend.Accounts"]
LOGIN_URL = "/entrar/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/entrar/"
# OWASP's minimum; Django's default needs 100 MiB and 8 lanes and stops a two-core server in the
# morning.
PASSWORD_HASHERS = ["cauce.staff.accounts.hashers.Argon2", "cauce.staff.accounts.hashers.Unpeppered"]
# How long a password must be and what it must not be made of: cauce/rules/passwords.py.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A session without a row of ours counts only in the tests, whose settings say so.
BARE_SESSIONS = False
# A harness whose control must lose what was written says so in its own settings; no variable does.
STARTS_UNSAFE = False
# The name that keys are bound to: that of the address people type.
WEBAUTHN_RP_ID = os.environ.get("CAUCE_RP_ID") or ALLOWED_HOSTS[0]
# How many proxies stand before this server: the address of a visitor is the one the first wrote.
PROXIES = whole(os.environ.get("CAUCE_PROXIES", ""), 0)
# The ministry's own sign-in, if there is one.
SSO_ISSUER = os.environ.get("CAUCE_SSO_ISSUER", "")
SSO_CLIENT = os.environ.get("CAUCE_SSO_CLIENT", "")
_sso_secret = os.environ.get("CAUCE_SSO_SECRET_FILE", "")
SSO_SECRET = Path(_sso_secret).read_text("utf-8").strip() if _sso_secret else ""
SSO_ACR = [one for one in os.environ.get("CAUCE_SSO_ACR", "").split(",") if one]

LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", "Español"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Compressed once, when they are laid out: nothing in them is anybody's, as it would be in a page.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: browsers then send `Origin: null` with a form and Django refuses it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cauce.site.views.stale"
SESSION_COOKIE_NAME = "sesion"
LANGUAGE_COOKIE_NAME = "idioma"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
STEP_UP_SECONDS = 60 * 5  # how recent the proof of who one is must be for what is grave
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # until the browser is closed: no trace on a shared computer
MESSAGE_STORAGE = "cauce.site.flash_messages.Told"
# Requests in a minute, in each process (two on a small server). ``account``: of one person;
# ``costly``: papers and searches of one person; the others by network: a waiting room shares one.
RATES = {
    "account": 240,
    "costly": 20,
    "page": 1200,
    "guide": 600,
    "telephone": 600,
    "directory": 120,
    "machine": 240,
    "reply": 60,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# In memory whole, as much as ``Limited`` lets in: no file that somebody sends is ever spilled to disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "cauce.site.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database(url: str) -> dict:
    """Django's settings for a database address; SQLite gets the only durable pragmas.

    WAL with synchronous=FULL lost nothing in 200 simulated power cuts; Django's own default and
    synchronous=NORMAL did (``make faults`` cuts again).
    """
    config = dj_database_url.parse(url)
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"].endswith("sqlite3"):
        config["ENGINE"] = "cauce.site.sqlite3"
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;"
            ),
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'cauce.sqlite3'}"
DATABASES = {"default": database(DATABASE_URL)}
KEYSTORE_URL = os.environ.get("KEYSTORE_URL") or f"sqlite:///{VAR / 'keystore.sqlite3'}"
KEYSTORE_ROOT = Path(os.environ.get("KEYSTORE_ROOT", VAR / "keystore.root"))
# The journal's own keys and its signed anchors: both apart from the database; the anchors best on
# another machine or a mount that only grows (docs/journal.md).
JOURNAL_KEYS = Path(os.environ.get("JOURNAL_KEYS", VAR / "journal.keys"))
JOURNAL_ANCHORS = Path(os.environ.get("JOURNAL_ANCHORS", VAR / "anchors"))
# What rounds every published figure. Kept for ever: with another one the same cell would say another
# figure (decision 0055).
STATISTICS_KEY = Path(os.environ.get("CAUCE_STATISTICS_KEY_FILE", VAR / "statistics.key"))
# How many different cases one person opens, and how many names they look for in an hour, before somebody
# else is told; a role may have its own.
PACE = {"hour": 40, "day": 120, "unknown": 10, "extra": 20, "questions": 60, "missed": 20}
PACE_OF_ROLE: dict[str, dict[str, int]] = {
    # A system asks for everything that was sent to its partner, and for nothing else.
    "partner_machine": {"hour": 500, "day": 2000},
}
# Whether anybody may read the public part of the directory by machine (docs/api.md).
HSDS_DOOR = os.environ.get("CAUCE_HSDS", "") == "on"
# Whether a partner may be told at an address of this very machine, in clear: the tests alone.
HOOKS_TO_HERE = False
# By what our own ids are known to other systems: «namespace|id».
ID_NAMESPACE = os.environ.get("CAUCE_ID_NAMESPACE", "urn:cauce")
# Under which licence whoever adopts this publishes its figures: a name, and its address (https) last. Empty:
# none was chosen, and the public page says so.
DATA_LICENCE = os.environ.get("CAUCE_DATA_LICENCE", "").strip()
# The secret of passwords and codes, and the places of those who are being hashed at this moment.
PEPPER_PATH = Path(os.environ.get("CAUCE_PEPPER", VAR / "pepper.key"))
SLOTS_ROOT = VAR / "slots"
# The mail server of the ministry; without MAIL_FROM nobody is told by e-mail. Always over TLS, with
# the server's certificate looked at. Notices go to addresses of these domains alone; empty: to any.
MAIL_FROM = os.environ.get("CAUCE_MAIL_FROM", "")
MAIL_DOMAINS = tuple(one for one in os.environ.get("CAUCE_MAIL_DOMAINS", "").lower().split(",") if one)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("CAUCE_MAIL_HOST", "localhost")
EMAIL_PORT = whole(os.environ.get("CAUCE_MAIL_PORT", ""), 587)
EMAIL_USE_TLS = EMAIL_PORT != 465
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
EMAIL_HOST_USER = os.environ.get("CAUCE_MAIL_USER", "")
_mail_secret = os.environ.get("CAUCE_MAIL_SECRET_FILE", "")
EMAIL_HOST_PASSWORD = Path(_mail_secret).read_text("utf-8").strip() if _mail_secret else ""
# Which network this is: keys and data of another one are refused at the start.
ENVIRONMENT = os.environ.get("CAUCE_ENVIRONMENT", "")
# What was withdrawn, ended and erased, one line for each act, outside the database: apart from the
# backups of both, best on another machine (docs/security/retention.md).
RETENTION_LEDGER = Path(os.environ.get("RETENTION_LEDGER", VAR / "retention-ledger.jsonl"))
# Who holds the keys of posts: docs/security/key-providers.md.
KEYSTORE_PROVIDER = os.environ.get("KEYSTORE_PROVIDER", "file")
KEYSTORE_PIN_FILE = Path(os.environ.get("KEYSTORE_PIN_FILE", VAR / "keystore.pin"))
# Who can open the backups (age1…); whoever that is, it is never this server.
BACKUP_RECIPIENT = os.environ.get("CAUCE_BACKUP_RECIPIENT", "")
RESERVE_BYTES = 64 * 1024 * 1024  # kept on the disk so that a full one can still be read
# What all processes of this server count, for whoever watches it (cauce/operations/watching).
NUMBERS = VAR / "numbers"
# Editions that were approved, written out from the database; may be deleted at any time.
EDITIONS_ROOT = VAR / "editions"
# The help as it was made: by this server, or beside the program in a package that brings it.
HELP_ROOTS = (VAR / "help", BASE / "cauce/desk/home/help/site")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "cauce.site.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handler would write the address of every request as it is.
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "cauce.loop": {"level": "INFO"},  # how many of what each round did
    },
}
