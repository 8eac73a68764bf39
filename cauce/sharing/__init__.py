"""What leaves a case, with whom, and what comes back."""
