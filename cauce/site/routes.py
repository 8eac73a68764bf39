"""The routes that open without signing in. Everything else needs an actor; a test compares.

Written out name by name: every request asks this list, and it is read before any page is.
"""

# Systems: one has a key of its own, the other asks for what anybody may see.
_MACHINES = {"fhir:metadata", "fhir:request", "fhir:task", "fhir:tasks"}
_DIRECTORY = {
    f"hsds:{page}"
    for page in (
        *("base", "openapi", "profile", "profile_schema"),
        *("service", "services", "organization", "organizations", "link", "links"),
        *("taxonomy", "taxonomies", "term", "terms"),
    )
}
# Whoever knows the secret is the telephone.
_TELEPHONES = {f"openrosa:{page}" for page in ("form_list", "form", "manifest", "media", "submission")}
# Whoever holds a secret that was made for one entry.
_ENTRIES = {"entries:link"}
# Whoever knows the secret, and then the code, is the receiver.
_REPLIES = {"reply:request"}
# Open to anybody, always: whoever asks has no account, whoever complains gives no name.
_DATA = {
    f"data:{page}{language}"
    for page in ("list", "picture", "picture-table", "edition")
    for language in ("", "-en")
}
_DATA |= {"data:file", "data:named", "data:catalogue", "data:dictionary"}
# What each page says in its foot of how it can be read.
_ACCESS = {"accessibility:page", "accessibility:page-en"}
_GUIDE = {
    f"guide:{page}{room}{language}"
    for page in ("first", "contacts", "page")
    for room in ("", "-room")
    for language in ("", "-en")
}
_VOICES = {f"voice:{page}{language}" for page in ("tell", "see", "paper") for language in ("", "-en")}

# The tour signs in by itself and exists on the demonstration network alone.
OPEN_ROUTES = frozenset(
    {"enter", "ask_key", "ministry", "ministry_back", "second"}
    | {"enroll", "enroll_key", "enroll_choose"}
    | {"leave", "language", "alive", "ready", "calendar", "style", "demo:tour", "demo:scene", "demo:reset"}
    | _ACCESS
    | _GUIDE
    | _DATA
    | _TELEPHONES
    | _DIRECTORY
    | _MACHINES
    | _ENTRIES
    | _REPLIES
    | _VOICES
)
# Whoever comes here is nobody to the house, whatever cookie comes along: a form that waited for its line
# may leave with that of somebody who signed in on the same machine meanwhile.
NOBODYS = frozenset(_VOICES | _REPLIES)
# Where an emergency opening is carried by the actor; everywhere else it is unknown.
CARRIED = frozenset({"emergency_access:case", "emergency_access:identity"})
# The one page of the house that knows PUT.
PUTS = frozenset({"fhir:task"})
