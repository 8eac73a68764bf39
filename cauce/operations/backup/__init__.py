"""Backups: two archives to two places, closed to whoever made them; and putting them back.

The data and the keys never travel together. Both are encrypted to a recipient whose identity is not
on the server, so the server cannot read its own backups. See docs/decisions/0036-backups.md.
"""
