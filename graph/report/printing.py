"""A page printed as PDF by a browser of the Chromium family, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge")
_ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
_ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_OPTIONS = "--headless --disable-gpu --disable-extensions --disable-background-networking --disable-component-update --disable-sync --no-first-run --no-default-browser-check --no-pdf-header-footer --generate-pdf-document-outline".split()  # noqa: SIM905 - reads better
_SECONDS = 300


def printed(page: Path) -> bytes:
    """Print a page as PDF.

    Parameters
    ----------
    page
        The HTML file.

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    PolicyError
        If there is no browser, or it does not print.
    """
    program = next(browsers(), None)
    if program is None:
        raise PolicyError(f"no Chromium, Chrome or Edge was found to print with: install one, or print {page} from any browser")
    # Of its own, so that a browser that is open does not answer; beside the page, because a confined browser sees no other folder.
    with tempfile.TemporaryDirectory(prefix="printing-", dir=page.parent, ignore_cleanup_errors=True) as folder:
        out = Path(folder).resolve() / "page.pdf"
        command = [program, *_OPTIONS, "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={Path(folder).resolve() / 'profile'}", f"--print-to-pdf={out}", page.resolve().as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to start as root with it
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - a browser that was found, and our own page
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PolicyError(f"{program} did not print {page} ({error})") from None
        if not out.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit status {done.returncode}"]
            raise PolicyError(f"{program} did not print {page} ({said[-1]})")
        return out.read_bytes()


def browsers() -> Iterator[str]:
    """Yield the browsers of the Chromium family that are installed, the likeliest first."""
    for name in _NAMES:
        if found := shutil.which(name):
            yield found
    places = [Path("/Applications") / f"{name}.app" / "Contents" / "MacOS" / name for name in _ON_MACOS]
    places += [Path(os.environ[folder]) / name for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if folder in os.environ for name in _ON_WINDOWS]
    yield from (str(place) for place in places if place.is_file())
