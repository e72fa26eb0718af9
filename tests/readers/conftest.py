"""Documents that LibreOffice writes, made once and shared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportwizard.blocks import Block
from support.documents import Office, by_libreoffice, page, printed


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], bytes]:
    """Gives what LibreOffice makes of a document: its bytes, their kind, the kind wanted."""
    profile = tmp_path_factory.mktemp("profile")
    return lambda data, kind, to: by_libreoffice(data, kind, to, tmp_path_factory.mktemp("office"), profile)


@pytest.fixture(scope="session")
def by_office(convert: Callable[[bytes, str, str], bytes]) -> Office:
    """Gives the printed blocks of a report by its name, and the file that LibreOffice makes of them."""
    made: dict[tuple[str, str], bytes] = {}

    def make(name: str, suffix: str) -> tuple[tuple[Block, ...], bytes]:
        blocks = printed(name)
        if (name, suffix) not in made:
            made[name, suffix] = convert(page(blocks).encode(), "html", suffix)
        return blocks, made[name, suffix]

    return make
