"""A partner's own system: the key with which it asks, and the queue of what it is told."""
