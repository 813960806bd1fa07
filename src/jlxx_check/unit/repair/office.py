"""LibreOffice, where this machine has it: old documents written anew as .docx, or as plain text.

It runs with a profile of its own that is thrown away: no macro runs, nothing that a document names
elsewhere is loaded, and a window that the user has open is not disturbed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from jlxx_check.values.frozen_types import frozen

#: Seconds for it to start, and for each document.
_STARTING, _EACH = 60.0, 20.0
#: Seconds between two looks at whether it has ended.
_LOOK = 0.1
#: Where it is, outside the search path.
_PLACES = {
    "win32": (
        r"%ProgramFiles%\LibreOffice\program\soffice.com",
        r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
DOCX = "docx:MS Word 2007 XML"
PLAIN = "txt:Text (encoded):UTF8"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@frozen
class OfficeProgram:
    """The program found. path: absolute."""

    path: str

    def convert(
        self, documents: Sequence[Path], form: str, work: Path, stop: Callable[[], bool]
    ) -> dict[Path, Path]:
        """Each document's new file; one that is missing could not be converted.

        documents: of different names. form: ``DOCX`` or ``PLAIN``. work: an empty folder. stop:
        whether to give up. One that hangs costs itself alone: what is missing after a run over all
        is tried again by itself. Raises OSError where the program does not start.
        """
        made = self._run(documents, form, work / "all", stop)
        if len(documents) > 1:
            for number, document in enumerate(item for item in documents if item not in made):
                if stop():
                    break
                made |= self._run([document], form, work / str(number), stop)
        return made

    def _run(
        self, documents: Sequence[Path], form: str, work: Path, stop: Callable[[], bool]
    ) -> dict[Path, Path]:
        profile, out = work / "profile", work / "out"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        words = (
            self.path,
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", form, "--outdir", str(out)),
            *map(str, documents),
        )
        seconds = _STARTING + _EACH * len(documents)
        _call(words, seconds, stop)
        suffix = f".{form.partition(':')[0]}"
        found = {item: out / f"{item.stem}{suffix}" for item in documents}
        return {item: made for item, made in found.items() if made.is_file()}


def office_program() -> OfficeProgram | None:
    """LibreOffice; None where this machine has none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    # A relative answer is Windows' current folder, perhaps the package itself: never run.
    if found is not None and Path(found).is_absolute():
        return OfficeProgram(found)
    places = map(os.path.expandvars, _PLACES.get(sys.platform, ()))
    return next((OfficeProgram(place) for place in places if Path(place).is_file()), None)


def _call(words: Sequence[str], seconds: float, stop: Callable[[], bool]) -> None:
    """Run it to its end, or end it with all that it started."""
    with subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        end = time.monotonic() + seconds
        try:
            while process.poll() is None and time.monotonic() < end and not stop():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_LOOK)
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """What the program is called by is but a script or a starter that waits for the program."""
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        words = (str(tool), "/F", "/T", "/PID", str(process.pid))
        with suppress(OSError):
            subprocess.run(words, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
