"""What a command's exit code says beside those of `errors`."""

DONE, FOUND, BUG, INTERRUPTED = 0, 1, 70, 130
