"""The scheduled run: one command that does what is due, and nothing twice."""
