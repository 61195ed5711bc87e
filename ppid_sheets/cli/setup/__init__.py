"""The guided set-up: declared steps, each of which asks the doctor whether it is done already."""
