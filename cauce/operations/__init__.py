"""Commands, the loop, backups and checks."""
