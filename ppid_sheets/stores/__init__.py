"""Where a register lives."""
