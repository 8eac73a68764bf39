"""The only writes of what leaves without consent, or under a demand."""
