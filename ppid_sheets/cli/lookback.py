"""The output of the commands that look back: history, restore, archive."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from ppid_sheets.archive.recalling import Whole
from ppid_sheets.common import times
from ppid_sheets.common.indonesian import listed, typed_date
from ppid_sheets.common.indonesian import number as grouped
from ppid_sheets.jobs.forget import Contents, Doomed
from ppid_sheets.jobs.history import Step
from ppid_sheets.register.text import squash
from ppid_sheets.register.values import Value

_MOMENT = "%d/%m/%Y %H.%M"
HIDDEN = "(isinya tidak ditampilkan)"


def history(steps: Sequence[Step], noun: str, number: str, *, with_personal: bool) -> Iterator[str]:
    """The versions of a row, which people call `noun`, with what changed; words where asked for."""
    requests = dict.fromkeys(step.request for step in steps)
    yield f"Riwayat {noun} {squash(number)}, {len(steps)} versi"
    for count, request in enumerate(requests, 1):
        if len(requests) > 1:
            yield f"{noun.capitalize()} ke-{count} yang memakai nomor ini:"
        for step in steps:
            if step.request == request:
                yield from _step(step, with_personal)
    if not with_personal and any(cell.personal for step in steps for cell in step.cells):
        yield (
            "Selain tanggal dan pilihan dari daftar, isi tidak ditampilkan; lihat dengan "
            "--with-personal."
        )


def _step(step: Step, with_personal: bool) -> Iterator[str]:
    last = f"terakhir {step.last_seen:{_MOMENT}}" if step.last_seen else "masih berlaku"
    yield f"  Terlihat {step.first_seen:{_MOMENT}}, {last}"
    for cell in step.cells:
        if cell.personal and not with_personal:
            yield f"    {cell.title}: {_kind(cell.old, cell.new)} {HIDDEN}"
        elif cell.old is None:
            yield f"    {cell.title}: {_shown(cell.new)}"
        else:
            yield f"    {cell.title}: {_shown(cell.old)} → {_shown(cell.new)}"


def _kind(old: Value, new: Value) -> str:
    return "diisi" if old in (None, "") else "dikosongkan" if new in (None, "") else "berubah"


def _shown(value: Value) -> str:
    match value:
        case None | "":
            return "(kosong)"
        case datetime():
            return f"{value:{_MOMENT}}"
        case date():
            return typed_date(value)
        case time():
            return f"{value:%H.%M}"
        case float():
            return f"{value:g}"
        case _:
            return " | ".join(str(value).splitlines())


def snapshot(wholes: Mapping[str, Whole], out: Path, zone: tzinfo) -> Iterator[str]:
    """What a rebuilt register is; `wholes` by what people call their rows."""
    whole = next(iter(wholes.values()))
    first, last = (times.moment(text, zone) for text in (whole.first_seen, whole.last_seen))
    counted = listed([f"{len(one.rows)} {noun}" for noun, one in wholes.items()])
    yield f"Register disusun kembali: {out}, {counted}."
    yield f"Keadaan ini terlihat dari {first:{_MOMENT}} sampai {last:{_MOMENT}}."
    yield "Kolom otomatis dikosongkan. Berkas ini memuat data pribadi pemohon: jangan dibagikan."


def archive(contents: Contents, zone: tzinfo) -> Iterator[str]:
    """What the archive holds."""
    yield f"Arsip {contents.path}, {grouped(contents.size / 1e6, 1)} MB; memuat data pribadi."
    for held in contents.holdings:
        first, last = (times.moment(text, zone) for text in (held.first_seen, held.last_seen))
        kind = f", {held.noun}" if held.beside else ""
        yield f"{held.name}{kind}: {first:{_MOMENT}} sampai {last:{_MOMENT}}"
        yield (
            f"  {held.requests} {held.noun}, {held.versions} versi, "
            f"{held.states} pemeriksaan yang berbeda"
        )
    if contents.issues:
        weight = sum({issue.workbook: issue.size for issue in contents.issues}.values())
        yield f"Laporan bulanan yang diterbitkan, {grouped(weight / 1e6, 1)} MB:"
    for issue in contents.issues:
        made = times.moment(issue.made, zone)
        yield (
            f"  {issue.register}, {issue.month.label}, terbitan {issue.number}: {made:{_MOMENT}}, "
            f"sidik {issue.fingerprint}, ppid_sheets {issue.program}"
        )
    if not (contents.holdings or contents.issues):
        yield "Belum ada register di dalamnya."


def doomed(found: Doomed) -> Iterator[str]:
    """What is about to be forgotten, and what is not."""
    if found.empty:
        yield "Tidak ada yang perlu dihapus."
        return
    parts = [f"{found.versions} versi isian {found.schema.rows}"] if found.versions else []
    parts += [f"{found.issues} terbitan laporan bulanan"] if found.issues else []
    yield f"Yang dihapus dari arsip untuk selamanya: {' dan '.join(parts)}."
    if found.answering:
        yield (
            f"Keberatan atas permohonan itu tetap tersimpan: {listed(found.answering)}; hapus "
            "juga, masing-masing dengan nomornya."
        )
    if found.naming:
        named = ", ".join(f"{issue.month.label} terbitan {issue.number}" for issue in found.naming)
        yield (
            f"Nomor itu tetap tercantum di laporan yang sudah diterbitkan ({named}), tanpa "
            "identitas pemohon; yang lama dapat dihapus dengan --older-than."
        )
