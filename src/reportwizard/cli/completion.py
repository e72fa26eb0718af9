"""`reportwizard completion SHELL`: the script that teaches a shell our commands."""

from __future__ import annotations

import argparse

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put

SHELLS = ("bash", "zsh", "fish", "powershell")


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("shell", choices=SHELLS, metavar="shell", help="、".join(SHELLS))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    from argcomplete.shell_integration import shellcode

    script = shellcode(["reportwizard"], shell=options.shell)
    put((script.rstrip("\n") + "\n").encode("utf-8"))
    return Status.DONE
