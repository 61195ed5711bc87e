"""`incoming`: which question of a form stands for which column, proposed and confirmed once."""

from __future__ import annotations

from ppid_sheets.cli import office, output
from ppid_sheets.cli.codes import DONE
from ppid_sheets.cli.options import add_register, add_yes
from ppid_sheets.cli.parser import path

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from ppid_sheets.config import Settings
    from ppid_sheets.jobs.intake import Proposal


def declare(incoming: argparse.ArgumentParser) -> None:
    """The options."""
    place = incoming.add_mutually_exclusive_group()
    place.add_argument(
        "--tab", metavar="JUDUL", help="tab jawaban Google Form (bawaan: pengaturan)"
    )
    place.add_argument(
        "--file",
        type=path,
        metavar="BERKAS",
        help="berkas (.csv, .xlsx) atau folder ekspor (bawaan: pengaturan)",
    )
    add_yes(incoming)
    add_register(incoming)


def carry_out(options: argparse.Namespace) -> int:
    """Propose, ask, and write it into the settings."""
    from dataclasses import replace
    from pathlib import Path

    from ppid_sheets.config import FILE, editing
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs.intake import proposal

    desk = office.desk(options)
    named = _named(options)
    intake = replace(desk.settings.intake, **named)
    desk = replace(desk, settings=replace(desk.settings, intake=intake))
    found = proposal(desk.store.read(), desk.settings)
    output.show(*_lines(found, desk.settings))
    if not (options.yes or output.agreed()):
        output.show("Dibatalkan; tidak ada yang diubah.")
        return DONE
    target = options.config or Path(FILE)
    editing.write(target, _changes(found, desk.settings, named, target))
    init, check = (command(name, desk.where, desk.settings) for name in ("init", "check"))
    output.show(f"Ditulis ke {target}, bagian [masuk]. Jalankan {init}, lalu {check}.")
    return DONE


def _named(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of the settings that the command line names itself."""
    if options.tab:
        return {"tab": options.tab, "place": None}
    return {"tab": "", "place": options.file} if options.file else {}


def _changes(
    found: Proposal, settings: Settings, named: dict[str, Any], target: Path
) -> dict[str, Any]:
    import os

    from ppid_sheets.config import editing

    schema = settings.chosen.schema
    columns = {schema.header(key): question for key, question in found.columns.items()}
    changes: dict[str, Any] = {"masuk.kolom": columns}
    if found.order:
        changes["masuk.stempel"] = found.order
    if named:
        place = named["place"]
        near = place and not place.is_absolute()
        file = os.path.relpath(place, target.parent) if near else str(place or "")
        there = editing.given(target)
        places = {"masuk.tab": named["tab"], "masuk.berkas": file}
        changes |= {key: value for key, value in places.items() if value or key in there}
    return changes


def _lines(found: Proposal, settings: Settings) -> Iterator[str]:
    schema = settings.chosen.schema
    yield f"Pertanyaan di {found.source} dan kolom register:"
    yield from output.aligned(
        [(f"  {question}", schema.header(key)) for key, question in found.columns.items()]
    )
    if found.others:
        yield f"Tidak dipakai: {', '.join(found.others)}."
    if found.order:
        first = "hari/bulan" if found.order == "hari" else "bulan/hari"
        yield f"Stempel waktu ditulis {first}/tahun."
    yield "Pasangan ini dapat diubah kapan saja di ppid.toml, bagian [masuk.kolom]."
