"""Writes the pages of `docs/` that the code knows already: python -m tests.reference."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from ppid_sheets import errors
from ppid_sheets.cli.arguments import parser
from ppid_sheets.cli.overview import COMMANDS
from ppid_sheets.config import OPTIONS
from ppid_sheets.errors import PpidError

DOCS = Path(__file__).parents[1] / "docs"
MADE = "This page is made from the code with `python -m tests.reference`."
OF_THE_COMMAND = {
    0: "Done, whatever was found.",
    1: "With `--exit-code`: *galat* findings or overdue requests exist. From `doctor`: nothing "
    "failed and something is to be done; where something failed, the code of the first failure.",
    70: "A bug: its traceback is shown, or the words with which Google refused.",
    130: "Stopped with Ctrl-C; nothing is half written.",
}


def commands() -> str:
    """Every command with its help, as a terminal of 100 columns shows it."""
    pages = "".join(f"## {one.prog}\n\n```text\n{one.format_help()}```\n\n" for one in parsers())
    return f"# Commands\n\n{MADE}\n\n{pages}"


def parsers() -> Iterator[argparse.ArgumentParser]:
    """The parser of each command."""
    waiting: list[argparse.ArgumentParser] = [parser(" ".join(COMMANDS).split())]
    while waiting:
        here = waiting.pop(0)
        below = [a for a in here._actions if isinstance(a, argparse._SubParsersAction)]
        if not below:
            yield here
        for action in below:
            waiting += action.choices.values()


def settings() -> str:
    """Every setting of `ppid.toml`."""
    lines = [
        f"| `{one.path}` | {one.meaning} | `{json.dumps(one.default, ensure_ascii=False)}` |"
        for one in OPTIONS
    ]
    return "\n".join(
        (
            "# Settings",
            "",
            "All are optional, in `ppid.toml` where the command runs, or in `--config FILE`. Start "
            "from `ppid-sheets config > ppid.toml`. An unknown key is an error. Relative paths "
            f"start from the folder of the file, `~` is the home folder. {MADE}",
            "",
            "| key | meaning | default |",
            "|---|---|---|",
            *lines,
            "",
            *PROFILES,
        )
    )


PROFILES = (
    "## Periods of an answer", "",
    "`[tenggat.NAME]` is a profile: periods in working days, the categories (*Kategori Informasi*) "
    "that it serves, and its basis. `biasa` serves what no other does; `pemilu` is there and off "
    "(`aktif = true` switches it on). Further ones need no program, only a table:", "",
    "```toml", "[tenggat.mendesak]", 'nama = "Mendesak"', 'kategori = ["Informasi Serta Merta"]',
    "hari = 2", "perpanjangan = 2", 'dasar = "SK Sekretaris 5/2026"', "```", "",
    "`kategori`, `hari`, `perpanjangan` and `dasar` must be there; what is said of an objection "
    "(`keberatan` to `gugatan`) is that of the law where it is not. "
    "A category counts as soon as it stands here, and a new register lists it; in one that is "
    "there already add it to the tab *Pilihan* (R20), so that staff can choose it. "
    "`ppid-sheets deadline 2026-03-06 --profile mendesak` reckons with it.",
    "", "## Findings", "",
    "`[aturan]` says by code how grave a finding is (`galat`, `peringatan`, `info`), or `false`: "
    "it is neither shown nor counted, and the memory goes on with it. Codes are in "
    "[temuan.md](temuan.md); what other results rest on cannot be lowered.", "",
    "```toml", "[aturan]", 'T07 = "info"', "L04 = false", "```", "",
)  # fmt: skip


def exit_codes() -> str:
    """Every exit code, with the failure it stands for."""
    known = dict(OF_THE_COMMAND)
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, PpidError) and kind is not PpidError:
            known.setdefault(kind.exit_code, " ".join((kind.__doc__ or "").split()))
    lines = [f"| {code} | {meaning} |" for code, meaning in sorted(known.items())]
    return "\n".join(("# Exit codes", "", MADE, "", "| code | meaning |", "|---|---|", *lines, ""))


PAGES = {"commands.md": commands, "settings.md": settings, "exit-codes.md": exit_codes}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
