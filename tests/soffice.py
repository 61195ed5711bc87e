"""LibreOffice, started once for several workbooks: its start costs more than most conversions."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

SOFFICE = shutil.which("soffice")
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def convert(kind: str, out: Path, sources: Iterable[Path], *, recalculate: bool = False) -> None:
    """Put each workbook into `out` as that kind of file, formulas worked out anew if wished.

    The names of the sources differ; a profile of its own lies in `out`.
    """
    profile = out / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    if recalculate:
        (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    subprocess.run(
        [SOFFICE or "soffice", f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless",
         "--norestore", "--convert-to", kind, "--outdir", str(out), *map(str, sources)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
