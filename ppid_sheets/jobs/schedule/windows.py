"""A schedule for Windows: a task for its Task Scheduler."""

import subprocess
from xml.sax.saxutils import escape

from ppid_sheets.jobs.schedule.place import FIRST_HOUR, LAST_HOUR, RunPlace


def describe(place: RunPlace) -> str:
    """The task as XML, its two steps first; all ASCII, whatever encoding a shell writes it in."""
    sign = "-" if place.offset < 0 else "+"
    hours, minutes = divmod(abs(place.offset), 60)
    hourly = _HOURLY.format(
        start=f"2026-01-01T{FIRST_HOUR:02}:{place.minute:02}:00{sign}{hours:02}:{minutes:02}",
        span=LAST_HOUR - FIRST_HOUR,
    )
    task = _TASK.format(
        name=place.name,
        mark=place.mark,
        first=_AGAIN_INTO if place.watching else "ppid-sheets schedule windows",
        triggers=_logon(place.user) if place.watching else hourly,
        limit="PT0S" if place.watching else f"PT{-(-(place.limit + 60) // 60)}M",
        again=_AGAIN if place.watching else "",
        python=escape(_without_window(place.python)),
        arguments=escape(subprocess.list2cmdline(place.arguments)),
        folder=escape(place.folder),
    )
    return task.encode("ascii", "xmlcharrefreplace").decode()


def _logon(user: str) -> str:
    """Started when this user signs in; at anybody's only an administrator may start something."""
    return _LOGON.format(user=f"<UserId>{escape(user)}</UserId>" if user else "")


def _without_window(python: str) -> str:
    """The interpreter that opens no window, which lies beside the other one."""
    stem = python[: -len("python.exe")]
    return f"{stem}pythonw.exe" if python.lower().endswith("\\python.exe") else python


_AGAIN_INTO = "ulangi perintah yang mencetak teks ini, ditambah"
"""Instead of the command itself, whose two hyphens no XML allows in a remark."""
_TASK = """\
<?xml version="1.0"?>
<!-- Jadwal Windows untuk ppid-sheets.
     Langkah 1: {first} > jadwal-ppid.xml
     Langkah 2: schtasks /Create /TN {name} /XML jadwal-ppid.xml
     Melepasnya: schtasks /Delete /TN {name}
     Berjalan selama pemakai ini masuk ke Windows; yang terlewat disusul begitu bisa. -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Source>{mark}</Source>
    <Description>Pemeriksaan register PPID</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>{limit}</ExecutionTimeLimit>
{again}  </Settings>
  <Actions>
    <Exec>
      <Command>{python}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
_HOURLY = """\
    <CalendarTrigger>
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>PT{span}H</Duration>
      </Repetition>
      <StartBoundary>{start}</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
"""
_LOGON = """\
    <LogonTrigger>{user}</LogonTrigger>
"""
_AGAIN = """\
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>255</Count>
    </RestartOnFailure>
"""
