"""How many times its floor each job may take, held where both were measured in one run.

What was aimed at stands beside each bound. Where the bound is wider, this is where the rest goes
(sampled by processor time):

- A file of 500 rows, at rest: a quarter is the rules, a hundred of two or three passes of numpy and
  pandas that cost about the same for 5 rows as for 500, a sixth the native reader, a sixth the
  typed table, a tenth the page of the day. Of 5,000 rows the fixed part no longer counts.
- A file of 100,000 rows, at rest: reading takes 1.5 floors (the native reader, and a look at the
  order of all cells, without which some files would stop the process); judging 4.5 million cells
  and comparing the results take the others. The first check also packs 150 MB, and unpacks and
  parses them anew.
- A Google Sheet: the floor is little but the JSON parser of the standard library, 5 microseconds a
  row of 40 cells. A tenth of a check is the same parsing, two fifths type the cells (0.4
  microseconds each), a fifth are the rules. Of 500 rows nearly all is the fixed cost of the rules.
"""

from typing import Any

BOUNDS: dict[tuple[str, int], float] = {
    ("file at rest", 500): 7,  # aim: 4
    ("file at rest", 5_000): 3.5,
    ("file at rest", 100_000): 3,  # aim: 2
    ("file with a memory", 500): 8,  # aim: 6
    ("file with a memory", 5_000): 4.5,
    ("file with a memory", 100_000): 4,
    ("file first", 500): 14,  # aim: 8
    ("file first", 5_000): 8,
    ("file first", 100_000): 7,  # aim: 3
    ("sheet at rest", 500): 40,  # aim: 3, as for all sizes
    ("sheet at rest", 5_000): 14,
    ("sheet at rest", 50_000): 9,
    ("sheet first", 500): 80,  # aim: 6, as for all sizes
    ("sheet first", 5_000): 30,
    ("sheet first", 50_000): 20,
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
