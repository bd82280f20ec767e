"""PolicyGraph to a list of problems: every one of them, each with its file, line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graph import shapes
from graph.model import PG, XSD, Column, PolicyGraph, Problem, Schema, Table, schema
from graph.references import circles
from graph.resolve import canonical
from graph.tables import is_date, nearest, records, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_DURATION = re.compile(r"P(?=[0-9]|T[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_CONTROL = re.compile("[\x00-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]")


def check(policy: PolicyGraph) -> list[Problem]:
    """Find everything wrong with the tables of a PolicyGraph.

    Parameters
    ----------
    policy
        Tables as read or as merged.

    Returns
    -------
    list
        Problems ordered by file and line; ``level`` is ``"error"`` or ``"warning"``.
    """
    known = _known(policy)
    problems = [p for table, frame in _by_table(policy) for p in _check_table(table, frame, known)]
    problems += _absent(policy, known)
    problems += _fields(policy)
    problems += _duplicates(policy)
    problems += circles(policy)
    problems += _judgements(policy)
    problems += _terms(policy)
    problems += _too_early(policy)
    problems += _unused(policy)
    return sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or "", p.message))


def _by_table(policy: PolicyGraph) -> Iterator[tuple[Table, pd.DataFrame]]:
    # Evidence that a claim's own cells give is checked with the claim.
    further = policy.evidence[policy.evidence["table"] == "evidence"]
    frames = [policy.entities, policy.claims, policy.documents, further, policy.statuses, policy.spellings, policy.judgements]
    for frame in frames:
        for name in frame["table"].unique():
            yield schema().tables[name], frame[frame["table"] == name]


def _check_table(table: Table, frame: pd.DataFrame, known: _Known) -> Iterator[Problem]:
    lines = frame["line"].tolist()

    def problem(row: int, column: str, message: str) -> Problem:
        return Problem(table.file, lines[row], column, message)

    for column in table.columns.values():
        cells = texts(frame[column.name])
        wrong = _wrong_cells(table, column, set(cells) - {""}, known)
        if column.name == "id":
            wrong[""] = "is missing"
        if wrong:
            yield from (problem(row, column.name, wrong[value]) for row, value in enumerate(cells) if value in wrong)
    yield from (problem(row, column, message) for row, column, message in shapes.violations(table, frame))


def _wrong_cells(table: Table, column: Column, values: set[str], known: _Known) -> dict[str, str]:
    """Say of each wrong value of a column what is wrong with it; a value is looked at once, however often it stands."""
    if column.name == "id":
        valid = re.compile(rf"{table.prefix}/{_SLUG.pattern}")
        form = f"is not an id; write {table.prefix}/ and lower-case letters, digits and hyphens"
        return {value: f"'{value}' {form}" for value in values if not valid.fullmatch(value)}
    expected = _expected_class(table, column.name, column.range)
    wrong = {}
    for value in values:
        for part in value.split(column.separator) if column.separator else [value]:
            message = _reference_problem(part, expected, known) if expected else _value_problem(part, column.range, table)
            if message:
                wrong[value] = message
    return wrong


def _expected_class(table: Table, column: str, range_: str) -> str | None:
    """Class the ids in a column must belong to, or None if the column holds no ids."""
    if table.relation and column in ("subject", "object"):
        return table.relation.domain if column == "subject" else table.relation.range
    roots = (PG + "Entity", PG + "Claim", PG + "Document")
    return range_ if any(schema().is_a(range_, root) for root in roots) else None


@dataclass(frozen=True)
class _Known:
    """What may be referred to: the class of every id, the ids by name, and the sorts of id of which there are any."""

    classes: dict[str, str]
    names: dict[str, str]
    prefixes: set[str]


def _known(policy: PolicyGraph) -> _Known:
    classes: dict[str, str] = {}
    for frame in (policy.entities, policy.claims, policy.documents):
        classes.update(zip(frame["id"], (schema().tables[t].iri for t in frame["table"]), strict=True))
    for given_up, kept in canonical(policy.judgements).items():
        if kept in classes:
            classes.setdefault(given_up, classes[kept])
    return _Known(classes, dict(zip(policy.entities["name"], policy.entities["id"], strict=True)), {i.partition("/")[0] for i in classes})


def _absent(policy: PolicyGraph, known: _Known) -> Iterator[Problem]:
    """Tables that have no rows, though others name their ids: told once, not for every cell."""
    files: dict[str, list[str]] = {}
    for table in schema().tables.values():
        files.setdefault(table.prefix or "", []).append(table.file)
    told: dict[str, str] = {}
    for table, frame in _by_table(policy):
        for column in table.columns.values():
            if _expected_class(table, column.name, column.range):
                told.update({v.partition("/")[0]: v for v in frame[column.name].unique() if v and v.partition("/")[0] not in known.prefixes})
    for prefix in sorted(told.keys() & files.keys()):
        yield Problem(files[prefix][0], None, None, f"is missing or has no rows, though other tables name ids such as '{told[prefix]}'; restore the file")


def _reference_problem(value: str, expected: str, known: _Known) -> str | None:
    vocabulary, classes = schema(), known.classes
    prefix = value.partition("/")[0]
    if value not in classes:
        if prefix not in known.prefixes and any(table.prefix == prefix for table in vocabulary.tables.values()):
            return None  # told once by _absent
        if value in known.names:
            return f"'{value}' is a name, not an id; did you mean {known.names[value]}?"
        return f"'{value}' does not exist; {nearest(value, [i for i in classes if i.startswith(prefix + '/')] or classes)}"
    if not vocabulary.is_a(classes[value], expected):
        return f"'{value}' is {_a(vocabulary.label(classes[value], 'en'))}, not {_a(_name(vocabulary, expected))}"
    return None


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _name(vocabulary: Schema, cls: str) -> str:
    tables = [t.label["en"] for t in vocabulary.tables.values() if cls in t.classes]
    return tables[0] if len(tables) == 1 else cls.removeprefix(PG).lower()


def _value_problem(value: str, range_: str, table: Table) -> str | None:
    if _CONTROL.search(value):
        return "holds a line break, control character or broken letter; keep the cell on one line"
    if range_ in schema().schemes:
        return None if value in schema().schemes[range_] else f"'{value}' is unknown; {nearest(value, schema().schemes[range_])}"
    test = _TESTS.get(range_)
    return test(value, table) if test else None


def _partial_date(value: str, _: Table) -> str | None:
    return None if is_date(value) else f"'{value}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"


def _full_date(value: str, table: Table) -> str | None:
    return _partial_date(value, table) or (None if len(value) == len("2024-11-06") else f"'{value}' is not a full date; write YYYY-MM-DD")


def _address(value: str, _: Table) -> str | None:
    try:
        valid = _URL.fullmatch(value) and pyoxigraph.NamedNode(value)
    except ValueError:
        valid = None
    return None if valid else f"'{value}' is not a web address; it must begin with http:// or https:// and hold no spaces or brackets"


def _pattern(pattern: re.Pattern[str], message: str) -> Callable[[str, Table], str | None]:
    return lambda value, _: None if pattern.fullmatch(value) else f"'{value}' is not {message}"


_TESTS: dict[str, Callable[[str, Table], str | None]] = {
    PG + "PartialDate": _partial_date,
    XSD + "date": _full_date,
    XSD + "decimal": _pattern(_NUMBER, "a plain number; write digits only, such as 60000000000 or 6.8"),
    XSD + "duration": _pattern(_DURATION, "a duration; write ISO 8601, such as P5Y or P1Y6M"),
    XSD + "anyURI": _address,
    XSD + "language": _pattern(re.compile(r"[a-z]{2,3}"), "a language code; write ko or en"),
    PG + "WikidataItem": _pattern(re.compile(r"Q[1-9][0-9]*"), "a Wikidata item; write Q and digits"),
    PG + "YesNo": _pattern(re.compile(r"yes|no"), "yes or no"),
}


def _fields(policy: PolicyGraph) -> Iterator[Problem]:
    """Evidence that names a column which claims of its relation do not have."""
    relation = dict(zip(policy.claims["id"], policy.claims["relation"], strict=True))
    for row in records(policy.evidence[policy.evidence["field"] != ""]):
        if row["claim"] in relation:
            columns = schema().relations[relation[row["claim"]]].columns
            if row["field"] not in columns:
                yield Problem(row["table"] + ".csv", row["line"], "field", f"'{row['field']}' is no column of {relation[row['claim']]}; {nearest(row['field'], columns)}")


def _duplicates(policy: PolicyGraph) -> Iterator[Problem]:
    import pandas as pd

    columns = ["id", "table", "line"]
    rows = pd.concat([f[columns] for f in (policy.entities, policy.claims, policy.documents, policy.statuses)])
    for _, group in rows[rows.duplicated("id", keep=False)].sort_values(["table", "line"]).groupby("id"):
        first, *others = records(group)
        for other in others:
            yield Problem(other["table"] + ".csv", other["line"], "id", f"'{other['id']}' stands already in {first['table']}.csv:{first['line']}; give each row its own id")


def _judgements(policy: PolicyGraph) -> Iterator[Problem]:
    """Judgements on ids that do not exist, and judgements that contradict each other."""
    known = _known(policy)
    kept: dict[str, dict[str, Any]] = {}
    same = canonical(policy.judgements)
    for row in sorted(records(policy.judgements), key=lambda row: row["line"]):
        for side in ("left", "right"):
            if row[side] and row[side] not in known.classes:
                yield Problem("same.csv", row["line"], side, _reference_problem(row[side], PG + "Entity", known) or f"'{row[side]}' does not exist")
        message = _contradiction(row, kept, same)
        if message:
            yield Problem("same.csv", row["line"], "right", message)
        if row["verdict"] == "same":
            kept.setdefault(row["right"], row)


def _contradiction(row: dict[str, Any], kept: dict[str, dict[str, Any]], same: dict[str, str]) -> str | None:
    left, right = row["left"], row["right"]
    one = same.get(left, left) == same.get(right, right)
    if row["verdict"] == "different":
        return f"'{left}' and '{right}' are judged to be the same by other lines" if one else None
    if left.partition("/")[0] != right.partition("/")[0]:
        return f"'{left}' and '{right}' are not of one sort"
    if left == right:
        return f"'{right}' is judged to be the same as itself"
    if right in kept:
        return f"'{right}' is given up for '{kept[right]['left']}' already (line {kept[right]['line']})"
    return f"'{left}' and '{right}' are given up for each other in a circle" if same.get(left) == right else None


def _terms(policy: PolicyGraph) -> Iterator[Problem]:
    """Terms that end before they begin, and overlapping terms of a one-seat post."""
    roles = schema().flagged("Role", "oneSeat")
    kept = canonical(policy.judgements)
    posts = policy.claims[policy.claims["since"] != ""]
    for row in records(posts[posts["until"] != ""]):
        if row["until"] < row["since"][: len(row["until"])]:
            yield Problem(row["table"] + ".csv", row["line"], "until", f"'{row['until']}' is before since '{row['since']}'")
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in records(posts[posts["role"].isin(roles)].sort_values(["since", "id"])):
        seat = (kept.get(row["object"], row["object"]), row["role"])
        earlier = latest.get(seat)
        if earlier and kept.get(row["subject"], row["subject"]) != kept.get(earlier["subject"], earlier["subject"]):
            yield from _overlap(earlier, row)
        latest[seat] = row


def _overlap(earlier: dict[str, Any], later: dict[str, Any]) -> Iterator[Problem]:
    file, end, start = later["table"] + ".csv", earlier["until"], later["since"]
    if not end:
        message = f"is empty, though {later['subject']} took the post on {start}; fill it if a document says when the term ended"
        yield Problem(file, earlier["line"], "until", message, "warning")
    elif start[: len(end)] < end[: len(start)]:
        yield Problem(file, later["line"], "since", f"'{start}' overlaps the term of {earlier['subject']} in the same post, until {end} (line {earlier['line']})")


def _too_early(policy: PolicyGraph) -> Iterator[Problem]:
    """Claims of what happened on a day that rest only on documents from before it, without a word about that."""
    published = dict(zip(policy.documents["id"], policy.documents["published"], strict=True))
    happened = {r.relation.name for r in schema().relations.values() if r.relation and not r.relation.beforehand}
    claims = policy.claims[policy.claims["relation"].isin(happened) & (policy.claims["date"] != "") & (policy.claims["note"] == "")]
    latest: dict[str, str] = dict(zip(claims["id"], (published.get(d, "") for d in claims["document"]), strict=True))
    for claim, document in zip(policy.evidence["claim"], policy.evidence["document"], strict=True):
        if claim in latest:
            latest[claim] = max(latest[claim], published.get(document, ""))
    for id_, table, line, day in zip(claims["id"], claims["table"], claims["line"], claims["date"], strict=True):
        if latest[id_] and latest[id_] < day[: len(latest[id_])]:
            message = f"'{day}' is after the newest document ({latest[id_]}): was it only announced? Say so in note, or use a relation for what is announced"
            yield Problem(table + ".csv", line, "date", message, "warning")


def _unused(policy: PolicyGraph) -> Iterator[Problem]:
    """Documents that nothing cites; an entity may be there for its name alone."""
    used = {*canonical(policy.judgements), *policy.evidence["document"]}
    for table, rows in _by_table(policy):
        for column in table.columns.values():
            if _expected_class(table, column.name, column.range):
                used.update(rows[column.name])
    for row in records(policy.documents[~policy.documents["id"].isin(used)]):
        yield Problem(row["table"] + ".csv", row["line"], "id", f"'{row['id']}' is cited by nothing", "warning")
