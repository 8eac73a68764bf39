"""CTDC: the columns of its codebook from our cases, its files read, and counts by its own rule.

The Counter-Trafficking Data Collaborative publishes synthetic records; its data stay outside this
repository and whoever uses them accepts its terms. Rows of cases in its columns never leave: they
are counted here, and what leaves is a protected table of an edition of statistics.
"""
