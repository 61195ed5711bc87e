"""The entry: carries out a command line and turns every error into a sentence and a code."""

from __future__ import annotations

import os
import sys

from ppid_sheets.cli import overview, streams
from ppid_sheets.cli.codes import BUG, DONE, FOUND, INTERRUPTED
from ppid_sheets.errors import AlarmError, PpidError, UnreachableError, UsageError

TYPE_CHECKING = False  # typing itself would be a fifth of the time that `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> None:
    """Entry point of the command `ppid-sheets`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit code (`cli.codes`)."""
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
            "Perintah ini memuat huruf yang bukan UTF-8",
            "ganti nama berkas atau foldernya, lalu tulis lagi",
        )
    if list(arguments) in (["-h"], ["--help"]):
        sys.stdout.write(overview.overview())
        raise SystemExit(DONE)
    from ppid_sheets.cli.arguments import parser

    options = parser(arguments).parse_args(arguments)
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is not needed for `--help`
    except OSError:
        raise UnreachableError(
            "Folder tempat perintah ini dijalankan sudah tidak ada",
            "buka foldernya lagi, lalu jalankan lagi",
        ) from None
    from ppid_sheets.cli import progress

    with progress.shown():
        code: int = options.carry_out(options)
    return code


def _unforeseen(error: BaseException) -> int:
    """Report what no other place did: the computer's limits, or the place of a fault of ours.

    Failures of our files are reported where they are read and written, so one without a name is a
    stream.
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
    from ppid_sheets.cli import crash

    streams.say(
        *crash.lines(error), "Ini kesalahan program, bukan kesalahan Anda. Laporkan teks di atas."
    )
    return BUG
