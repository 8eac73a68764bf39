"""The desk of economic aid."""
