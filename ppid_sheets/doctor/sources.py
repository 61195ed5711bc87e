"""Whether requests that come in beside the desk can be read, and as what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ppid_sheets.checks.arrivals import Arrived
from ppid_sheets.common.indonesian import listed
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.outcome import Outcome, attention, good
from ppid_sheets.register.question_row import Questions
from ppid_sheets.register.schema import Schema


def _unasked(found: Arrived, wanted: Iterable[str], schema: Schema) -> Sequence[str]:
    """The named questions that a source does not have, each with the source."""
    return [
        f"{schema.header(key)} di {name}"
        for name, one in found.asked.items()
        for key in sorted({*wanted} - one.places.keys())
    ]


def intake(facts: Facts) -> Outcome:
    """Every source can be read, and has each question that somebody named."""
    assert facts.settings is not None  # noqa: S101 - known at this stage
    found = facts.verdict.arrived if facts.verdict else None
    assert found is not None  # noqa: S101 - the settings name a source
    named, schema = facts.settings.intake.columns, facts.settings.chosen.schema
    told = f"{len(found.waiting)} belum dicatat"
    details = tuple(line for name, one in found.asked.items() for line in _asked(name, one, schema))
    if found.troubles:
        lost = "; ".join(error.what for error in found.troubles)
        remedies = dict.fromkeys(error.remedy for error in found.troubles)
        return attention(f"{told}; tidak terbaca: {lost}", "; ".join(remedies), details)
    if lacking := _unasked(found, named.values(), schema):
        return attention(
            f"{told}; tidak ada pertanyaannya: {listed(lacking)}",
            f"Samakan masuk.kolom di ppid.toml, atau jalankan: {facts.command('incoming')}",
            details,
        )
    if not named:
        return attention(
            f"{told}; pasangan kolomnya baru dugaan",
            f"Pastikan dengan: {facts.command('incoming')}",
            details,
        )
    return good(told, details)


def _asked(name: str, asked: Questions, schema: Schema) -> Iterator[str]:
    named: Mapping[str, int] = asked.places
    columns = [column.header for column in schema.staff if column.key in named]
    yield f"{name}: {', '.join(columns)}"
    if asked.others:
        yield f"{name}, tidak dipakai: {', '.join(asked.others)}"
