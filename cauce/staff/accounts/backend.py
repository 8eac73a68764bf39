"""Who is behind a session: Django asks it for each page."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from cauce.rules.permissions import Actor
from cauce.staff.notices import access as notices
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User


class Accounts(ModelBackend):
    """The accounts of the house; a suspended one is nobody."""

    def get_user(self, user_id: UUID) -> User | None:
        """The account, read together with its assignments and how many notices wait; None: there is none, or
        it is suspended."""
        at = timezone.now()
        found = offices.account(user_id, notices.count_of(user_id, at))
        if found is not None and found.unseen and found.closed:
            # As their page lists them: a number that no page explains tells a party that a case was closed.
            found.unseen = notices.unseen(Actor(str(found.id), closed=frozenset(found.closed)), at).count()
        return found if found is not None and self.user_can_authenticate(found) else None
