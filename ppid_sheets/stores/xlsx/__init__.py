"""The inside of an .xlsx file, edited in place: every part that is not ours stays as it is."""
