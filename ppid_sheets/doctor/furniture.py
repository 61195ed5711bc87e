"""Whether the register has what the toolkit brings: tabs, job columns, rules, dropdowns."""

from collections.abc import Iterator

from ppid_sheets.checks.tabs import is_earlier, narrow_filter
from ppid_sheets.common.indonesian import number
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.outcome import Outcome, attention, failed, good
from ppid_sheets.errors import CalendarError
from ppid_sheets.plans.annotate import absent
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import Plan
from ppid_sheets.stores.google.capacity import MOST_CELLS
from ppid_sheets.stores.google.structure import HOLD, Structure

NEARLY_FULL = 0.8
_LISTS = (layout.CHOICES, layout.HOLIDAYS, layout.GUIDE)


def _seen(facts: Facts) -> Structure:
    assert facts.seen is not None  # noqa: S101 - known at this stage
    return facts.seen


def _adopted(facts: Facts) -> Plan:
    assert facts.adopted is not None  # noqa: S101 - known at this stage
    return facts.adopted


def size(facts: Facts) -> Outcome:
    """The spreadsheet is far from the most cells that Google allows."""
    used = sum(tab.rows * tab.columns for tab in _seen(facts).tabs)
    told = f"{number(used)} dari {number(MOST_CELLS)} sel ({used / MOST_CELLS:.0%})"
    if used >= NEARLY_FULL * MOST_CELLS:
        return attention(
            told, "Hapus baris dan kolom kosong di ujung tiap tab, atau pindahkan tahun lama"
        )
    return good(told)


def copies(facts: Facts) -> Outcome:
    """No copy of a tab carries the tags of the original; an earlier year's register is none."""
    seen = _seen(facts)
    register = seen.register
    own = register.title if register else ""
    titles = [
        tab.title
        for tab in seen.tabs
        if (tab.tags and tab is not register and not is_earlier(tab.title, own, facts.today.year))
        or (tab.role_tag and not tab.role and not seen.chosen.schema.name)
    ]
    if not titles:
        return good("tidak ada")
    kept = f"; register dibaca dari tab {register.title}" if register else ""
    return attention(
        f"salinan yang membawa tanda program: {', '.join(titles)}{kept}",
        "Pastikan tab yang dibaca itu yang benar, pindahkan ke sana yang hanya ada di salinannya, "
        "lalu klik kanan tab salinannya > Hapus",
    )


def hold(facts: Facts) -> Outcome:
    """No interrupted run has left people locked out."""
    held = [
        tab.title
        for tab in _seen(facts).tabs
        if any(entry.get("description") == HOLD for entry in tab.protections)
    ]
    if not held:
        return good("tidak ada")
    return attention(
        f"tab {', '.join(held)} masih ditahan oleh init atau remove yang terputus",
        f"Bila keduanya tidak sedang berjalan, lepaskan dengan: {facts.command('check')}",
    )


def tabs(facts: Facts) -> Outcome:
    """Every tab of the toolkit is there, under whatever title.

    Without holidays there is no deadline.
    """
    named = dict(_named(facts))
    missing = [title for title in (*_LISTS, *_pages(facts)) if title not in named]
    barred = absent(facts.snapshot).barred if facts.snapshot else ()
    renamed = [f"{title} (kini {now})" for title, now in named.items() if title != now]
    told = ", ".join(filter(None, (*(t for t, now in named.items() if t == now), *renamed)))
    if layout.HOLIDAYS in missing and facts.header:
        remedy = f"Jalankan: {facts.command('init')}"
        return failed(f"belum ada: {', '.join(missing)}", remedy, CalendarError)
    if barred:
        return attention(
            f"tidak dapat dibuat: {', '.join(barred)}; sudah ada tab kantor bernama itu",
            f"Ganti nama tab itu, lalu jalankan: {facts.command('init')}",
            (f"ada: {told}",) if told else (),
        )
    if missing:
        return attention(
            f"belum ada: {', '.join(missing)}",
            f"Jalankan: {facts.command('init')}",
            (f"ada: {told}",) if told else (),
        )
    return good(told)


def _pages(facts: Facts) -> tuple[str, ...]:
    """The titles of the tabs of the job that the register shall have."""
    return (*layout.PAGES, *(facts.settings.chosen.pages if facts.settings else ()))


def _named(facts: Facts) -> Iterator[tuple[str, str]]:
    """Tabs of the toolkit that are there: the title it gave them, and the one they have."""
    if facts.seen:
        for title in (*_LISTS, *_pages(facts)):
            found = facts.seen.of_role(title) or next(
                (
                    tab
                    for tab in facts.seen.tabs
                    if title in _LISTS and tab.title.casefold() == title.casefold()
                ),
                None,
            )
            if found:
                yield title, found.title
    elif facts.snapshot:
        present = {title.casefold(): title for title in facts.snapshot.tabs}
        for title in _LISTS:
            if title.casefold() in present:
                yield title, present[title.casefold()]
        yield from ((title, title) for title in _pages(facts) if title in facts.snapshot.pages)


def job_columns(facts: Facts) -> Outcome:
    """The job's five columns are there, and all columns carry their tags."""
    plan = _adopted(facts)
    new = [plan.schema.header(column.key) for column in plan.new_columns]
    if new:
        return attention(f"belum ada: {', '.join(new)}", f"Jalankan: {facts.command('init')}")
    if plan.tags:
        return attention(
            f"{len(plan.tags)} kolom belum bertanda", f"Jalankan: {facts.command('init')}"
        )
    tags = facts.snapshot.tags if facts.snapshot else {}
    positions = [tags[key] for key in plan.schema.job_keys] if tags else []
    if facts.snapshot and facts.header:
        narrow = narrow_filter(facts.snapshot, facts.header, positions)
        if narrow:
            return attention(
                f"filter atau tabel berakhir di kolom {narrow}, sebelum kolom otomatis",
                "Perlebar sampai kolom Temuan, agar hasil ikut terurut bersama barisnya",
            )
    return good(f"kelimanya ada: {', '.join(map(letters, sorted(positions)))}")


def highlights(facts: Facts) -> Outcome:
    """The rules that light up findings and late requests stand as they shall."""
    plan = _adopted(facts)
    if plan.highlights is None:
        return good("aturan sorotan terpasang")
    command = "init" if plan.new_columns else "check"
    return attention(
        "aturan sorotan belum terpasang atau berubah",
        f"Jalankan: {facts.command(command)}",
    )


def furnishing(facts: Facts) -> Outcome:
    """Dropdowns, protections and the alarm are in place."""
    if not facts.lacking:
        return good("daftar pilihan, pelindung dan alarm terpasang")
    return attention("ada yang kurang", f"Jalankan: {facts.command('init')}", facts.lacking)
