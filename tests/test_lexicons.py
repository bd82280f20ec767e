"""Word lists can be extended by anybody: they are plain tables, and say nothing twice."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import graph

LISTS = sorted((Path(graph.__file__).parent / "extract" / "lexicons").glob("*.csv"))


@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_a_word_list_is_a_table_that_says_nothing_twice(path):
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = map(tuple, csv.reader(file))

    assert [row for row in rows if len(row) != len(heading)] == []
    assert [row for row, times in Counter(rows).items() if times > 1] == []
