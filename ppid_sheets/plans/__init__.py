"""What a run wants changed in a register, the job's own pages, and the brake."""
