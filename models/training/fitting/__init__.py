"""Fits a small text encoder to tool search. See docs/encoder.md."""
