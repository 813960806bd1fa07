"""Distributions that bring checks, as an installer leaves them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from jlxx_check.checks import plugins
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.sandbox.pool import close_workers

#: The text of a module of bad checks, and of good ones.
SPOILT = Path(__file__).with_name("spoilt_checks.py").read_text(encoding="utf-8")


def distribution(folder: Path, name: str, source: str) -> None:
    """An installed distribution of one module that an entry point names."""
    info = folder / f"{name}-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text(f"[jlxx_check.checks]\n{name} = {name}_module\n")
    (folder / f"{name}_module.py").write_text(source, encoding="utf-8")


def called(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command where these distributions are installed."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); from jlxx_check.__main__ import main"
    return subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit(main())", *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@contextmanager
def installed(folder: Path, name: str, source: str) -> Iterator[None]:
    """The same in this process, and in those that it starts; nothing of it is left behind."""
    before = set(REGISTRY)
    distribution(folder, name, source)
    close_workers()  # those that began before do not know of it
    with patch.object(plugins, "_tried", {}), patch.object(sys, "path", [str(folder), *sys.path]):
        assert plugins.load_plugins() == ()
        try:
            yield
        finally:
            for check in set(REGISTRY) - before:
                REGISTRY.drop(check)
            sys.modules.pop(f"{name}_module", None)
            close_workers()
