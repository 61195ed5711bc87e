"""Deadlines, checks and reports for a PPID's register of information requests."""
