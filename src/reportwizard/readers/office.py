"""Old Word files (.doc, .wps) and .rtf: turned into .docx by LibreOffice where it is installed, and read as such.

The program runs on a copy in a folder of its own, with settings of its own: no macro runs, no link is followed, and
after a minute it is ended with all that it started. Invariant: nothing of it is left behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from reportwizard.blocks import Paper
from reportwizard.errors import DocumentError, MissingExtraError
from reportwizard.readers import docx
from reportwizard.readers.package import damaged, too_large

SECONDS = 60
MAX_DOCX = 64 << 20

_OTHERWISE = "请在 Word 或 WPS 里打开它，另存为 .docx 再用"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item></oor:items>
"""


def read(data: bytes, kind: str) -> Paper:
    """The document in `data`. Raises DocumentError, or MissingExtraError where LibreOffice is not found."""
    program = find_program()
    if program is None:
        message = f"读 .{kind} 文件要用 LibreOffice，这台电脑上没有找到它"
        raise MissingExtraError(message, "", f"{_OTHERWISE}，或者安装 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="reportwizard-", ignore_cleanup_errors=True) as folder:
        paper = docx.read(_convert(program, data, kind, Path(folder)), "docx")
    return replace(paper, format=kind, notes=("由 LibreOffice 转换后读入，请核对", *paper.notes))


def find_program() -> str | None:
    """LibreOffice's program: on the path, else where its installers put it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    roots = [Path(os.environ[name]) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if os.environ.get(name)]
    places = [root / "LibreOffice" / "program" / "soffice.exe" for root in roots]
    places.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(place) for place in places if place.is_file()), None)


def _convert(program: str, data: bytes, kind: str, folder: Path) -> bytes:
    """The .docx that the program makes. Raises DocumentError."""
    profile, out, source = folder / "profile", folder / "out", folder / f"source.{kind}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    out.mkdir()
    source.write_bytes(data)
    command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    command += [f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "docx:MS Word 2007 XML"]
    _run([*command, "--outdir", str(out), str(source)], folder)
    made = out / "source.docx"
    if not made.is_file():
        raise damaged()
    if made.stat().st_size > MAX_DOCX:
        raise too_large()
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run a program to its end, or end it and all that it started when its time is over. Raises DocumentError."""
    quiet = subprocess.DEVNULL
    alone = sys.platform != "win32"  # in a group of its own, which can be ended as one
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=alone
        )
    except OSError as error:
        raise DocumentError("LibreOffice 打不开", "", _OTHERWISE) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"LibreOffice 用了 {SECONDS} 秒还没有转换完", "", _OTHERWISE) from error
    finally:  # also when the person interrupts
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and its children."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
