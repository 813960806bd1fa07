"""``python -m jlxx_check`` and the command ``jlxx-check``."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from jlxx_check.model.about import NAME, VERSION

#: New objects after which Python looks for garbage.
OBJECTS = 150_000
#: As ``ExitStatus.INTERRUPTED``, which may not be imported yet.
_INTERRUPTED = 130


def main() -> int:
    """Run the command line of this process and return its exit status."""
    words = sys.argv[1:]
    if words == ["--version"]:
        # Answered before anything is imported: scripts ask this often.
        print(f"{NAME} {VERSION}")  # noqa: T201
        return 0
    if getattr(sys, "frozen", False):
        from jlxx_check.sandbox.frozen import answer

        if answer(words):
            return 0
    # Importing makes some hundred thousand objects that stay: by default they would be looked
    # through for garbage hundreds of times, a tenth of a short call.
    gc.set_threshold(OBJECTS)
    from jlxx_check.cli.this_process import end_alike, end_undisturbed, start_again

    try:
        end_alike()
        if (status := start_again()) is not None:
            return status
        from jlxx_check.cli.main import run
        from jlxx_check.cli.screen import hush_libraries

        hush_libraries()
        return run(words)
    except KeyboardInterrupt:  # while modules are still being imported
        with suppress(OSError):  # the terminal may be gone
            print("已中断，没有做完。Interrupted before the end.", file=sys.stderr)  # noqa: T201
        return _INTERRUPTED
    finally:
        end_undisturbed()
        gc.freeze()  # nor is it looked through once more at the end


if __name__ == "__main__":
    sys.exit(main())
