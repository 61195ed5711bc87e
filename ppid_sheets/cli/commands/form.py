"""`form`: a form of the desk, filled for one request or objection."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_as_of, add_register
from ppid_sheets.cli.parser import path
from ppid_sheets.errors import UsageError
from ppid_sheets.reports.form.offered import OBJECTION_PAPERS, PAPERS

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse


def declare(form: argparse.ArgumentParser) -> None:
    """The options."""
    every = PAPERS | OBJECTION_PAPERS
    form.add_argument(
        "form",
        choices=tuple(every),
        metavar="FORMULIR",
        help=", ".join(f"{name} ({what})" for name, (_, _, what) in every.items()),
    )
    form.add_argument(
        "--number",
        metavar="NOMOR",
        help="nomor registrasi, contoh 012/PPID/XI/2026, untuk objection-… nomor keberatan; tanpa "
        "ini: formulir kosong (request saja)",
    )
    form.add_argument(
        "--out",
        type=path,
        default="formulir",
        metavar="FOLDER",
        help="tempat formulir disimpan (bawaan: formulir)",
    )
    add_register(form)
    add_as_of(form)


def carry_out(options: argparse.Namespace) -> int:
    """Write the form, and name what is still to be filled in."""
    from ppid_sheets.jobs import letters

    desk = office.desk(options)
    as_of = office.as_of(options, desk)
    if options.number is None:
        empty = letters.blank_form(desk.settings, options.form, as_of, options.out)
        if empty is None:
            raise UsageError(
                "Perintah keliru: belum disebut: --number", "lihat ppid-sheets form --help"
            )
        output.show(f"Formulir kosong disimpan: {empty.path}")
        return DONE
    paper = letters.form(
        desk.store, desk.settings, options.form, options.number, as_of, options.out
    )
    output.show(f"Formulir disimpan: {paper.path}")
    if paper.lacks:
        output.show(f"Ditandai untuk dilengkapi: {'; '.join(paper.lacks)}.")
    output.show("Berkas ini memuat data pribadi pemohon: jangan dibagikan, hapus setelah dicetak.")
    return DONE
