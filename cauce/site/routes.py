"""The routes that open without signing in. Everything else needs an actor; a test compares."""

from cauce.api.fhir.urls import ROUTES as MACHINES
from cauce.api.hsds.urls import ROUTES as DIRECTORY
from cauce.api.openrosa.urls import ROUTES as TELEPHONES
from cauce.desk.entries.urls import ROUTES as ENTRIES
from cauce.desk.reply.urls import ROUTES as REPLIES
from cauce.public.data_urls import ROUTES as DATA
from cauce.public.urls import ROUTES as PUBLIC
from cauce.public.voice_urls import ROUTES as VOICES

# The tour signs in by itself and exists on the demonstration network alone.
OPEN_ROUTES = frozenset(
    {"enter", "ask_key", "ministry", "ministry_back", "second"}
    | {"enroll", "enroll_key", "enroll_choose"}
    | {"leave", "language", "alive", "calendar", "style", "demo:tour", "demo:scene", "demo:reset"}
    | PUBLIC
    | DATA
    | TELEPHONES
    | DIRECTORY
    | MACHINES
    | ENTRIES
    | REPLIES
    | VOICES
)
# Whoever comes here is nobody to the house, whatever cookie comes along: a form that waited for its line
# may leave with that of somebody who signed in on the same machine meanwhile.
NOBODYS = VOICES | REPLIES
