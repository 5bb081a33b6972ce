"""The command line: parsing and printing only. What it prints, the library computes."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process, and exit with its code."""
    try:
        # Ctrl-C may come while modules are still being loaded.
        from penaltybench.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
