"""What is known about one entity, as of a day: its claims, their documents, what became of its pledges; and all that as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.model import PG, XSD, PolicyError, PolicyGraph, Table, schema
from graph.rdf import text_fragment
from graph.resolve import canonical, find
from graph.tables import PLACE, is_date, nearest, records, texts

if TYPE_CHECKING:
    import pandas as pd


_UNDATED = {"ko": "— 날짜를 모르는 것: {on}에도 그랬는지 알 수 없음 —", "en": "— Without a date: whether it held on {on} is not known —"}


@dataclass(frozen=True, eq=False)
class Card:
    """An entity's row, and its claims in order of date.

    Attributes
    ----------
    entity
        The known cells of the entity's row, by column.
    claims
        Its claims, the undated ones first: ``date``, ``relation``, ``subject``, ``object``, ``id``, and ``details``,
        the known qualifiers by column.
    documents
        For each claim id its documents: a row of ``documents`` with ``agrees``, ``field``, ``value``, ``note`` and ``link``,
        the address that opens the passage.
    statuses
        For each claim id the rows of its ledger.
    """

    entity: dict[str, Any]
    claims: pd.DataFrame
    documents: dict[str, list[dict[str, Any]]]
    statuses: dict[str, list[dict[str, Any]]]


def card(policy: PolicyGraph, entity: str, on: str | None = None) -> Card:
    """Collect what is known about an entity.

    Parameters
    ----------
    policy
        Merged tables.
    entity
        Id of the entity, or of one claim.
    on
        A day, ``YYYY-MM-DD``: later claims, statuses and records are left out, and posts that were not held that day.

    Returns
    -------
    Card
        The entity, its claims, their documents and ledgers.
    """
    import pandas as pd

    row = policy.entities[policy.entities["id"] == entity]
    claims = policy.claims[(policy.claims["subject"] == entity) | (policy.claims["object"] == entity) | (policy.claims["id"] == entity)]
    statuses = policy.statuses
    if on:
        claims = claims[[_stands(c, on) for c in records(claims[["date", "since", "until"]])]]
        statuses = statuses[[not after(d, on) for d in statuses["date"]]]
    claims = claims.sort_values(["date", "since", "relation", "id"])
    shown = claims[["date", "relation", "subject", "object", "id"]].reset_index(drop=True)
    shown["details"] = pd.Series(_known(claims.drop(columns=["id", "relation", "subject", "object", "date", "document", "locator", *PLACE])), dtype=object)
    return Card(
        entity=_as_of(_known(row.drop(columns=[*PLACE])), on),
        claims=shown,
        documents=_documents(policy, set(shown["id"])),
        statuses=_grouped(statuses[statuses["claim"].isin(set(shown["id"]))].sort_values(["date", "id"])),
    )


def after(date: str, day: str) -> bool:
    """Tell whether a date, as exact as it is known, lies wholly after a day.

    Examples
    --------
    >>> after("2024-12", "2024-11-06"), after("2024", "2024-11-06"), after("", "2024-11-06")
    (True, False, False)
    """
    return date > day[: len(date)]


def before(date: str, day: str) -> bool:
    """Tell whether a date, as exact as it is known, lies wholly before a day; nothing known is not before."""
    return date != "" and date < day[: len(date)]


def _as_of(rows: list[dict[str, Any]], day: str | None) -> dict[str, Any]:
    """Cells of the one row, without a status that came after the day."""
    cells = rows[0] if rows else {}
    later = day is not None and after(cells.get("status_date", ""), day)
    return {column: cell for column, cell in cells.items() if not (later and column.startswith("status"))}


def _stands(claim: dict[str, str], day: str) -> bool:
    return not (after(claim["date"], day) or after(claim["since"], day) or before(claim["until"], day))


def _documents(policy: PolicyGraph, claims: set[str]) -> dict[str, list[dict[str, Any]]]:
    evidence = policy.evidence[policy.evidence["claim"].isin(claims)]
    documents = policy.documents.drop(columns=[*PLACE]).rename(columns={"id": "document"})
    rows = evidence.drop(columns=[*PLACE]).merge(documents, on="document", how="left").sort_values(["claim", "published", "document"])
    rows["link"] = [f"{url}#{text_fragment(loc)}" if loc else url for url, loc in zip(rows["url"], rows["locator"], strict=True)]
    return _grouped(rows)


def _grouped(rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(rows):
        found.setdefault(row["claim"], []).append({str(k): v for k, v in row.items()})
    return found


def _known(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(c): texts(frame[c]) for c in frame.columns}
    return [{c: cells[i] for c, cells in columns.items() if cells[i]} for i in range(len(frame))]


def named(policy: PolicyGraph, name: str) -> str:
    """Return the id of the one entity a name means; the id of a claim means the claim.

    Parameters
    ----------
    policy
        Where to look.
    name
        An id, name, alias or other spelling.

    Raises
    ------
    PolicyError
        If no entity or more than one is meant; the text lists them, or what comes nearest.
    """
    claim = canonical(policy.judgements).get(name, name)
    if (policy.claims["id"] == claim).any():
        return claim
    found = find(policy, name)
    if len(found) == 1:
        return found[0].id
    entities = policy.entities
    if found:
        rows = {row["id"]: row for row in records(entities)}
        lines = [f"  {m.id}  {rows[m.id]['name']}  {rows[m.id]['description']}".rstrip() for m in found]
        raise PolicyError(f"'{name}' may be any of these; give the id:\n" + "\n".join(lines))
    raise PolicyError(f"nothing is called '{name}'; {nearest(name, [*entities['name'], *entities['name_en'], *entities['id']])}")


def describe(policy: PolicyGraph, entity: str, language: str = "ko", on: str | None = None) -> str:
    """Write what is known about an entity, or one claim, as text for a terminal.

    Parameters
    ----------
    policy
        Merged tables.
    entity
        Id of the entity or claim.
    language
        ``"ko"`` or ``"en"``.
    on
        As of this day, ``YYYY-MM-DD``.

    Returns
    -------
    str
        The entity, then each claim with its quantities, summary, documents and ledger.

    Raises
    ------
    PolicyError
        If ``on`` is not a full date.
    """
    if on is not None and not (is_date(on) and len(on) == len("2024-11-06")):
        raise PolicyError(f"--on {on}: not a day of the calendar; write YYYY-MM-DD")
    known = card(policy, entity, on)
    write = _Text(language, {row["id"]: row for row in records(policy.entities)})
    dated: list[str] = []
    undated: list[str] = []
    for claim in records(known.claims):
        lines = dated if on is None or claim["date"] or claim["details"].get("since") else undated
        lines += ["", *write.claim(claim)]
        lines += [f"    {line}" for document in known.documents.get(claim["id"], []) for line in write.document(document)]
        lines += [f"    {write.status(status)}" for status in known.statuses.get(claim["id"], [])]
    if undated:
        undated = ["", _UNDATED[language].format(on=on), *undated]
    head = write.head(known.entity) if known.entity else []
    return "\n".join([*head, *dated, *undated]).removeprefix("\n")


def korean_amount(number: float) -> str:
    """Write a number in units of 조, 억 and 만, as Korean readers do.

    Examples
    --------
    >>> korean_amount(60_000_000_000), korean_amount(1_685_000_000_000), korean_amount(300_000), korean_amount(6.8)
    ('600억', '1조 6850억', '30만', '6.8')
    """
    if number != int(number) or abs(number) < 10_000:  # noqa: PLR2004 - the first unit
        return f"{number:g}"
    parts, rest = [], int(number)
    for size, unit in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts)


def duration(text: str, language: str) -> str:
    """Write an ISO 8601 duration of years, months, weeks and days in words.

    Examples
    --------
    >>> duration("P1Y6M", "ko"), duration("P1Y6M", "en")
    ('1년 6개월', '1 year 6 months')
    """
    words = {"Y": ("년", "year"), "M": ("개월", "month"), "W": ("주", "week"), "D": ("일", "day")}
    parts = re.findall(r"(\d+)([YMWD])", text)
    if language == "ko":
        return " ".join(count + words[unit][0] for count, unit in parts)
    return " ".join(f"{count} {words[unit][1]}{'' if count == '1' else 's'}" for count, unit in parts)


def _unmarked() -> set[str]:
    return {c.name for concepts in schema().schemes.values() for c in concepts.values() if "unmarked" in c.flags}


@dataclass(frozen=True)
class _Text:
    """Lines of text in one language."""

    language: str
    entities: dict[str, dict[str, Any]]

    def head(self, entity: dict[str, Any]) -> list[str]:
        table = schema().kinds[entity["kind"]]
        other = "name" if self.language == "en" else "name_en"
        title = f"{self._name(entity['id'])} ({entity.get(other, '')})  {entity['id']}  {table.label[self.language]}"
        shown = [c for c in entity if c not in ("id", "kind", "name", "name_en")]
        return [title, *(f"  {self._label(table, c)}: {self._cell(table, c, entity[c])}" for c in shown if self._speaks(c, entity))]

    def claim(self, claim: dict[str, Any]) -> list[str]:
        table, details = schema().relations[claim["relation"]], claim["details"]
        assert table.relation
        when = claim["date"] or details.get("since") or "–"
        line = f"{when}  {self._name(claim['subject'])} → {table.relation.label[self.language]} → {self._name(claim['object'])}  [{claim['id']}]"
        texts_ = ("summary", "summary_en", "note", "note_en")
        facts = [f"{self._label(table, c)} {self._cell(table, c, v)}" for c, v in details.items() if c not in texts_ and self._speaks(c, details)]
        said = [details[c] for c in texts_ if c in details and self._speaks(c, details)]
        return [line, *([f"    {' · '.join(facts)}"] if facts else []), *(f"    {text}" for text in said)]

    def document(self, document: dict[str, Any]) -> list[str]:
        who = " ".join(filter(None, [document["publisher"], document["author"], document["published"]]))
        weak = "" if document["quality"] == "original" else f"  [{self._cell(schema().tables['documents'], 'quality', document['quality'])}]"
        notes = [document[c] for c in ("note", "note_en") if document[c] and self._speaks(c, {k: v for k, v in document.items() if v})]
        return [f"· {who}{weak}{self._difference(document)}", *(f"  {line}" for line in (document["link"], *notes))]

    def _difference(self, document: dict[str, Any]) -> str:
        if not document["field"] or document["agrees"] == next(iter(schema().schemes[PG + "Agreement"])):
            return ""
        table = schema().relations[document["claim"].partition("/")[0]]
        column, value = document["field"], document["value"]
        words = [self._label(table, column), self._cell(table, column, value) if value and column in table.columns else value]
        return f"  ({self._cell(schema().tables['evidence'], 'agrees', document['agrees'])}: {' '.join(filter(None, words))})"

    def status(self, status: dict[str, Any]) -> str:
        text = status["summary_en"] if self.language == "en" and status["summary_en"] else status["summary"]
        return f"{status['date']} {self._cell(schema().tables['status'], 'status', status['status'])}: {text}"

    def _name(self, id_: str) -> str:
        row = self.entities[id_]
        return str((row["name_en"] if self.language == "en" else "") or row["name"])

    def _label(self, table: Table, column: str) -> str:
        return table.columns[column].label[self.language]

    def _cell(self, table: Table, column: str, value: str) -> str:
        described = table.columns[column]
        concept = schema().schemes.get(described.range, {}).get(value)
        if concept:
            return concept.label[self.language]
        if value in self.entities:
            statement = self.entities[value]["agree_en" if self.language == "en" else "agree"]
            return f"{self._name(value)} ‘{statement}’" if statement else self._name(value)
        if self.language == "ko" and described.range == XSD + "decimal":
            return korean_amount(float(value))
        return duration(value, self.language) if described.range == XSD + "duration" else value

    def _speaks(self, column: str, cells: dict[str, Any]) -> bool:
        """Tell whether a cell says something in the reader's language, or in the only one there is."""
        if cells[column] in _unmarked():
            return False
        if column.endswith("_en"):
            return self.language == "en"
        return self.language == "ko" or f"{column}_en" not in cells
