"""The only look-ups of what leaves without consent, or under a demand."""
