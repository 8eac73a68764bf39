"""Harnesses that break Cauce on purpose, each with a control that must fail. See README.md here."""
