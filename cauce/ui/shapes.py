"""Signs that are read without colour, each drawn once: words always stand beside one."""

from __future__ import annotations

from django.utils.safestring import SafeString

BANG = '<path class="full" d="M10 1.5 19 18H1z"/><path class="cut" d="M10 7v5.5M10 14.2v1.6"/>'
ROUND = '<circle cx="10" cy="10" r="7.5"/>'
PATHS = {
    "danger overdue": BANG,
    "met done yes": '<path d="m3 10.5 4.5 5L17 4.5"/>',
    "soon": f'{ROUND}<path class="full" d="M10 2.5a7.5 7.5 0 0 1 0 15z"/>',
    "blocked": f'{ROUND}<path d="M6 10h8"/>',
    "to_find_out unknown": '<circle cx="10" cy="10" r="7.5" stroke-dasharray="3 2.4"/>',
    "declined no": '<path d="m4 4 12 12M16 4 4 16"/>',
    "waived not_required": '<path d="M3 10h14"/>',
    "info warn": '<path d="M10 2 18 10l-8 8-8-8z"/><path d="M10 6.5v4.2M10 12.4v1.6"/>',
    "lock": '<path d="M4 9h12v8H4zM7 9V6.5a3 3 0 0 1 6 0V9"/>',
}


def _drawn(paths: str) -> SafeString:
    return SafeString(f'<svg class="shape" viewBox="0 0 20 20" aria-hidden="true">{paths}</svg>')


OTHER = _drawn(ROUND)
SHAPES = {kind: _drawn(paths) for kinds, paths in PATHS.items() for kind in kinds.split()}


def shape_of(kind: str) -> SafeString:
    """The sign of a state, or of ``done``, ``info``, ``lock``; a circle of any other word."""
    return SHAPES.get(kind, OTHER)
