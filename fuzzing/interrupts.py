"""Ctrl-C and its like at many moments: ``python -m fuzzing.interrupts [NUMBER]``. POSIX.

A check of a sample package, packed, is interrupted again and again, each time a little later and by
another signal. What is counted: how it ended, what it said, whether reports were half-written, and
whether processes or anything unpacked were left.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

from sample_packages.expected import HERE

WHOLE = {"a.html": b"</html>", "b.xlsx": b"PK\5\6"}


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def packed(folder: Path) -> Path:
    """The sample package as an archive that has to be unpacked."""
    path = folder / "complying.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(HERE / "complying", "complying")
    return path


def command(package: Path, out: Path) -> list[str]:
    """A check that writes a page and a workbook."""
    words = ["check", str(package), "--received", "2023-07-08", "--quiet", "--no-cache"]
    for name in WHOLE:
        words += ["--format", name[2:], "--output", str(out / name)]
    return [sys.executable, "-m", "jlxx_check", *words]


def interrupted(package: Path, number: int, delay: float) -> str:
    """What came of a signal after so many seconds, in a line."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as temporary:
        out = Path(folder)
        with subprocess.Popen(
            command(package, out),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "TMPDIR": temporary},
        ) as process:
            time.sleep(delay)
            if process.poll() is None:
                os.killpg(process.pid, number)
            _, err = process.communicate()
        said = [f"ended with {process.returncode}"]
        said += ["a trace back"] if b"Traceback" in err else []
        said += ["said so"] if "已中断" in err.decode() else []
        said += [
            f"half of {path.name}"
            for path in out.iterdir()
            if WHOLE.get(path.name, b"?") not in path.read_bytes()
        ]
        said += ["something unpacked left"] if any(Path(temporary).iterdir()) else []
        time.sleep(0.5)
        try:
            os.killpg(process.pid, signal.SIGKILL)
            said.append("a process left")
        except ProcessLookupError:
            pass
        return ", ".join(said)


def main() -> None:
    """Interrupt and count."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        package = packed(Path(folder))
        start = time.monotonic()
        subprocess.run(command(package, Path(folder)), capture_output=True, check=True)
        usual = time.monotonic() - start
        counts = Counter(
            interrupted(package, SIGNALS[step % len(SIGNALS)], usual * 1.05 * step / number)
            for step in range(number)
        )
    for said, count in counts.most_common():
        print(f"{count:6} {said}")


if __name__ == "__main__":
    main()
