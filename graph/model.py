"""The four nouns, and the vocabulary that gives them their kinds, relations and columns.

Entity, Claim and Document are rows; a PolicyGraph is the tables that hold them. Which tables, columns,
relations and values there are is read from ``schema/ontology.ttl`` and from nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

BASE = "https://w3id.org/platform-policy-graph/"
PG = BASE + "ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
SHACL = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
NAMESPACES = {
    "pg": PG,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCTERMS,
    "oa": OA,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "w3org": "http://www.w3.org/ns/org#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data: where it stands, what is wrong and what would be valid."""

    file: str
    line: int | None
    column: str | None
    message: str
    level: str = "error"

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        return f"{place}: {f'{self.column}: ' if self.column else ''}{self.message}"


class PolicyError(Exception):
    """Anything a user can mend: its text is one clear line, or one line for each problem.

    Parameters
    ----------
    message
        What is wrong and what would be valid.
    problems
        The problems found in the data, if that is what it is about.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


@dataclass(frozen=True, eq=False)
class PolicyGraph:
    """Entities, claims and documents as pandas tables, and what joins them.

    Text columns hold ``""`` where nothing is known, numeric columns ``NaN``; dates are text as exact as known
    (``2024``, ``2024-11`` or ``2024-11-06``). ``table`` and ``line`` say where in ``data/`` a row stands.

    Attributes
    ----------
    entities
        One row an entity: ``id``, ``kind``, ``name``, ``name_en``, ``aliases`` … and the columns of its kind.
    claims
        One row a claim: ``id``, ``relation``, ``subject``, ``object``, ``date``, ``document`` … and qualifiers.
    documents
        One row a document: ``id``, ``publisher``, ``author``, ``published``, ``url`` …
    evidence
        One row for each document that speaks of a claim: ``claim``, ``document``, ``locator``, ``agrees`` …
    statuses
        The ledger of what became of pledges: ``claim``, ``date``, ``status``, ``document`` …
    spellings
        Other names and the entities they meant: ``name``, ``entity``, ``since``, ``until`` …
    judgements
        Which ids mean the same, and why: ``left``, ``right``, ``verdict``, ``why`` …
    """

    entities: pd.DataFrame
    claims: pd.DataFrame
    documents: pd.DataFrame
    evidence: pd.DataFrame
    statuses: pd.DataFrame
    spellings: pd.DataFrame
    judgements: pd.DataFrame


@dataclass(frozen=True)
class Term:
    """A named thing of the vocabulary with its labels and definitions by language."""

    iri: str
    name: str
    label: dict[str, str]
    definition: dict[str, str]


@dataclass(frozen=True)
class Concept(Term):
    """A value of a list, such as ``imposed`` or ``minister``; ``flags`` are the properties that are true of it, ``polarity`` says for or against, ``sector`` where it belongs."""

    flags: frozenset[str]
    polarity: str | None
    sector: str | None


@dataclass(frozen=True)
class Column(Term):
    """A column: its heading (``name``), the property it is written to, and what its cells hold."""

    predicate: str
    range: str
    language: str | None
    separator: str | None
    classifies_subject: bool


@dataclass(frozen=True)
class Relation(Term):
    """A relation between entities: the classes of its subject and object, whether it speaks of the future, whether it is for or against."""

    domain: str
    range: str
    beforehand: bool
    polarity: str | None


@dataclass(frozen=True)
class Table(Term):
    """A CSV file: ``name`` is its path below ``data/`` without ``.csv``; a row is an instance of ``classes``."""

    prefix: str | None
    classes: tuple[str, ...]
    columns: dict[str, Column]
    relation: Relation | None
    kind: str | None

    @property
    def file(self) -> str:
        """Path of the file below ``data/``."""
        return self.name + ".csv"


@dataclass(frozen=True)
class Schema:
    """The vocabulary: tables by name, kinds and relations by name, lists of values by class."""

    tables: dict[str, Table]
    kinds: dict[str, Table]
    relations: dict[str, Table]
    schemes: dict[str, dict[str, Concept]]
    ancestors: dict[str, tuple[str, ...]]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Tell whether class ``cls`` is ``ancestor`` or below it."""
        return cls == ancestor or ancestor in self.ancestors.get(cls, ())

    def flagged(self, scheme: str, flag: str) -> set[str]:
        """Return the names of a list's values of which a property is true.

        Examples
        --------
        >>> sorted(schema().flagged("Agreement", "differs"))
        ['no', 'partly']
        """
        return {concept.name for concept in self.schemes[PG + scheme].values() if flag in concept.flags}

    def label(self, iri: str, language: str) -> str:
        """Return the label of a table, relation or listed value, or the end of its IRI."""
        for table in self.tables.values():
            if table.relation and table.relation.iri == iri:
                return table.relation.label[language]
            if table.iri == iri:
                return table.label[language]
        for concepts in self.schemes.values():
            for concept in concepts.values():
                if concept.iri == iri:
                    return concept.label[language]
        return iri.removeprefix(PG)


