"""``cauce doctor``: what is still missing on this server, each with its cure."""
