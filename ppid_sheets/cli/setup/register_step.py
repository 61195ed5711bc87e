"""The register itself: `init`, shown first and then carried out."""

from collections.abc import Iterator

from ppid_sheets.cli import additions, office, output
from ppid_sheets.cli.setup.questions import ADD
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.jobs.desk import Desk
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.stores.lock import only_one


def done(work: Work) -> str:
    """Nothing is left for `init` to add."""
    facts = work.facts
    complete = facts.known("formats") and facts.adopted and facts.adopted.empty
    return "lengkap" if complete and not facts.lacking else ""


def carry_out(work: Work) -> None:
    """Show what would be added, ask, and add it; again while the register is in use."""
    output.show(*work.tried(lambda: _added(work, dry_run=True)))
    if not work.person.answer(ADD):
        output.show("Dilewati; kapan saja: ppid-sheets init.")
        return
    output.show(*work.tried(lambda: _added(work, dry_run=False)))


def _added(work: Work, *, dry_run: bool) -> Iterator[str]:
    settings = work.settings
    desk = Desk(work.where, settings, lambda: office.local_time(settings))
    chosen, name = settings.chosen, desk.store.name
    with only_one(desk.where):
        adopted = init(desk.store, dry_run=dry_run, beside=KINDS)
    if not adopted:
        return additions.built(name, (chosen.schema, *KINDS), chosen.pages, dry_run=dry_run)
    lines = additions.lines(adopted, name, dry_run=dry_run)
    return (line for line in lines if "--dry-run" not in line)  # that is asked next, not typed
