"""How many times its floor each job may take, held where both were measured in one run.

What was aimed at stands beside each bound. Where the bound is wider, this is where the rest goes
(sampled by processor time):

- A file of 500 rows, at rest: a quarter is the native reader and a look at the package, a quarter
  types the table, a fifth are the rules, each one to three passes of numpy that cost the same for 5
  rows as for 500. Of the first check that is a third: a sixth each writes the results and draws the
  pages, a ninth proves that nothing else has changed, a twentieth packs, as much is the disk's.
- A file of 100,000 rows, at rest: reading takes 1.2 floors (the native reader, and a look at the
  order of all cells, without which some files would stop the process), judging 0.5, the plan 0.2.
  Of the first check that is a third: three tenths edit the rows, which get half a million cells, a
  tenth each compares the sheet before with after, and unpacks and parses it to tell whether it is
  well-formed; a sixteenth packs. Without the edit and its proof it would take 2.5.
- A Google Sheet: the floor reads the values of all tabs, as the check does: at rest those that a
  check has written, else those as handed in. It is little but the JSON parser of the standard
  library, 6 microseconds a row of 40 cells, and the check's own reading is 1.2 floors.
  Of 50,000 rows at rest a quarter types the cells, 0.2 microseconds each, which is what it takes to
  find them in memory once; a sixth are the rules, half of that texts that are looked through one by
  one (the same request twice, addresses, telephones, numbers); an eighth compares the results and
  words the findings, a twentieth each makes *Data Cetak* and the other pages.
  Of 500 rows the two reads alone take 1.7 floors, and a third call writes the page: little would be
  left of three floors for judging. A fifth are *Cetak* and *Data Cetak*, 700 formulas and an
  explanation of each due date that a paper may show; a quarter are the three calls; a seventh types
  the cells, a tenth are the rules, as much the other pages: costs that hardly grow with the rows.
  A first check reads twice, as it must, for people may have typed meanwhile, but judges once where
  nobody did: to tell that costs a quarter of a judgement. It plans twice, for what stands there has
  changed; a quarter makes the bodies of what is sent, and the pages.
  A memory of what was read last would spare most of it but the reading, and was not made: a run
  asks its verdict for calendar, mails and pages in any case, so that it spares a check by hand
  alone, half of whose second is the loading of the program.
- A month of 5,000 requests: the writing itself is quicker than the floor's; a fifth reads and
  judges, a tenth reckons each request as of the end of its month, a quarter are 1,500 figures and
  their second reckoning for *Pemeriksaan*, a twentieth is the fingerprint.
"""

from typing import Any

BOUNDS: dict[tuple[str, int], float] = {
    ("file at rest", 500): 4.5,  # aim: 4
    ("file at rest", 5_000): 2.8,
    ("file at rest", 100_000): 2.4,  # aim: 2
    ("file with a memory", 500): 5.2,  # aim: 6
    ("file with a memory", 5_000): 3.4,
    ("file with a memory", 100_000): 2.9,
    ("file first", 500): 8.8,  # aim: 8
    ("file first", 5_000): 6.4,
    ("file first", 100_000): 5.8,  # aim: 3
    ("sheet at rest", 500): 22,  # aim: 3, as for all sizes
    ("sheet at rest", 5_000): 10,
    ("sheet at rest", 50_000): 6.2,
    ("sheet first", 500): 40,  # aim: 6, as for all sizes
    ("sheet first", 5_000): 21,
    ("sheet first", 50_000): 11,
    ("report", 500): 4.3,
    ("report", 5_000): 1.55,  # aim: 1.5
    ("report", 100_000): 1.1,
}
_FLOORS: dict[tuple[str, int], float] = {}


def floor(benchmark: Any, name: str, size: int) -> None:
    """Keep the least time that a floor took."""
    if benchmark.stats:
        _FLOORS[name, size] = benchmark.stats.stats.min


def hold(benchmark: Any, job: str, floor_of_it: str, size: int) -> None:
    """Keep how often a job's floor fits into its time, and fail where that is too often."""
    least = _FLOORS.get((floor_of_it, size))
    if benchmark.stats and least:
        ratio = benchmark.stats.stats.min / least
        benchmark.extra_info["floors"] = round(ratio, 2)
        assert ratio <= BOUNDS[job, size], f"{job}, {size:,} rows: {ratio:.1f} floors"
