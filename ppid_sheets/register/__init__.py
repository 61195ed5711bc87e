"""What a register is: its columns, its cells, its table."""
