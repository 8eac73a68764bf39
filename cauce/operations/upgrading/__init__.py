"""An upgrade that goes on, or goes back, wherever it was cut: docs/upgrade.md."""
