"""`reportwizard schema`: a JSON Schema of the report's file, made from the editions' data."""

from __future__ import annotations

import argparse

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put


def add(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments."""


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from reportwizard.report.schema import schema

    put((json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    return Status.DONE
