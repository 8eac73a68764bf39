"""A journey that the person chose: prepared from the case, confirmed by who receives, followed afterwards."""
