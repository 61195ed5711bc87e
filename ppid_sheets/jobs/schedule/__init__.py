"""Schedules for this installation, ready to be put in place."""
