"""Notices after a run: mail, a calendar file, a heartbeat."""
