"""Door without sign-in: the guide, complaints, published figures."""
