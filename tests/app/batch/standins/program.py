"""The program with the stand-ins in place, its worker processes included."""

from __future__ import annotations

import sys

from tests.app.batch.standins import stand_in

stand_in()

if __name__ == "__main__":
    from jlxx_check.cli.main import run

    sys.exit(run(sys.argv[1:]))
