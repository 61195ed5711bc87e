"""The four papers of the desk, one a file."""
