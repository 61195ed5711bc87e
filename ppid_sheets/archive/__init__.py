"""What the job remembers of a register, and what it concludes from that."""
