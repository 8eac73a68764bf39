"""The invented network, and the tour through it."""
