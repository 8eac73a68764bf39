"""The routes that open without signing in. Everything else needs an actor; a test compares."""

from cauce.api.openrosa.urls import ROUTES as TELEPHONES
from cauce.desk.reply.urls import ROUTES as REPLIES
from cauce.public.urls import ROUTES as PUBLIC

# The tour signs in by itself and exists on the demonstration network alone.
OPEN_ROUTES = frozenset(
    {"enter", "ask_key", "ministry", "ministry_back", "second"}
    | {"enroll", "enroll_key", "enroll_choose"}
    | {"leave", "language", "alive", "style", "demo:tour", "demo:scene", "demo:reset"}
    | PUBLIC
    | TELEPHONES
    | REPLIES
)
