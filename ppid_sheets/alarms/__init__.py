"""Who is told what after a run: mail, a calendar file, a heartbeat."""
