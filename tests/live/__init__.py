"""Asks Google itself what the store and the fake server take for granted; see `__main__.py`."""
