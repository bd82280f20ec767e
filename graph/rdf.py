"""PolicyGraph to RDF: Turtle written straight from the columns, and the rdflib graph users are handed.

Every row becomes one block of text; a column is turned into text all at once. Blocks are sorted by id, so that the
same tables give the same bytes, and there are no blank nodes.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from graph.model import BASE, NAMESPACES, PG, RDF, XSD, Column, PolicyGraph, Table, schema
from graph.tables import sources, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd
    import rdflib

_QUOTED = re.compile(r'["\\\n\r\t]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_TEXT_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def to_turtle(policy: PolicyGraph) -> str:
    """Write a PolicyGraph as Turtle 1.1.

    Parameters
    ----------
    policy
        Merged tables, as :func:`graph.load` returns them.

    Returns
    -------
    str
        Prefixes, then a block for each entity, document, claim with its evidence, and ledger row, sorted by id.
    """
    return "\n".join([*_prefixes(), "", *_entities(policy), *_documents(policy), *_claims(policy), *_statuses(policy), *_merged(policy), ""])


def to_trig(policy: PolicyGraph) -> str:
    """Write a PolicyGraph as TriG 1.1: one named graph for each document, holding what that document says.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    str
        Entities, documents and ledger in the default graph; in the graph of a document the direct triples of the claims
        it supports, the claims first taken from it, and its evidence.
    """
    names = _evidence_names(policy.evidence)
    claims = dict(zip(_sorted(policy.claims)["id"], _claim_blocks(policy, names), strict=True))
    direct = dict(zip(policy.claims["id"], _direct(policy.claims), strict=True))
    first = dict(zip(policy.claims["id"], policy.claims["document"], strict=True))
    against = schema().flagged("Agreement", "contradicts")
    rows = zip(policy.evidence["document"], policy.evidence["claim"], policy.evidence["agrees"], _evidence(policy, names), strict=True)
    graphs = []
    for document, said in groupby(sorted(rows), key=lambda row: row[0]):
        lines = []
        for _, claim, agrees, evidence in said:
            if agrees not in against:
                lines.append(f"{' '.join(direct[claim])} .")
            if first[claim] == document:
                lines.append(claims[claim])
            lines.append(evidence)
        graphs.append(f"{_id(document)} {{\n" + "\n".join(dict.fromkeys(lines)) + "\n}\n")
    return "\n".join([*_prefixes(), "", *_entities(policy, direct=False), *_documents(policy), *_statuses(policy), *_merged(policy), *graphs])


def to_rdf(policy: PolicyGraph) -> rdflib.Graph:
    """Turn a PolicyGraph into an rdflib graph.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    rdflib.Graph
        The triples of :func:`to_turtle`, with its prefixes bound.
    """
    import pyoxigraph
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in namespaces().items():
        graph.bind(prefix, iri)
    nodes: dict[object, rdflib.term.Identifier] = {}

    def node(term: object) -> rdflib.term.Identifier:
        found = nodes.get(term)
        if found is None:
            if isinstance(term, pyoxigraph.Literal):
                datatype = None if term.language or term.datatype.value == XSD + "string" else rdflib.URIRef(term.datatype.value)
                found = rdflib.Literal(term.value, lang=term.language, datatype=datatype)
            else:
                assert isinstance(term, pyoxigraph.NamedNode)
                found = rdflib.URIRef(term.value)
            nodes[term] = found
        return found

    for quad in pyoxigraph.parse(to_turtle(policy), format=pyoxigraph.RdfFormat.TURTLE):
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def namespaces() -> dict[str, str]:
    """Return the prefixes used in every export: ours for ids, then those of the vocabularies."""
    ours = dict.fromkeys(t.prefix for t in schema().tables.values() if t.prefix)
    return {**{prefix: f"{BASE}{prefix}/" for prefix in ours}, **NAMESPACES}


def text_fragment(locator: str) -> str:
    """Return the text fragment that opens a passage given by its first and last words.

    The form is ``:~:text=start,end`` (https://wicg.github.io/scroll-to-text-fragment/, section 3.3).

    Examples
    --------
    >>> text_fragment("first words,last words")
    ':~:text=first%20words,last%20words'
    """
    start, _, end = locator.partition(",")
    parts = [re.sub(r"[%,\-&\s]", lambda m: f"%{ord(m[0]):02X}", part.strip()) for part in (start, end) if part.strip()]
    return ":~:text=" + ",".join(parts)


def _prefixes() -> list[str]:
    return [f"@base <{BASE}> .", *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in namespaces().items())]


def _entities(policy: PolicyGraph, *, direct: bool = True) -> Iterator[str]:
    facts: dict[str, list[str]] = {}
    relations = list(schema().relations)
    order = {relation: place for place, relation in enumerate(relations)}
    rows = zip(policy.claims["subject"], policy.claims["relation"], policy.claims["object"], strict=True)
    pairs = sorted({(s, order[r], o) for s, r, o in rows}) if direct else []
    for (subject, place), group in groupby(pairs, key=lambda p: p[:2]):
        facts.setdefault(subject, []).append(_listed(f"pg:{relations[place]}", (_id(o) for _, _, o in group)))
    classes = _derived_classes(policy)
    for table in schema().kinds.values():
        frame = _sorted(policy.entities[policy.entities["kind"] == table.kind])
        ids = frame["id"].tolist()
        heads = _heads(table, map(_id, ids), [classes.get(i, set()) for i in ids])
        yield from _blocks(table, frame, heads, more=[["".join([*facts.get(i, ()), " .\n"]) for i in ids]])


def _documents(policy: PolicyGraph) -> Iterator[str]:
    for block in _blocks(schema().tables["documents"], _sorted(policy.documents)):
        yield f"{block} .\n"


def _claims(policy: PolicyGraph) -> Iterator[str]:
    names = _evidence_names(policy.evidence)
    evidence: dict[str, list[str]] = {}
    for claim, block in zip(policy.evidence["claim"], _evidence(policy, names), strict=True):
        evidence.setdefault(claim, []).append(block)
    for id_, block in zip(_sorted(policy.claims)["id"], _claim_blocks(policy, names), strict=True):
        yield block
        yield from evidence.get(id_, ())
        yield ""


def _claim_blocks(policy: PolicyGraph, names: list[str]) -> list[str]:
    """One block a claim, in the order of the claims' ids."""
    strong = set(policy.documents["id"][~policy.documents["quality"].isin(schema().flagged("DocumentQuality", "weak"))])
    said = sources(policy)
    against = policy.evidence[policy.evidence["agrees"].isin(schema().flagged("Agreement", "contradicts"))].groupby("claim")["document"].agg(list).to_dict()
    evidence: dict[str, list[str]] = {}
    for claim, name in zip(policy.evidence["claim"], names, strict=True):
        evidence.setdefault(claim, []).append(name)
    found: dict[str, str] = {}
    for table in schema().relations.values():
        assert table.relation
        frame = _sorted(policy.claims[policy.claims["relation"] == table.relation.name])
        ids = frame["id"].tolist()
        more = [
            [_listed("rdf:predicate", [f"pg:{table.relation.name}"])] * len(ids),
            [_listed("prov:wasDerivedFrom", map(_id, said.get(i, ()))) for i in ids],
            [_listed("pg:contradictedBy", map(_id, dict.fromkeys(against.get(i, ())))) for i in ids],
            [_listed("pg:evidence", evidence.get(i, ())) for i in ids],
            [" ;\n    pg:weaklySourced true ." if strong.isdisjoint(said.get(i, ())) else " ." for i in ids],
        ]
        found.update(zip(ids, _blocks(table, frame, skip=("document", "locator"), more=more), strict=True))
    return [found[i] for i in sorted(found)]


def _evidence_names(evidence: pd.DataFrame) -> list[str]:
    """Names of the evidence nodes: claim and document, numbered where a document speaks of a claim twice."""
    seen: dict[tuple[str, str], int] = {}
    names = []
    for claim, document in zip(evidence["claim"], evidence["document"], strict=True):
        n = seen[claim, document] = seen.get((claim, document), 0) + 1
        names.append(f"<evidence/{claim}/{document.partition('/')[2]}{f'/{n}' if n > 1 else ''}>")
    return names


def _evidence(policy: PolicyGraph, names: list[str]) -> list[str]:
    """One block an evidence row, with its passage, in the order of the rows."""
    table = schema().tables["evidence"]
    headings = {r: t.columns for r, t in schema().relations.items()}
    relation = dict(zip(policy.claims["id"], policy.claims["relation"], strict=True))
    fields = zip(policy.evidence["claim"], policy.evidence["field"], strict=True)
    passages = {locator: _passage(locator) for locator in policy.evidence["locator"].unique()}
    selectors = [(f"{name[:-1]}#passage>", passages[locator]) if locator else ("", "") for name, locator in zip(names, policy.evidence["locator"], strict=True)]
    more = [
        [_listed("pg:field", [_iri(headings[relation[claim]][field].iri)]) if field else "" for claim, field in fields],
        [f" ;\n    oa:hasSelector {name} .\n{name}{block}" if name else " ." for name, block in selectors],
    ]
    return _blocks(table, policy.evidence, _heads(table, names), skip=("locator", "field"), more=more)


def _passage(locator: str) -> str:
    """Block of a passage after its name."""
    return f" a pg:Passage , oa:FragmentSelector ;\n    dcterms:conformsTo <{_TEXT_FRAGMENTS}> ;\n    rdf:value {_string(text_fragment(locator))} ."


def _statuses(policy: PolicyGraph) -> Iterator[str]:
    for block in _blocks(schema().tables["status"], _sorted(policy.statuses)):
        yield f"{block} .\n"


def _merged(policy: PolicyGraph) -> Iterator[str]:
    """Say of every id that was given up which one stands for it."""
    rows = zip(policy.judgements["right"], policy.judgements["left"], policy.judgements["verdict"], strict=True)
    for right, left, verdict in sorted(rows):
        yield f"{_id(right)} {'dcterms:isReplacedBy' if verdict == 'same' else 'owl:differentFrom'} {_id(left)} .\n"


def _direct(claims: pd.DataFrame) -> list[tuple[str, str, str]]:
    rows = zip(claims["subject"], claims["relation"], claims["object"], strict=True)
    return [(_id(s), f"pg:{r}", _id(o)) for s, r, o in rows]


def _derived_classes(policy: PolicyGraph) -> dict[str, set[str]]:
    """Classes that the qualifiers of claims give to their subjects, such as Minister."""
    found: dict[str, set[str]] = {}
    for column in {c.name: c for t in schema().relations.values() for c in t.columns.values() if c.classifies_subject}.values():
        concepts = schema().schemes[column.range]
        for subject, value in zip(policy.claims["subject"], policy.claims[column.name], strict=True):
            if value:
                found.setdefault(subject, set()).add(concepts[value].iri)
    return found


def _heads(table: Table, names: Iterable[str], classes: Iterable[set[str]] | None = None) -> list[str]:
    """Begin each row's block with its name and its classes: those of the table, then its own."""
    types = " , ".join(map(_iri, table.classes))
    if classes is None:
        return [f"{name} a {types}" for name in names]
    return [" , ".join([f"{name} a {types}", *map(_iri, sorted(own))]) for name, own in zip(names, classes, strict=True)]


def _blocks(table: Table, frame: pd.DataFrame, heads: list[str] | None = None, *, skip: Iterable[str] = (), more: Iterable[list[str]] = ()) -> list[str]:
    """One block a row, without its final dot: its head, what its cells say, then what ``more`` adds to each row."""
    columns = [_heads(table, map(_id, frame["id"])) if heads is None else heads]
    for column in table.columns.values():
        if column.name != "id" and column.name not in skip:
            write, start = _writer(column), f" ;\n    {_iri(column.predicate)} "
            cells = texts(frame[column.name])
            if any(cells):
                known = {value: start + write(value) if value else "" for value in set(cells)}
                columns.append([known[value] for value in cells])
    return ["".join(parts) for parts in zip(*columns, *more, strict=True)]


def _listed(predicate: str, objects: Iterable[str]) -> str:
    listed = " , ".join(objects)
    return f" ;\n    {predicate} {listed}" if listed else ""


def _writer(column: Column) -> Callable[[str], str]:
    """Return what turns a cell of a column into Turtle."""
    one = _writer_of_one(column)
    if column.separator:
        return lambda cell: " , ".join(one(value) for value in dict.fromkeys(cell.split(column.separator)) if value)
    return one


def _writer_of_one(column: Column) -> Callable[[str], str]:
    concepts = schema().schemes.get(column.range)
    if concepts:
        return lambda value: _iri(concepts[value].iri)
    if column.range == RDF + "langString":
        return lambda value: f"{_string(value)}@{column.language or _script(value)}"
    if column.range in _WRITERS:
        return _WRITERS[column.range]
    if column.range.startswith(XSD):
        datatype = _iri(column.range)
        return lambda value: f'"{value}"^^{datatype}'
    return _id


def _script(text: str) -> str:
    return "ko" if re.search(r"[ㄱ-ㆎ가-힣]", text) else "en"


def _string(text: str) -> str:
    return '"' + (_QUOTED.sub(lambda m: _ESCAPES[m[0]], text) if _QUOTED.search(text) else text) + '"'


def _id(id_: str) -> str:
    return id_.replace("/", ":", 1)


def _iri(iri: str) -> str:
    for prefix, start in NAMESPACES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return f"<{iri}>"


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("id", kind="stable")


_WRITERS: dict[str, Callable[[str], str]] = {
    PG + "PartialDate": lambda value: f'"{value}"^^xsd:{_DATES[len(value)]}',
    PG + "YesNo": lambda value: "true" if value == "yes" else "false",
    PG + "WikidataItem": lambda value: f"wd:{value}",
    XSD + "anyURI": lambda value: f"<{value}>",
    XSD + "string": _string,
    XSD + "language": _string,
}
