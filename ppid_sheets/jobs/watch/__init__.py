"""Checks that follow what people do: as soon as a register was saved and closed."""
