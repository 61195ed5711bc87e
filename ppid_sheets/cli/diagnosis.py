"""The doctor's results, for people and as JSON."""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from ppid_sheets.common.indonesian import day_and_date
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.matched_columns import recognised
from ppid_sheets.doctor.outcome import Result, exit_code, first_to_do

WIDTH = 100
_COMMAND = re.compile(r'ppid-sheets \w+ --register (?:"[^"]*"|\S+)')
_STAYS = "\N{NO-BREAK SPACE}"


def lines(facts: Facts, results: Sequence[Result]) -> Iterator[str]:
    """All results for people, and last what to do first."""
    yield f"Pemeriksaan kesiapan {_name(facts)} per {day_and_date(facts.today)}"
    yield ""
    name = max(len(result.name) for result in results)
    state = max(len(result.outcome.state) for result in results)
    tab = ""
    for result in results:
        outcome = result.outcome
        if result.tab != tab:
            tab = result.tab
            yield from ("", f"  Tab {tab}:")
        yield from _block(
            f"  {result.name:<{name}}  {outcome.state:<{state}}  ",
            (
                outcome.found,
                *outcome.details,
                *((f"→ {outcome.remedy}",) if outcome.remedy else ()),
            ),
        )
    yield ""
    yield from _wrapped(_last(results), WIDTH)


def _name(facts: Facts) -> str:
    return facts.seen.title if facts.seen else str(facts.where or "register")


def _block(start: str, texts: Sequence[str]) -> Iterator[str]:
    """Texts beside a beginning, each wrapped under itself."""
    for text in texts:
        for line in _wrapped(text, WIDTH - len(start), "  "):
            yield f"{start}{line}".rstrip()
            start = " " * len(start)


def _wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """The lines of a text; a command to be copied stays on one, however long it is."""
    kept = _COMMAND.sub(lambda found: found[0].replace(" ", _STAYS), text)
    lines = wrap(
        kept, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return (line.replace(_STAYS, " ") for line in lines)


def _last(results: Sequence[Result]) -> str:
    first = first_to_do(results)
    if first:
        outcome = first.outcome
        at = f" pada tab {first.tab}" if first.tab else ""
        return f"Mulai dari {first.name}{at}: {outcome.remedy or outcome.found}"
    if any(result.outcome.state == "tidak diperiksa" for result in results):
        return "Semua yang dapat diperiksa baik."
    return "Semua baik."


def as_object(facts: Facts, results: Sequence[Result]) -> dict[str, object]:
    """All results as one machine-readable object."""
    first = first_to_do(results)
    return {
        "register": _name(facts),
        "per_tanggal": facts.today.isoformat(),
        "kode_keluar": exit_code(results),
        "mulai_dari": first.name if first else None,
        "kolom": [
            {"kolom": one.letter, "judul": one.title, "dikenali": one.meant, "dari": one.how}
            for one in recognised(facts)
        ],
        "pemeriksaan": [
            {
                "nama": result.name,
                "tab": result.tab or None,
                "hasil": result.outcome.state,
                "ditemukan": result.outcome.found,
                "rincian": list(result.outcome.details),
                "perbaikan": result.outcome.remedy or None,
            }
            for result in results
        ],
    }
