"""The commands: reads the clock and the environment, prints, and turns errors into exit codes."""

from __future__ import annotations

import sys

from ppid_sheets.cli import streams
from ppid_sheets.cli.arguments import parser
from ppid_sheets.errors import AlarmError, PpidError, SettingsError, UnreachableError, UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from ppid_sheets.config import Settings
    from ppid_sheets.register.address import SpreadsheetId
    from ppid_sheets.stores.port import Store

DONE, FOUND, BUG, INTERRUPTED = 0, 1, 70, 130


def run() -> None:
    """Entry point of the command `ppid-sheets`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit code (see the README)."""
    streams.prepare()
    try:
        code = _carried_out(arguments)
    except PpidError as error:
        streams.say(error)
        code = error.exit_code
    except KeyboardInterrupt:
        streams.say("Dihentikan. Jalankan lagi kapan saja; tidak ada yang setengah jadi.")
        code = INTERRUPTED
    except BrokenPipeError:
        code = DONE
    except SystemExit:
        raise
    except BaseException as error:  # libraries in other languages panic beside Exception
        code = _unforeseen(error)
    unsaid = streams.settle()
    if unsaid and code in (DONE, FOUND):
        streams.say(
            f"Pekerjaannya selesai, tetapi keluarannya tidak dapat ditulis: {unsaid}; betulkan "
            "itu, lalu jalankan lagi."
        )
        return AlarmError.exit_code
    return code


def _carried_out(arguments: Sequence[str]) -> int:
    if any("\ud800" <= letter <= "\udfff" for text in arguments for letter in text):
        raise UsageError(
            "Perintah ini memuat huruf yang bukan UTF-8; ganti nama berkas atau foldernya, lalu "
            "tulis lagi."
        )
    options = parser().parse_args(arguments)
    return COMMANDS[options.command](options)


def _unforeseen(error: BaseException) -> int:
    """Say what nobody else has: the computer's limits in a sentence, a fault of ours by its place.

    Files of ours are spoken of where they are read and written, so one without a name is a stream.
    """
    if isinstance(error, OSError) and error.errno and not isinstance(error, ConnectionError):
        from ppid_sheets.common import files

        if error.filename is None:
            streams.say(
                "Keluarannya tidak dapat ditulis, atau sambungannya terputus: "
                f"{files.cause(error)}; betulkan itu, lalu jalankan lagi."
            )
            return AlarmError.exit_code
        name = repr(error.filename)[1:-1] if isinstance(error.filename, str | bytes) else "Berkas"
        streams.say(
            f"{name} tidak dapat dibaca atau ditulis: {files.cause(error)}; periksa berkas dan "
            "foldernya, lalu jalankan lagi."
        )
        return UnreachableError.exit_code
    if isinstance(error, MemoryError):
        streams.say("Memori komputer tidak cukup; tutup program lain, lalu jalankan lagi.")
        return UnreachableError.exit_code
    from ppid_sheets.cli import faults

    streams.say(
        *faults.lines(error), "Ini kesalahan program, bukan kesalahan Anda. Laporkan teks di atas."
    )
    return BUG


def _settings(options: argparse.Namespace) -> Settings:
    from ppid_sheets import config

    return config.load(options.config)


def _now(settings: Settings | SettingsError) -> datetime:
    from datetime import datetime

    from ppid_sheets import config

    zone = config.ZONE if isinstance(settings, SettingsError) else settings.time_zone
    return datetime.now(zone).astimezone(zone)


def _as_of(options: argparse.Namespace, settings: Settings) -> date:
    chosen: date | None = options.as_of
    return chosen or _now(settings).date()


def _store(
    where: Path | SpreadsheetId, settings: Settings, told: Callable[[str], None] = lambda _: None
) -> Store:
    from ppid_sheets.stores.opening import open_store

    return open_store(where, settings, lambda: _now(settings), told)


