"""Files to tables: read ``data/`` strictly, and say in which file and line whatever is wrong stands."""

from __future__ import annotations

import csv
import difflib
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import XSD, PolicyGraph, Problem, Table, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd


PLACE = ("table", "line")  # where a row stands: said of problems, never exported
_OTHER_MARKS = {";": "semicolons", "\t": "tabs"}  # between the cells of tables that Excel saved in another way


def read(folder: str | Path) -> tuple[PolicyGraph, list[Problem]]:
    """Read every table below a folder as it stands, before any merge.

    Parameters
    ----------
    folder
        A folder laid out as ``data/README.md`` says. UTF-8 with or without byte-order mark is read, and CP949,
        which Korean Excel writes.

    Returns
    -------
    tuple
        The tables, and what is wrong with the files themselves: unknown files and columns, missing columns,
        broken or cut rows, unreadable encodings. What the values say is looked at by :func:`graph.check.check`.
    """
    folder = Path(folder)
    known = {table.file: table for table in schema().tables.values()}
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    present = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")) if folder.is_dir() else []
    for file in present:
        if file in known:
            frames[known[file].name] = _read_table(folder / file, known[file], problems)
        else:
            problems.append(Problem(file, None, None, f"unknown file; {nearest(file, known)}"))
    if not present:
        problems.append(Problem(str(folder), None, None, "holds no tables; name the folder that holds documents.csv"))
    return _assemble(frames), problems


def typed(policy: PolicyGraph) -> PolicyGraph:
    """Turn the columns that hold plain numbers from text into floating-point numbers.

    Parameters
    ----------
    policy
        Tables whose numbers have been checked.

    Returns
    -------
    PolicyGraph
        New tables; ``NaN`` where a number is unknown.
    """
    import pandas as pd

    numeric = [c for c in _number_columns() if c in policy.claims]
    return replace(policy, claims=policy.claims.assign(**{c: pd.to_numeric(policy.claims[c].replace("", None)).astype("float64") for c in numeric}))


def texts(column: pd.Series) -> list[str]:
    """Return a column's cells as they are written in the files: numbers in plain digits, nothing for what is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> texts(pd.Series([60_000_000_000.0, 6.8, float("nan")]))
    ['60000000000', '6.8', '']
    """
    if column.dtype.kind != "f":
        return column.to_numpy(dtype=object).tolist()
    import numpy as np

    return [np.format_float_positional(v, trim="-") if v == v else "" for v in column.tolist()]  # noqa: PLR0124 - NaN is not itself


def is_date(text: str) -> bool:
    """Tell whether a text is a date of the calendar, as exact as it is known: a year, a month or a day.

    Examples
    --------
    >>> is_date("2024-11"), is_date("2024-02-30"), is_date("2024.11.6")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def covers(since: str, until: str, day: str) -> bool:
    """Tell whether a day may lie in a span of time, each date compared only as exactly as both are known.

    An empty beginning or end is open.

    Examples
    --------
    >>> covers("2022-05", "2024", "2024-11-06"), covers("2024-11-07", "", "2024-11-06"), covers("", "", "2024")
    (True, False, True)
    """
    return since[: len(day)] <= day[: len(since)] and (not until or day[: len(until)] <= until[: len(day)])


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column."""
    return [{str(column): cell for column, cell in row.items()} for row in frame.to_dict("records")]


def sources(policy: PolicyGraph) -> dict[str, list[str]]:
    """Return for each claim id the documents that support it, each once, in the order of the evidence."""
    against = schema().flagged("Agreement", "contradicts")
    found: dict[str, dict[str, None]] = {}
    for claim, document, agrees in zip(policy.evidence["claim"], policy.evidence["document"], policy.evidence["agrees"], strict=True):
        if agrees not in against:
            found.setdefault(claim, {})[document] = None
    return {claim: list(documents) for claim, documents in found.items()}


def _number_columns() -> set[str]:
    return {c.name for t in schema().tables.values() for c in t.columns.values() if c.range == XSD + "decimal"}


def nearest(name: str, valid: Iterable[str]) -> str:
    """Say which valid names come nearest to a wrong one.

    Examples
    --------
    >>> nearest("org/navr", ["org/naver", "org/kakao"])
    'did you mean org/naver?'
    >>> nearest("yes", ["same", "different"])
    'valid are: same, different'
    """
    valid = list(valid)
    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.6)
    containing = sorted({v for v in valid if name and name in v})
    if containing and not close:
        return f"it is part of: {', '.join(containing[:8])}{' …' if len(containing) > 8 else ''}"  # noqa: PLR2004 - a line's worth
    if close:
        return f"did you mean {close[0]}?"
    if len(valid) <= 60:  # noqa: PLR2004 - what can still be read
        return f"valid are: {', '.join(valid)}"
    return "nothing similar exists"


