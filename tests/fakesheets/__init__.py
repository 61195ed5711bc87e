"""A fake Google Sheets server for tests: real HTTP on loopback, strict, stateful, with levers.

It is driven by the real gspread and remembers what it is told. Google's own description of the API
gates every request and answer (`gate.py`); whatever the fake does not model it answers with 501
(and the test fails) instead of guessing. Where to look:

`server.py` HTTP, the order of things around a call, the levers · `api.py` methods of the API ·
`values.py` plain values · `batch.py` kinds of batchUpdate · `reading.py` spreadsheets.get ·
`lookups.py` data filters and tags · `model.py` the spreadsheet itself · `areas.py` how ranges
follow moving lines · `cells.py` what a cell holds · `protection.py` who may edit ·
`people.py` what staff do meanwhile · `faults.py` what goes wrong · `accounts.py` tokens ·
`books.py` spreadsheets for tests · `fixtures.py` pytest fixtures.
"""
