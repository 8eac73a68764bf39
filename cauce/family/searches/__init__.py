"""Who asks for whom: messages that are passed to somebody, and searches for somebody who is missing."""