def schema_text(name: str) -> str:
    """Return the text of ``schema/<name>``, as shipped with the package."""
    return (resources.files("graph") / "schema" / name).read_text(encoding="utf-8")


@cache
def schema() -> Schema:
    """Read the vocabulary from ``schema/ontology.ttl``.

    Returns
    -------
    Schema
        The same object at every call.

    Examples
    --------
    >>> list(schema().relations)[:3]
    ['attended', 'announced_for', 'hosted']
    >>> schema().relations["pledged"].columns["amount"].label["ko"]
    '금액'
    """
    facts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(schema_text("ontology.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        subject: Any = quad.subject
        facts[subject.value][quad.predicate.value].append(quad.object)
    return _schema({iri: dict(properties) for iri, properties in facts.items()})


def _schema(facts: dict[str, dict[str, list[Any]]]) -> Schema:
    parents = {iri: _iris(p, RDFS + "subClassOf") for iri, p in facts.items()}
    ancestors = {iri: _closure(iri, parents) for iri in facts}

    def instances(of: str) -> list[str]:
        found = [iri for iri, p in facts.items() if of in _iris(p, RDF + "type")]
        return sorted(found, key=lambda iri: float(_text(facts[iri], SHACL + "order") or 0))

    columns = {iri: _column(iri, facts[iri]) for iri in instances(PG + "Column")}
    relations = {_iris(facts[iri], PG + "claimClass")[0]: _relation(iri, facts[iri]) for iri in instances(PG + "Relation")}
    kinds = instances(PG + "Kind")
    ordered = kinds + list(relations) + [iri for iri in facts if iri not in kinds and iri not in relations]
    tables = {}
    for iri in ordered:
        name = _text(facts[iri], PG + "table")
        if name is None:
            continue
        classes = (iri, *(a for a in ancestors[iri] if a.startswith(PG) or a == RDF + "Statement"))
        tables[name] = Table(
            **_named(iri, name, facts[iri]),
            prefix=_text(facts[iri], PG + "idPrefix"),
            classes=classes,
            columns={c.name: c for i, c in columns.items() if set(_iris(facts[i], SCHEMA + "domainIncludes")) & set(classes)},
            relation=relations.get(iri),
            kind=_text(facts[iri], SKOS + "notation") if iri in kinds else None,
        )
    schemes: dict[str, dict[str, Concept]] = {}
    for scheme in (iri for iri, p in parents.items() if SKOS + "Concept" in p and iri not in kinds):
        concepts = (_concept(iri, facts[iri]) for iri in instances(scheme))
        schemes[scheme] = {concept.name: concept for concept in concepts}
    return Schema(
        tables=tables,
        kinds={t.kind: t for t in tables.values() if t.kind},
        relations={t.relation.name: t for t in tables.values() if t.relation},
        schemes=schemes,
        ancestors=ancestors,
    )


def _column(iri: str, p: dict[str, list[Any]]) -> Column:
    return Column(
        **_named(iri, _text(p, SKOS + "notation") or "", p),
        predicate=next(iter(_iris(p, PG + "writes")), iri),
        range=_iris(p, RDFS + "range")[0],
        language=_text(p, PG + "language"),
        separator=_text(p, PG + "separator"),
        classifies_subject=_text(p, PG + "classifiesSubject") == "true",
    )


def _relation(iri: str, p: dict[str, list[Any]]) -> Relation:
    domain, range_ = _iris(p, RDFS + "domain")[0], _iris(p, RDFS + "range")[0]
    return Relation(**_named(iri, iri.removeprefix(PG), p), domain=domain, range=range_, beforehand=_text(p, PG + "beforehand") == "true", polarity=_text(p, PG + "polarity"))


def _concept(iri: str, p: dict[str, list[Any]]) -> Concept:
    flags = frozenset(k.removeprefix(PG) for k, values in p.items() if [v.value for v in values] == ["true"])
    return Concept(**_named(iri, _text(p, SKOS + "notation") or "", p, SKOS + "prefLabel"), flags=flags, polarity=_text(p, PG + "polarity"), sector=next(iter(_iris(p, PG + "sector")), None))


def _named(iri: str, name: str, p: dict[str, list[Any]], label: str = RDFS + "label") -> dict[str, Any]:
    labels = {v.language: v.value for v in p.get(label, [])}
    definitions = {v.language: v.value for v in p.get(SKOS + "definition", [])}
    return {"iri": iri, "name": name, "label": labels, "definition": definitions}


def _iris(p: dict[str, list[Any]], predicate: str) -> list[str]:
    return [v.value for v in p.get(predicate, []) if isinstance(v, pyoxigraph.NamedNode)]


def _text(p: dict[str, list[Any]], predicate: str) -> str | None:
    return next((str(v.value) for v in p.get(predicate, [])), None)


def _closure(iri: str, parents: dict[str, list[str]]) -> tuple[str, ...]:
    seen: list[str] = []
    queue = list(parents.get(iri, []))
    while queue:
        parent = queue.pop(0)
        if parent not in seen:
            seen.append(parent)
            queue.extend(parents.get(parent, []))
    return tuple(seen)
