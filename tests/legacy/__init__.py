"""What an older version left in an office, and what must go on working with it."""
