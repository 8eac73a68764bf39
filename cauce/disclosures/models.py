"""The tables of what leaves without consent, or under a demand."""
