"""Posts, accounts, what the people of a post owe and what they are told."""
