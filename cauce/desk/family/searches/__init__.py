"""Messages that somebody leaves, errands for somebody who is sought, and the end of a file."""