def _assemble(frames: dict[str, pd.DataFrame]) -> PolicyGraph:
    kinds = {name: table.kind or "" for name, table in _tables(kinds=True)}
    relations = {name: table.relation.name for name, table in _tables(kinds=False) if table.relation}
    return PolicyGraph(
        entities=_together(frames, "kind", kinds),
        claims=_together(frames, "relation", relations),
        documents=_together(frames, None, {"documents": ""}),
        evidence=_together(frames, None, {"evidence": ""}),
        statuses=_together(frames, None, {"status": ""}),
        spellings=_together(frames, None, {"names": ""}),
        judgements=_together(frames, None, {"same": ""}),
    )


def _tables(*, kinds: bool) -> list[tuple[str, Table]]:
    return [(t.name, t) for t in (schema().kinds if kinds else schema().relations).values()]


def _together(frames: dict[str, pd.DataFrame], label: str | None, values: dict[str, str]) -> pd.DataFrame:
    """Put the tables named in ``values`` one below the other; ``label`` names a column that tells them apart."""
    import pandas as pd

    columns = list(dict.fromkeys(c for name in values for c in schema().tables[name].columns))
    if label:
        columns.insert(1, label)
    labelled = [frames[name].assign(**({label: value} if label else {})) for name, value in values.items() if name in frames]
    parts = [frame.reindex(columns=[*columns, *PLACE], fill_value="") for frame in labelled]
    merged = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*columns, *PLACE])
    return merged.astype(dict.fromkeys([*columns, "table"], object))  # pandas' own text type is slow to walk through


def _read_table(path: Path, table: Table, problems: list[Problem]) -> pd.DataFrame:
    import pandas as pd

    header, lines, rows = _rows(path, table, problems)
    cells = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    empty = [""] * len(rows)
    frame = pd.DataFrame({name: cells.get(name, empty) for name in table.columns}, dtype=object)
    return frame.assign(table=table.name, line=lines)


def _rows(path: Path, table: Table, problems: list[Problem]) -> tuple[list[str], list[int], list[tuple[str, ...]]]:
    """Heading, line numbers and cells of the whole rows of a file."""

    def report(line: int | None, message: str, column: str | None = None, level: str = "error") -> None:
        problems.append(Problem(table.file, line, column, message, level))

    try:
        raw = path.read_bytes()
    except OSError as error:
        report(None, f"cannot be read ({error.strerror})")
        return [], [], []
    numbered = list(_numbered_rows(_decoded(raw, report), report))
    if not numbered:
        report(1, f"the file is empty; its first line must be {','.join(table.columns)}")
        return [], [], []
    header = [name.strip() for name in numbered[0][1]]
    for mark, called in _OTHER_MARKS.items():
        if len(header) == 1 and mark in header[0]:
            report(1, f"the cells are parted by {called}, not commas; save it as 'CSV UTF-8 (comma delimited)'")
            return [], [], []
    _check_header(header, table, report)
    for line, cells in numbered:
        if len(cells) != len(header):
            report(line, f"the row has {len(cells)} cells, the heading {len(header)}; put quotation marks around a cell that holds a comma")
    whole = [(line, row) for line, row in numbered[1:] if len(row) == len(header)]
    return header, [line for line, _ in whole], [row for _, row in whole]


def _numbered_rows(text: str, report: Callable[..., None]) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for row in reader:
            if any(row):  # Excel leaves rows of empty cells behind
                yield first, tuple(row)  # not a list: Python's garbage collector forgets tuples of text
            first = reader.line_num + 1
    except csv.Error as error:
        report(reader.line_num, f"the row is broken or the file is cut off here ({error}); mend the quotation marks or restore the file")
    if text and not text.endswith(("\n", "\r")):
        report(reader.line_num, "the last line has no end, as if the file were cut off; restore the rest or end the line")


def _check_header(header: list[str], table: Table, report: Callable[..., None]) -> None:
    for name in dict.fromkeys(header):
        if name not in table.columns:
            report(1, f"unknown column; {nearest(name, table.columns)}", name)
        elif header.count(name) > 1:
            report(1, "the column stands twice", name)
    if "id" in table.columns and "id" not in header:
        report(1, "the column is missing", "id")


def _decoded(raw: bytes, report: Callable[..., None]) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        report(None, "is saved as UTF-16 (Excel's 'Unicode Text'); save it as 'CSV UTF-8'")
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            report(raw.count(b"\n") + 1, "the file is cut off in the middle of a letter; restore the rest")
            return raw[: error.start].decode("utf-8-sig")
        try:
            text = raw.decode("cp949")
        except UnicodeDecodeError:
            report(raw.count(b"\n", 0, error.start) + 1, "is neither UTF-8 nor CP949 text; save it as 'CSV UTF-8'")
            return ""
        report(None, "is saved as CP949, which lacks letters such as – and é: see that no '?' stands in their place, and save it as 'CSV UTF-8'", level="warning")
        return text
