"""How many times its floor each job may take, held where both were measured in one run.

What was aimed at stands beside each bound. Where the bound is wider, this is where the rest goes
(sampled by processor time):

- A file of 500 rows, at rest: a quarter is the native reader and a look at the package, a quarter
  types the table, a fifth are the rules, each one to three passes of numpy that cost the same for 5
  rows as for 500. The first check spends as long again on writing and on reading what it wrote.
- A file of 100,000 rows, at rest: reading takes 1.2 floors (the native reader, and a look at the
  order of all cells, without which some files would stop the process), typing 0.4, the rules 0.2.
  Of the first check two thirds edit the XML row by row and prove the result in the same way; two
  of the columns that it fills stand beside the number, so that each row is looked through whole.
- A Google Sheet: the floor is little but the JSON parser of the standard library, 5 microseconds a
  row of 40 cells. Of 50,000 rows a third types the cells, 0.2 microseconds each, which is what it
  takes to find them in memory once; a quarter are the rules, half of that texts that are looked
  through one by one (the same request twice, addresses, telephones, numbers); a sixth compares the
  results. A first check reads and judges twice, as it must. Of 500 rows a quarter is three calls
  where the floor has one, a fifth are 230 rules, the rest is fixed costs as well.
"""

from typing import Any

BOUNDS: dict[tuple[str, int], float] = {
    ("file at rest", 500): 6,  # aim: 4
    ("file at rest", 5_000): 3.2,
    ("file at rest", 100_000): 2.6,  # aim: 2
    ("file with a memory", 500): 7,  # aim: 6
    ("file with a memory", 5_000): 4.2,
    ("file with a memory", 100_000): 3.4,
    ("file first", 500): 14,  # aim: 8
    ("file first", 5_000): 10,
    ("file first", 100_000): 8.5,  # aim: 3
    ("sheet at rest", 500): 19,  # aim: 3, as for all sizes
    ("sheet at rest", 5_000): 10,
    ("sheet at rest", 50_000): 6.5,
    ("sheet first", 500): 42,  # aim: 6, as for all sizes
    ("sheet first", 5_000): 28,
    ("sheet first", 50_000): 15,
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
