"""The person, and the vault of identities."""
