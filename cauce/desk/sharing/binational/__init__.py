"""What is asked of Mexico: the post asks and signs, the office answers on its telephone."""
