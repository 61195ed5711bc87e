"""The papers of the desk, one a file."""