def _demo(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import summary
    from ppid_sheets.jobs import check as jobs

    settings = _settings(options)
    asked = _as_of(options, settings)
    today = jobs.demo_day(asked)
    if today < asked:
        print(f"Daftar libur bawaan belum memuat tahun sesudah {today.year}; contoh dibuat per "
              f"{today:%d/%m/%Y}.")  # fmt: skip
    register = options.dir / "register.xlsx"
    jobs.make_demo(register, today, options.seed)
    store = _store(register, settings)
    checked = jobs.check(store, settings, today, local_time=lambda: jobs.demo_morning(today))
    month = jobs.closed_month(today)
    report = jobs.report_monthly(store, settings, month, today, options.dir)
    _print(summary.lines(checked, store.name, today))
    _print(summary.aligned((("Register", str(register)), ("Laporan bulanan", str(report)))))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from ppid_sheets.archive.remember import remembered
    from ppid_sheets.cli import parting, progress, summary
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs import check as jobs
    from ppid_sheets.plans.runners import Runner
    from ppid_sheets.stores.lock import only_one, this_computer

    settings = _settings(options)
    as_of = _as_of(options, settings)
    where = options.register or settings.register
    now = _now(settings)
    with (
        progress.shown() as told,
        only_one(where),
        remembered(where, settings, now, read_only=options.dry_run) as memory,
    ):
        store = _store(where, settings, told)
        checked = jobs.check(
            store, settings, as_of, memory=memory,
            local_time=lambda: _now(settings), dry_run=options.dry_run, force=options.force,
            runner=Runner(this_computer()),
        )  # fmt: skip
    if options.json:
        _print_json(summary.as_object(checked, store.name, as_of))
    else:
        if options.dry_run:
            _print(summary.changes(checked))
        _print(summary.lines(checked, store.name, as_of))
        again, schedule = (command(name, where, settings) for name in ("check", "schedule"))
        advice = parting.after_check(
            checked, dry_run=options.dry_run, again=again, schedule=schedule
        )
        _print(parting.lines(where, store, now, advice))
    _told(options, store.calls)
    if memory and memory.trouble:
        print(memory.trouble, file=sys.stderr)
        return memory.trouble.exit_code
    return FOUND if options.exit_code and checked.verdict.faulty else DONE


def _run(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import run_line as telling
    from ppid_sheets.cli import summary
    from ppid_sheets.jobs.run import run

    settings = run.within_limit(_settings(options))
    where = options.register or settings.register
    ran = run.run(
        run.Order(
            where, settings, lambda: _store(where, settings), lambda: _now(settings), options.show
        )
    )
    _print(ran.shown)
    if ran.checked and options.verbose:
        _print(summary.lines(ran.checked, ran.name, ran.moment.date()))
    if ran.checked and not options.quiet:
        print(telling.line(ran))
    _told(options, ran.calls)
    for failure in ran.failures:
        print(failure, file=sys.stderr)
    found = options.exit_code and ran.checked and ran.checked.verdict.faulty
    return ran.exit_code or (FOUND if found else DONE)


def _schedule(options: argparse.Namespace) -> int:
    from pathlib import Path

    from ppid_sheets.common import files
    from ppid_sheets.jobs.schedule import systems
    from ppid_sheets.jobs.schedule.place import Place

    settings = _settings(options)
    source, where, mail = settings.source, options.register, settings.mail
    ambient = settings.google.ambient_file
    place = Place(
        python=sys.executable,
        folder=str(files.real(source).parent if source else Path.cwd()),
        settings=str(files.real(source)) if source else "",
        register=str(files.real(where) if isinstance(where, Path) else where or ""),
        credential=str(files.real(ambient)) if ambient else "",
        password_variable=mail.password_variable if mail.server and mail.user else "",
        zone=settings.time_zone,
        limit=settings.run_limit,
    )
    _print([systems.describe(options.system, place, where or settings.register).rstrip()])
    return DONE


def _report_monthly(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import summary
    from ppid_sheets.jobs import report_monthly as issuing

    settings = _settings(options)
    where = options.register or settings.register
    out, now = options.out or settings.report_folder, _now(settings)
    if options.as_issued is not None:
        if options.as_of:
            raise UsageError(
                "Terbitan ditulis apa adanya: --as-issued tidak dipakai bersama --as-of."
            )
        path, issue = issuing.as_issued(where, settings, options.month, options.as_issued, out, now)
        _print(summary.issued_again(path, issue, settings.time_zone))
        return DONE
    wanted = issuing.Wanted(options.month, out, now, options.as_of, options.compare)
    made = issuing.report_monthly(where, _store(where, settings), settings, wanted)
    _print(summary.issued(made, settings.time_zone))
    if made.trouble:
        print(made.trouble, file=sys.stderr)
        return made.trouble.exit_code
    return DONE


def _report_daily(options: argparse.Namespace) -> int:
    from ppid_sheets.archive.remember import remembered
    from ppid_sheets.jobs import papers

    settings = _settings(options)
    where = options.register or settings.register
    store = _store(where, settings)
    now = _now(settings)
    out = options.out or settings.report_folder
    with remembered(where, settings, now, read_only=True) as memory:
        path = papers.report_daily(
            store, settings, options.date or now.date(), now.date(), out, memory
        )
    print(f"Laporan disimpan: {path}")
    return DONE


def _report_annual(options: argparse.Namespace) -> int:
    from ppid_sheets.jobs import papers

    settings = _settings(options)
    store = _store(options.register or settings.register, settings)
    out = options.out or settings.report_folder
    as_of = _as_of(options, settings)
    inside, outside = papers.report_annual(store, settings, options.year, as_of, out)
    print(f"Laporan disimpan: {inside}")
    print(f"Untuk diumumkan:  {outside}")
    return DONE


def _form(options: argparse.Namespace) -> int:
    from ppid_sheets.jobs import papers

    settings = _settings(options)
    store = _store(options.register or settings.register, settings)
    as_of = _as_of(options, settings)
    paper = papers.form(store, settings, options.form, options.number, as_of, options.out)
    print(f"Formulir disimpan: {paper.path}")
    if paper.lacks:
        print(f"Ditandai untuk dilengkapi: {'; '.join(paper.lacks)}.")
    print("Berkas ini memuat data pribadi pemohon: jangan dibagikan, hapus setelah dicetak.")
    return DONE


def _deadline(options: argparse.Namespace) -> int:
    from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
    from ppid_sheets.deadlines.explain import as_object, explain, lines

    settings = _settings(options)
    register = options.register or _present(settings.register)
    if register:
        from ppid_sheets.checks.judge import holidays_of

        store = _store(register, settings)
        holidays = holidays_of(store.read()).holidays
        source = f"tab Hari Libur {store.name}"
    else:
        holidays = decreed_holidays()
        source = "daftar bawaan menurut SKB 3 Menteri"
    profile = settings.election if options.profile == "pemilu" else settings.ordinary
    calendar = calendar_of(holidays, settings.weekend)
    found = explain(calendar, options.received, profile, options.extended)
    if options.json:
        _print_json(as_object(found) | {"kalender": source})
    else:
        _print(lines(found))
        print(f"Kalender: {source}.")
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from ppid_sheets.cli.explanation import lines
    from ppid_sheets.jobs.catalogue import entry

    _print(lines(entry(options.code)))
    return DONE


def _present(register: Path | SpreadsheetId) -> Path | SpreadsheetId | None:
    """The register of the settings, unless it is a file that does not exist."""
    from ppid_sheets.common import files

    missing = not isinstance(register, str) and not files.exists(register)
    return None if missing else register


def _init(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import parting, progress, summary
    from ppid_sheets.doctor.facts import command
    from ppid_sheets.jobs import check as jobs
    from ppid_sheets.register.wishes import wished
    from ppid_sheets.stores.lock import only_one

    settings = _settings(options)
    where = options.register or settings.register
    with progress.shown() as told, only_one(where):
        store = _store(where, settings, told)
        adopted = jobs.init(store, dry_run=options.dry_run, wished=wished(options.add))
    if adopted:
        _print(summary.additions(adopted, store.name, dry_run=options.dry_run))
    elif options.dry_run:
        print(f"{store.name} masih kosong; register baru akan dibuat di sana.")
    else:
        print(f"Register baru dibuat: {store.name}")
        print("Isi nama petugas (minimal 2) di tab Pilihan, lalu mulailah mengisi tab Register.")
    init, check = (command(name, where, settings) for name in ("init", "check"))
    advice = parting.after_init(dry_run=options.dry_run, init=init, check=check)
    _print(parting.lines(where, store, _now(settings), advice))
    return _told(options, store.calls)


def _doctor(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import diagnosis as telling
    from ppid_sheets.doctor.examination import examine
    from ppid_sheets.doctor.gathering import gather
    from ppid_sheets.doctor.results import exit_code

    settings = _settings_or_error(options)
    facts = gather(settings, options.register, lambda: _now(settings))
    results = examine(facts)
    if options.json:
        _print_json(telling.as_object(facts, results))
    else:
        _print(telling.lines(facts, results))
    _told(options, facts.calls)
    return exit_code(results)


def _settings_or_error(options: argparse.Namespace) -> Settings | SettingsError:
    try:
        return _settings(options)
    except SettingsError as error:
        return error


def _remove(options: argparse.Namespace) -> int:
    from ppid_sheets.jobs import check as jobs
    from ppid_sheets.stores.lock import only_one

    settings = _settings(options)
    where = options.register or settings.register
    store = _store(where, settings)
    traces = jobs.traces(store)
    if not traces:
        print(f"{store.name}: tidak ada bagian program yang tersisa.")
        return DONE
    print(f"Yang dikeluarkan dari {store.name}:")
    _print(f"  {line}" for line in traces)
    looking = jobs.onlookers(store)
    if looking:
        print("Yang memandang bagian itu dan akan kehilangan acuannya (#REF!):")
        _print(f"  {line}" for line in looking)
    if not (options.yes or _agreed()):
        print("Dibatalkan; tidak ada yang diubah.")
        return DONE
    with only_one(where):
        jobs.remove(store)
    but = ", kecuali acuan pada rumus dan rentang yang disebut di atas" if looking else ""
    print(f"Selesai. Isian petugas dan tab lain tidak diubah{but}.")
    return _told(options, store.calls)


def _history(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import retelling
    from ppid_sheets.jobs import recovery

    settings = _settings(options)
    where = options.register or settings.register
    with recovery.past(where, settings, _now(settings)) as past:
        steps = recovery.history(past, options.number)
    _print(retelling.history(steps, options.number, with_personal=options.with_personal))
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from ppid_sheets.jobs import recovery
    from ppid_sheets.stores.lock import only_one

    settings = _settings(options)
    where = options.register or settings.register
    store = _store(where, settings)
    with only_one(where), recovery.past(where, settings, _now(settings)) as past:
        moment = _moment(options, settings)
        restored = recovery.restore(store, past, options.number, moment)
    instead = ", menggantikan isi lama tab itu" if restored.replaced else ""
    print(f"{restored.rows} permohonan ditulis di tab {restored.tab} {store.name}{instead}. Salin "
          "barisnya ke tab register; tab register sendiri tidak diubah.")  # fmt: skip
    return DONE


def _snapshot(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import retelling
    from ppid_sheets.jobs import recovery

    settings = _settings(options)
    where = options.register or settings.register
    with recovery.past(where, settings, _now(settings)) as past:
        whole = recovery.snapshot(past, _moment(options, settings), options.out)
    _print(retelling.snapshot(whole, options.out, settings.time_zone))
    return DONE


def _moment(options: argparse.Namespace, settings: Settings) -> datetime | None:
    chosen: datetime | None = options.as_of
    return chosen.replace(tzinfo=settings.time_zone) if chosen else None


def _archive(options: argparse.Namespace) -> int:
    from ppid_sheets.cli import retelling
    from ppid_sheets.jobs import recovery

    settings = _settings(options)
    deletes = bool(options.older_than or options.forget)
    with recovery.opened(settings, _now(settings), read_only=not deletes) as archive:
        if not deletes:
            _print(retelling.archive(recovery.contents(archive), settings.time_zone))
            return DONE
        doomed = recovery.doomed(archive, settings, options.older_than, options.forget)
        _print(retelling.doomed(doomed))
        if doomed.empty:
            return DONE
        if not (options.yes or _agreed()):
            print("Dibatalkan; tidak ada yang diubah.")
            return DONE
        recovery.forget(archive, settings, options.older_than, options.forget)
    print("Selesai. Register sendiri tidak diubah.")
    return DONE


def _agreed() -> bool:
    answer = streams.asked("Lanjutkan? (ya/tidak) ")
    if answer is None:
        raise UsageError("Tidak ada yang dapat ditanya di sini; setujui dengan --yes.")
    return answer.strip().casefold() in ("ya", "y")


def _told(options: argparse.Namespace, calls: str) -> int:
    """Say how many calls it took, where that was asked for and there were any."""
    if options.verbose and calls:
        print(calls, file=sys.stderr)
    return DONE


def _config(options: argparse.Namespace) -> int:
    from ppid_sheets import config

    settings = config.load(options.config)
    print(f"# Sumber: {settings.source or 'nilai bawaan'}")
    print(config.as_toml(settings), end="")
    return DONE


def _print_json(value: object) -> None:
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "check": _check,
    "run": _run,
    "schedule": _schedule,
    "report monthly": _report_monthly,
    "report daily": _report_daily,
    "report annual": _report_annual,
    "form": _form,
    "deadline": _deadline,
    "explain": _explain,
    "init": _init,
    "doctor": _doctor,
    "remove": _remove,
    "history": _history,
    "restore": _restore,
    "snapshot": _snapshot,
    "archive": _archive,
    "config": _config,
}
"""What carries out each command of `arguments`."""
