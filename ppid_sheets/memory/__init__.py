"""What a run makes of the archive: findings, acknowledgements, due dates that moved."""
