"""What a post asks of an office of the ministry in Mexico or of a Mexican authority, and what comes back."""
