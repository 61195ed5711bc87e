"""The fake server beside an independent emulator: the same requests, the same verdicts.

`judges.py` asks either, `documents.py` compares what the spreadsheet has become, `drawn.py`
draws requests, `differences.py` names where the two differ and who is right by which source.
Runs where the folder `shared` is; `PPID_DIFFERENTIAL=5000` draws that many batches instead of few.
"""
