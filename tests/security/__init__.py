"""What somebody who wants in would try."""
