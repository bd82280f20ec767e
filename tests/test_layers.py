"""Each file imports only from those below it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_imports_point_downwards():
    done = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_nothing_else_stands_on_top():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\n")
    allowed = {"pyproject.toml", "graph", "data", "notebooks", "tests", "exports", ".ci", ".gitignore", "README.md", "README.ko.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "hatch_build.py", ""}

    assert {name.partition("/")[0] for name in tracked} <= allowed
