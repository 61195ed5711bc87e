"""The commands: their options, the calls, and what they print."""
