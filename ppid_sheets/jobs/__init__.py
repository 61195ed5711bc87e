"""The use cases: read, judge, remember, plan, apply."""
