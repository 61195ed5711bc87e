"""`doctor`: whether everything is ready, and what to click."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.options import add_json, add_register, add_verbose
from ppid_sheets.errors import SettingsError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(doctor: argparse.ArgumentParser) -> None:
    """The options."""
    add_register(doctor)
    add_json(doctor)
    add_verbose(doctor)


def carry_out(options: argparse.Namespace) -> int:
    """Examine, also where the settings cannot be read; the first failure gives the exit code."""
    from ppid_sheets.cli import diagnosis
    from ppid_sheets.config import Settings
    from ppid_sheets.doctor.examination import examine
    from ppid_sheets.doctor.gathering import gather
    from ppid_sheets.doctor.outcome import exit_code

    settings: Settings | SettingsError
    try:
        settings = office.settings(options)
    except SettingsError as error:
        settings = error
    facts = gather(settings, options.register, lambda: office.local_time(settings))
    results = examine(facts)
    if options.json:
        output.show_json(diagnosis.as_object(facts, results))
    else:
        output.show(*diagnosis.lines(facts, results))
    output.show_calls(options, facts.calls)
    return exit_code(results)
