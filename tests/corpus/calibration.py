#!/usr/bin/env python3
"""Hold the confidence of claims against how many of them are right, on annotated articles.

    calibration.py FOLDER [FOLDER ...] [--tagger kiwi|mecab]

Each FOLDER holds NN.txt and NN.gold.json. Prints a table: claims by confidence, the mean confidence told, the share that is right.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import pandas as pd
from learn import marks, read

from graph import load
from graph.extract.entities.gazetteer import gazetteer
from graph.extract.judgement import precision
from graph.extract.reading import Reading
from graph.extract.text.tagging import tagger

EDGES = [0.33, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0]


def judged(folders: list[Path], engine: Any) -> pd.DataFrame:
    """Return every claim made on some articles: what confidence it was told with, and whether the annotation has it."""
    known = gazetteer(load(Path(__file__).parents[2] / "data"))
    read_all = [(article, Reading(article.body, article.published, known, engine).extraction()) for article in read(folders)]
    rows = [(precision(rule, engine.name), right) for article, extraction in read_all for rule, right in marks(article, extraction)]
    return pd.DataFrame(rows, columns=["told", "right"])


def calibration(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims by confidence, a row for each range and one for all: how many, mean confidence, share of right ones."""
    ranges = claims.groupby(pd.cut(claims["told"], EDGES, right=False), observed=True)
    table = ranges.agg(claims=("right", "size"), told=("told", "mean"), right=("right", "mean"))
    table.index = table.index.map(lambda interval: f"{interval.left:.2f} to {interval.right:.2f}")
    table.loc["all"] = [len(claims), claims["told"].mean(), claims["right"].mean()]
    return table.astype({"claims": int}).round(2)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--tagger", default="kiwi", choices=("kiwi", "mecab"))
    given = options.parse_args()
    print(calibration(judged(given.folders, tagger(given.tagger))))


if __name__ == "__main__":
    main()
