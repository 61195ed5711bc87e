"""The table `[aturan]`: how grave an office takes findings, by their code."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ppid_sheets.common.severity import SEVERITIES, Severity
from ppid_sheets.config.declaring import Keyed, Kind, Option

TABLE = "aturan"

Ruling = Severity | Literal[False]
"""The severity of a code, False where its findings are not shown."""


def _check(value: object) -> str | None:
    if isinstance(value, bool) or value in SEVERITIES:
        return None
    return f"harus salah satu dari {', '.join(SEVERITIES)}, atau false (tidak ditampilkan)"


def _options(file: Mapping[str, Any]) -> Iterator[Option]:
    table = file.get(TABLE)
    for code, value in table.items() if isinstance(table, dict) else ():
        if not isinstance(value, dict):
            yield Option(
                f"{TABLE}.{code}", True, Kind(_check), f"artinya: ppid-sheets explain {code}"
            )


def _rulings(values: Mapping[str, Any]) -> Mapping[str, Ruling]:
    """The rulings by code; a code without one keeps its severity."""
    said = {
        path.partition(".")[2]: value
        for path, value in values.items()
        if path.startswith(f"{TABLE}.")
    }
    return {code: value for code, value in said.items() if value is not True}


RULINGS = Keyed(_options, _rulings)
