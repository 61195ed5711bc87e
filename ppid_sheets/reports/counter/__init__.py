"""The tab *Cetak*: papers of the counter that a spreadsheet fills by itself."""
