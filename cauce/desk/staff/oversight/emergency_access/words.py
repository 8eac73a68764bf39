"""The words of an opening in an emergency: its reasons, its findings, what was read."""

from __future__ import annotations

from cauce.content.model import word_tables

WORDS = word_tables(__file__)
REASONS = WORDS["reasons"]
FINDINGS = WORDS["findings"]
READ = WORDS["read"]
