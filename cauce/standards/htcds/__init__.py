"""HTCDS 2.0 out: a case as a row of the standard, with a report of what the standard cannot hold.

The standard is IOM's (CC BY 4.0, with added conditions); IOM neither endorses nor has reviewed
Cauce. See ``content/catalogues/htcds_README.md``.
"""
