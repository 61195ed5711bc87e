"""A made-up register to try everything on."""
