"""Who looks after partners' systems: their keys, and where they are told."""
