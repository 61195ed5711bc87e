"""A fake Google Sheets server for tests: real HTTP on loopback, strict, stateful, with levers.

It is driven by the real gspread and remembers what it is told. Google's own description of the API
gates every request and answer; whatever the fake does not model it answers with 501, and the test
fails, instead of guessing. Where documentation leaves something open it is the harder of two:
matches come in the sheet's order and not as asked, zeros are left out, colours come back in 8-bit
steps. A test reads like this:

    def test_one(sheets: FakeSheets) -> None:                      # fixtures.py
        book = sheets.add(make_book({"Register": rows}, [CALLER])) # books.py
        staff = People(book)                                       # people.py
        sheets.before(lambda: staff.insert_columns("Register", "A"), "write")
        sheets.fail(faults.answer_lost(), "write", skip=1)         # faults.py
        ...  # the program, with SHEETS_EMULATOR_HOST=sheets.address
        assert column_of(book, "findings")[3:] == [...]

`server.py` the levers and what happens around a call, `exchange.py` one request and its reply,
`web.py` and `direct.py` what carries them, `gate.py` Google's description, `api.py` methods:
`values.py` plain values, `reading.py` spreadsheets.get, `batch.py` with `batch_sheets.py`,
`batch_lines.py`, `batch_cells.py`, `batch_marks.py`, `batch_spans.py` the kinds of batchUpdate.
`model.py` is the spreadsheet, `sheet.py` a tab; `areas.py` how ranges follow moving lines,
`formulas.py` how rules do, `cells.py` what a cell holds, `lookups.py` data filters and tags,
`protection.py` who may edit, `frozen.py` and `conditions.py` what Google does not take. `masks.py`
and `a1.py` are notations; `accounts.py` gives tokens, `errors.py` refuses. `../differential` holds
the fake against an independent emulator.
"""
