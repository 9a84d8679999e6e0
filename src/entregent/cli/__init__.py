"""The command line: one file per command, each imported when it is used."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 the user can fix it, 2 usage, 70 our bug."""
    from entregent.cli.entry import run

    sys.exit(run(sys.argv[1:]))
