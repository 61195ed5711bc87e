"""One file a command: `declare` gives its options, `carry_out` does it and returns the exit code.

What a command needs is imported where it is carried out, so that help and refusals come at once.
"""
