"""Cauce: the consular Protocol for trafficking victims, as running software."""
