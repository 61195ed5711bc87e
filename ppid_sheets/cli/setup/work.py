"""What a step of the set-up works with: who answers, the settings, and what the doctor finds."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ppid_sheets.cli import office, output
from ppid_sheets.cli.setup.passwords import with_password
from ppid_sheets.cli.setup.questions import REPLACE
from ppid_sheets.cli.setup.respondents import Respondent
from ppid_sheets.config import Settings, editing
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import Outcome
from ppid_sheets.errors import PpidError
from ppid_sheets.jobs.ruled_settings import load
from ppid_sheets.jobs.schedule.place import RunPlace, place_of
from ppid_sheets.register.address import SpreadsheetId

T = TypeVar("T")


@dataclass
class Work:
    """One set-up of one office, whose settings are the file `config`.

    `browse` opens a page; `config_home`, `downloads` and `start_menu` are folders of the user,
    whose name is `user` as Windows knows it.
    """

    config: Path
    person: Respondent
    browse: Callable[[str], None]
    config_home: Path
    downloads: Path
    windows: bool = False
    start_menu: Path = Path()
    user: str = ""
    _facts: Facts | None = field(default=None, init=False)

    @property
    def settings(self) -> Settings:
        """As the file gives them now; the defaults while there is none."""
        return with_password(load(self.config if self.config.exists() else None))

    @property
    def where(self) -> Path | SpreadsheetId:
        """The register."""
        return self.settings.register

    @property
    def facts(self) -> Facts:
        """What the doctor finds, gathered anew after each step."""
        if self._facts is None:
            settings = self.settings
            self._facts = gather(settings, None, lambda: office.local_time(settings))
        return self._facts

    def anew(self) -> Facts:
        """What the doctor finds now."""
        self._facts = None
        return self.facts

    def outcome(self, name: str) -> Outcome | None:
        """The outcome of one of the doctor's checks; None where it is not made."""
        found = {result.name: result.outcome for result in examine(self.facts)}
        return found.get(name)

    def place(self, *, watching: bool) -> RunPlace:
        """What a schedule is to know."""
        return place_of(self.settings, None, sys.executable, self.user, watching=watching)

    def tried(self, action: Callable[[], T]) -> T:
        """The result, tried again as often as the person wants; raises PpidError."""
        while True:
            try:
                return action()
            except PpidError as error:
                self.person.again(error)

    def page(self, address: str, *words: str) -> None:
        """Show a page of the web with what is to be done there, and wait."""
        output.show(*words, f"  Buka: {address}")
        self.browse(address)
        self.person.wait()

    def write(self, changes: Mapping[str, Any]) -> None:
        """Put options into the settings; one that stands there otherwise only on agreement."""
        there = editing.given(self.config)
        wanted = {}
        for key, value in changes.items():
            if key in there and there[key] != value:
                now = f"{self.config.name} menyebut {key} = '{there[key]}'"
                if not self.person.answer(REPLACE.asking(f"{now}. Ganti dengan '{value}'?")):
                    output.show(f"{now}; tidak diganti.")
                    continue
            elif key in there:
                continue
            wanted[key] = value
        if wanted:
            editing.write(self.config, wanted)
            output.show(f"Ditulis ke {self.config}: {', '.join(wanted)}")
