"""Who and from how far: the words in which the map of permissions is written (the package)."""

from __future__ import annotations

from typing import Literal

Relation = Literal["own", "signing", "network", "partner", "glass", "sealed"]

EVERYBODY = (
    "window_officer",
    "protection_officer",
    "protection_consul",
    "head_of_post",
    "headquarters",
    "sre_mexico",
    "iom",
    "partner_staff",
    "analyst",
    "auditor",
    "administrator",
    "legal_reviewer",
    "internal_control",
)

# What kind of organisation a partner is. sre_office: an office of the ministry in Mexico.
PARTNER_KINDS = ("provider", "counsel", "iom", "sre_office", "authority")

# own: the grant's post keeps the thing · signing: the grant's post is named to sign for it ·
# partner: it was sent to the grant's organisation · network: wherever it is · glass: it was opened in
# an emergency, for an hour, and only to be read · sealed: the file of somebody who died, for the head
# of its post and for its own officer.
# Whoever works on cases, at the post that keeps them.
Allowed = dict[str, tuple[Relation, ...]]
CASEWORK: Allowed = {"protection_officer": ("own",), "protection_consul": ("own",)}
# Whoever leads a post, and whoever looks at the whole network, by numbers alone.
LEADING: Allowed = {"head_of_post": ("own",), "protection_consul": ("own",)}
WATCHING: Allowed = {role: ("network",) for role in ("headquarters", "analyst", "auditor")}
