"""The state file: it comes back as it was, and what is wrong with it is one sentence."""

import errno
import os
import stat
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.between_runs import NewerStateError, State
from ppid_sheets.alarms.entries import AlarmEntry
from ppid_sheets.alarms.notices import DueLetter, Notices
from ppid_sheets.common.month import Month
from ppid_sheets.errors import AlarmError

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
entries = st.builds(
    AlarmEntry,
    st.sampled_from(["tenggat", "galat", "gagal"]),
    texts,
    st.integers(1, 3),
    texts,
    texts,
    st.integers(0, 9999),
)
letters = st.builds(DueLetter, texts, st.lists(entries, max_size=3).map(tuple))
months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))
states = st.builds(
    State,
    st.none() | st.just(NOW),
    st.none() | st.just(NOW),
    st.dictionaries(months, st.just(NOW)),
    st.dictionaries(
        texts,
        st.builds(
            Notices,
            texts,
            st.dictionaries(texts, st.integers()),
            st.none() | letters,
            st.dictionaries(texts, texts),
        ),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(states)
def test_a_state_comes_back(tmp_path: Path, kept: State) -> None:
    """With all its texts, for its owner alone."""
    path = tmp_path / "data" / "jalan.json"
    between_runs.save(path, kept)
    assert between_runs.load(path, NOW) == (kept, None)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["jalan.json"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"a"',
        b'{"versi": 1}',
        b"\xff\xfe",
        b"[" * 5000,
        b'{"versi": 1, "mulai": "", "baik": "", "terbit": 5, "orang": {}}',
        b'{"versi": 1, "mulai": "2026-11-23T08:15:00", "baik": "", "terbit": {}, "orang": {}}',
        b'{"versi": 1, "mulai": "", "baik": "", "terbit": {}, "orang": {"a": {"surat": ""}}}',
    ],
)
def test_a_damaged_state_is_set_aside(tmp_path: Path, text: bytes) -> None:
    """Under a dated name; a new one is begun, and what that means is said."""
    path = tmp_path / "jalan.json"
    path.write_bytes(text)
    begun, trouble = between_runs.load(path, NOW)
    assert begun == State()
    assert trouble and "dapat terkirim sekali lagi" in str(trouble)
    assert (tmp_path / "jalan.rusak-2026-11-23_081500.json").read_bytes() == text
    assert between_runs.load(path, NOW) == (State(), None)


def test_a_state_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """An older program must not forget what it does not understand."""
    path = tmp_path / "jalan.json"
    path.write_text('{"versi": 2}')
    with pytest.raises(NewerStateError, match="lebih baru"):
        between_runs.load(path, NOW)
    assert path.read_text() == '{"versi": 2}'


def test_a_full_disk_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, nothing half written left behind."""
    path = tmp_path / "jalan.json"
    between_runs.save(path, State(issued={Month(2026, 10): NOW}))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(AlarmError, match="penyimpanan penuh"):
            between_runs.save(path, State())
    assert between_runs.load(path, NOW)[0].issued == {Month(2026, 10): NOW}
    assert [p.name for p in tmp_path.iterdir()] == ["jalan.json"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    """The next save removes it."""
    path = tmp_path / "jalan.json"
    (tmp_path / ".jalan.json.0a1b2c3d.tmp").write_text("{")
    between_runs.save(path, State())
    assert [p.name for p in tmp_path.iterdir()] == ["jalan.json"]
