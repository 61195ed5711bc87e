"""When an answer is due."""
