"""The only writes of files that leave."""
