"""The same mutants through the command line, in every format."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from fuzzing.oracle import Fault
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.json_report import schema

_ALLOWED = (0, 1, 3)
_NO_PACKAGE = 2


def run(package: Path, out: Path, limit: float) -> list[Fault]:
    """Check the package with every format written below ``out``; what was wrong with that."""
    out.mkdir(exist_ok=True)
    words = ["check", str(package), "--received", "2023-07-08", "--quiet"]
    for name, item in FORMATS.items():
        words += ["--format", name, "--output", str(out / f"report.{name}{item.suffix or ''}")]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "jlxx_check", *words],
            capture_output=True,
            check=False,
            timeout=limit,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return [Fault(None, f"command line hung: over {limit:g} s")]
    errors = done.stderr.decode("utf-8", "replace")
    if package.is_file() and done.returncode == _NO_PACKAGE and errors.startswith("错误："):
        return []  # a damaged archive may be no package at all
    if done.returncode not in _ALLOWED:
        return [Fault(None, f"command line: exit status {done.returncode}: {errors[-300:]}")]
    if errors or done.stdout:
        return [Fault(None, f"command line said: {errors[-300:]}")]
    report = json.loads((out / "report.json.json").read_bytes())
    wrong = [error.message for error in Draft202012Validator(schema()).iter_errors(report)]
    return [Fault(None, f"JSON report: {wrong[0][:300]}")] if wrong else []
