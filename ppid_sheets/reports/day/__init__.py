"""The daily page."""
