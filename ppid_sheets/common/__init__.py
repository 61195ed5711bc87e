"""Indonesian words, times and files: what every room needs."""
