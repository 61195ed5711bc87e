"""What `init` added to a register, or would add."""

from collections.abc import Iterator, Mapping, Sequence

from ppid_sheets.cli.output import aligned
from ppid_sheets.jobs.init import Adopted
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema


def built(
    name: str, schemas: Sequence[Schema], optional: Sequence[str], *, dry_run: bool = False
) -> Iterator[str]:
    """What a new register has, or would have, with these `optional` pages of the job."""
    tabs = f"Tab: {', '.join(layout.titles(schemas, optional))}."
    if dry_run:
        yield f"{name} masih kosong; register baru akan dibuat di sana."
        yield tabs
        return
    yield f"Register baru dibuat: {name}"
    yield tabs
    yield "Isi nama petugas (minimal 2) di tab Pilihan, lalu mulailah mengisi tab Register."


def beside(added: Mapping[Schema, Adopted | None], *, dry_run: bool) -> Iterator[str]:
    """What was added for registers and lists beside the requests, or would be."""
    for kind, found in added.items():
        if found:
            yield from lines(found, f"Tab {found.tab}", dry_run=dry_run)
        else:
            yield f"Tab {kind.tab} belum ada; {kind.title} akan dibuat di sana."


def lines(adopted: Adopted, name: str, *, dry_run: bool = False) -> Iterator[str]:
    """What `init` added to an existing register, or would add."""
    if adopted.empty:
        complete = "" if adopted.barred else " sudah lengkap;"
        yield f"{name}{complete or ':'} tidak ada yang diubah."
        yield from _barred(adopted.barred)
        yield from _spared(adopted.spared)
        return
    if dry_run:
        yield from mapping(adopted)
    judged = bool(adopted.plan.schema.job)
    yield from aligned([*_added(adopted)])
    yield from _barred(adopted.barred)
    yield from _spared(adopted.spared)
    if dry_run:
        yield "Belum ada yang ditulis. Jalankan tanpa --dry-run untuk menambahkannya."
        return
    yield f"{name} siap {'diperiksa' if judged else 'diisi'}. Isi yang sudah ada tidak diubah."
    if adopted.narrow:
        yield (
            f"Filter atau tabel berakhir di kolom {adopted.narrow}; perlebar sampai kolom Temuan, "
            "agar hasil ikut terurut bersama barisnya."
        )
    yield from _on_wish(adopted)
    if layout.CHOICES in adopted.tabs:
        yield f"Isi nama petugas (minimal 2) di tab {layout.CHOICES}."


def _added(adopted: Adopted) -> Iterator[tuple[str, str]]:
    plan, judged = adopted.plan, bool(adopted.plan.schema.job)
    columns = [plan.schema.by_key[column.key] for column in plan.new_columns]
    wished = [column.header for column in columns if column.owner == "staff"]
    if wished:
        yield "Kolom isian ditambah", ", ".join(wished)
    if judged:
        own = [column.header for column in columns if column.owner == "job"]
        yield "Kolom otomatis ditambah", ", ".join(own) or "-"
    yield "Tab ditambah", ", ".join(adopted.tabs) or "-"
    yield "Kolom ditandai", str(len(plan.tags) - len(columns))
    if judged:
        yield "Aturan sorotan", "dipasang" if plan.highlights else "sudah ada"
    for line in adopted.furnished:
        yield "Pelengkap", line


def _barred(titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield f"Tab yang tidak dapat dibuat: {', '.join(titles)}; {theirs(titles)}."


def _on_wish(adopted: Adopted) -> Iterator[str]:
    """Columns of the SOP that the office's form lacks, which init adds by name."""
    header = adopted.header
    lacking = [column.header for column in header.missing]
    if lacking:
        official = _whose(header.schema)
        yield (
            f"Kolom {official} yang tidak ada: {', '.join(lacking)}. Bila diperlukan, tambahkan "
            f'dengan ppid-sheets init --add "{_of_tab(header)}{lacking[0]}" (beberapa dipisahkan '
            "dengan koma)."
        )


def basis_lacking(header: str) -> str:
    """What an office with a list of excluded information may add to its register."""
    return (
        "Agar tiap penolakan menyebut entri DIK yang mendasarinya, tambahkan kolomnya: "
        f'ppid-sheets init --add "{header}".'
    )


def _whose(schema: Schema) -> str:
    """The owner of these columns in a sentence."""
    if not schema.job:
        return schema.tab
    return "register keberatan" if schema.name else "SOP"


def _of_tab(header: Header) -> str:
    """What names the tab before a column that is to be added."""
    return f"{header.schema.tab}: " if header.schema.name else ""


def _spared(headers: Sequence[str]) -> Iterator[str]:
    if headers:
        yield (
            f"Tanpa daftar pilihan: {', '.join(headers)}; kolom itu sudah bertipe di Tabel Google "
            "Sheet, dan daftarnya diatur di tabel itu."
        )


def mapping(adopted: Adopted) -> Iterator[str]:
    """Which column of the sheet was recognised as which of the register."""
    header = adopted.header
    yield f"Tab {adopted.tab}, judul kolom di baris {header.rows[-1]}. Kolom yang dikenali:"
    places = sorted(header.places.items(), key=lambda item: item[1].position)
    yield from aligned(
        [
            (f"  {letters(place.position)}  {place.header}", header.schema.header(key))
            for key, place in places
        ]
    )
    missing = [column.header for column in header.missing]
    if missing:
        yield f"Tidak ditemukan: {', '.join(missing)}."
        yield f'Bila diperlukan, tambahkan dengan --add "{_of_tab(header)}{missing[0]}".'
    if header.extra:
        yield f"Kolom lain, dibiarkan: {', '.join(header.extra)}."


def theirs(titles: Sequence[str]) -> str:
    """Why pages cannot be made under these titles, and what to do about it."""
    return (
        "tab bernama itu buatan kantor dan tidak disentuh; ganti namanya, misalnya menjadi "
        f"{titles[0]} Kantor, lalu jalankan ppid-sheets init"
    )
