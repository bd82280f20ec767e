"""What the tests share: the invented sample, the real data, and a way to spoil a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import graph as kg

ROOT = Path(__file__).parent.parent


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the invented tables that a test may spoil."""
    return Path(shutil.copytree(ROOT / "tests" / "sample", tmp_path / "data"))


@pytest.fixture(scope="session")
def invented() -> kg.PolicyGraph:
    """The invented tables, merged."""
    return kg.load(ROOT / "tests" / "sample")


@pytest.fixture(scope="session")
def real() -> kg.PolicyGraph:
    """The project's own data, merged."""
    return kg.load(ROOT / "data")


@pytest.fixture
def spoil(sample: Path):
    """Replace text in one file of the copy and return the copy's folder."""

    def replace(file: str, old: str, new: str) -> Path:
        path = sample / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8", newline="")
        return sample

    return replace
