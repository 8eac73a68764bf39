"""Addresses of the second half of a case: questions, interview, reading, risk, plan, referrals."""

from __future__ import annotations

urlpatterns: list = []
