"""Following up: contact, outcomes over time, closing and opening again."""
