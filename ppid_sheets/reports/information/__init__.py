"""The lists of open and of excluded information, printed and published as of a day."""
