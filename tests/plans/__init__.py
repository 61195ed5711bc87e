"""Tests of what a run wants changed."""
