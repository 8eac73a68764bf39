"""Tests about the repository itself: each rule is also tried on a small violation."""
