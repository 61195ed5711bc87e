"""`setup`: from nothing to a register that is checked by itself, question by question."""

from __future__ import annotations

from ppid_sheets.cli import computer, output, streams
from ppid_sheets.cli.parser import path
from ppid_sheets.errors import UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ppid_sheets.cli.setup.respondents import Respondent


def declare(setup: argparse.ArgumentParser) -> None:
    """The options."""
    setup.add_argument(
        "--answers",
        type=path,
        metavar="BERKAS",
        help="jawaban dalam berkas TOML, tanpa bertanya; yang tidak disebut memakai bawaannya",
    )


def carry_out(options: argparse.Namespace) -> int:
    """Go through the steps; raises UsageError without a person to ask."""
    from pathlib import Path

    from ppid_sheets.cli.setup.steps import go_through
    from ppid_sheets.cli.setup.work import Work
    from ppid_sheets.config import FILE

    person = _person(options.answers)
    work = Work(
        config=options.config or Path(FILE),
        person=person,
        browse=_nothing if options.answers else computer.browse,
        config_home=computer.config_home(),
        downloads=computer.downloads(),
        windows=computer.is_windows(),
        start_menu=computer.start_menu(),
        user=computer.user(),
    )
    if not options.answers:
        output.show(
            "Pemasangan ppid-sheets, langkah demi langkah. Enter memakai jawaban dalam kurung",
            "siku; Ctrl+C berhenti, dan ppid-sheets setup melanjutkan dari tempat berhenti.",
        )
    return go_through(work)


def _nothing(_address: str) -> None:
    pass


def _person(answers: Path | None) -> Respondent:
    from ppid_sheets.cli.setup.respondents import AtTerminal, from_file

    if answers:
        return from_file(answers)
    if not streams.attended():
        raise UsageError(
            "Tidak ada yang dapat ditanya di sini",
            "jalankan di terminal, atau beri jawaban dengan --answers BERKAS",
        )
    return AtTerminal(streams.line, streams.hidden)
