"""May these figures be published, and what of them must stay hidden?

``period``: which periods are announced, and on which day their figures appear. ``table``: a table with
all its margins. ``rounding``: the same cell shows the same figure for ever. ``protecting``: what is
hidden at first sight. What an attacker could still work out is asked of ``cauce.measurement.hiding.bounds``
(a linear programme: HiGHS, which the rules do not use).
"""
