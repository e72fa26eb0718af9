"""How a report's file is called where nobody says otherwise. Knows names only, no files."""

from __future__ import annotations

import re

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def default_name(agency: str, year: int) -> str:
    """AGENCY-YEAR.toml, without what no system takes in a file's name; YEAR.toml where nothing is left."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", agency).strip(" .")[:60].lstrip("-")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return f"{name}-{year}.toml" if name else f"{year}.toml"
