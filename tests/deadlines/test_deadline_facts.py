"""The published facts: made day by day, and held against the package's own reckoning."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.deadlines.objection import STAGES
from ppid_sheets.deadlines.profiles import BY_LAW
from tests import deadline_facts

FACTS = json.loads((deadline_facts.FOLDER / "cases.json").read_text(encoding="utf-8"))
CALENDAR = calendar_of(decreed_holidays())


def test_the_files_are_what_the_script_reckons() -> None:
    """Nobody edited them by hand, and no decree was added without them."""
    for name, content in deadline_facts.files().items():
        assert (deadline_facts.FOLDER / name).read_text(encoding="utf-8") == content, name


@pytest.mark.slow
def test_the_cases_fit_their_schema() -> None:
    """The schema that other programs read them by."""
    import jsonschema  # more than a second where it finds all its friends

    schema = json.loads(Path(deadline_facts.FOLDER, "cases.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(FACTS)


@pytest.mark.parametrize("key", ["biasa", "pemilu"])
def test_each_case_is_what_the_package_reckons(key: str) -> None:
    """Last days and the holidays on the way, for every clock of a profile."""
    profile = BY_LAW.named(key)
    periods = {
        "answer": [profile.days],
        "extended": [profile.days, profile.extension],
        **{stage.key: [stage.days(profile.objection)] for stage in STAGES},
    }
    cases = [case for case in FACTS["cases"] if case["profile"] == key]
    assert {case["clock"] for case in cases} == set(periods)
    for clock, counts in periods.items():
        told = [case for case in cases if case["clock"] == clock]
        assert told[0]["working_days"] == counts
        days = np.array([case["start"] for case in told], dtype="datetime64[D]")
        for one in counts:
            days = CALENDAR.add(days, one)
        assert [None if np.isnat(day) else str(day) for day in days] == [c["due"] for c in told]


def test_what_was_skipped_is_what_the_package_names() -> None:
    """Holidays on weekdays between, in order."""
    for case in FACTS["cases"]:
        if case["due"]:
            start, due = (date.fromisoformat(case[key]) for key in ("start", "due"))
            named = [(h.day.isoformat(), h.name) for h in CALENDAR.skipped(start, due)]
            assert named == [(one["date"], one["why"]) for one in case["skipped"]]
