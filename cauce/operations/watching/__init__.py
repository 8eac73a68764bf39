"""What whoever looks after a server sees of it: whether it works, why not, and how much. Never of whom."""
