"""Questions in SPARQL: the named ones in ``queries/``, and anybody's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graph.model import BASE, PG, XSD, PolicyError, PolicyGraph, schema, schema_text
from graph.rdf import namespaces, to_turtle
from graph.resolve import canonical, find
from graph.tables import is_date, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_HEAD = re.compile(r"^# *(?P<key>[a-z_]+)(?:@(?P<tag>[a-z_]+))?: *(?P<value>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question: its type (an entity class, claim, date, integer or text) and the value used when none is given."""

    name: str
    type: str
    default: str
    label: str


@dataclass(frozen=True)
class Question:
    """A SPARQL question with its titles by language, its parameters and its text."""

    name: str
    title: dict[str, str]
    parameters: dict[str, Parameter]
    text: str


@cache
def questions() -> dict[str, Question]:
    """Return the named questions by name.

    Examples
    --------
    >>> questions()["who_attended"].title["ko"]
    '누가 그 행사에 참석했나'
    """
    files = sorted((resources.files("graph") / "queries").iterdir(), key=lambda f: f.name)
    return {f.name[:-3]: parse_question(f.name[:-3], f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".rq")}


def parse_question(name: str, text: str) -> Question:
    """Read the head comment of a ``.rq`` file.

    Parameters
    ----------
    name
        Name of the question.
    text
        The file: SPARQL, begun by lines ``# title@ko: …``, ``# title@en: …`` and, for each parameter,
        ``# param@<name>: <type> = <value used when none is given> | <what it is>``.
    """
    title: dict[str, str] = {}
    parameters = {}
    for found in _HEAD.finditer(text):
        if found["key"] == "title" and found["tag"]:
            title[found["tag"]] = found["value"].strip()
        elif found["key"] == "param" and found["tag"]:
            form, _, label = found["value"].partition("|")
            kind, _, default = form.partition("=")
            parameters[found["tag"]] = Parameter(found["tag"], kind.strip(), default.strip(), label.strip())
    return Question(name, title or {"ko": name, "en": name}, parameters, text)


def query(source: PolicyGraph | str | Path, question: str, language: str = "ko", **parameters: object) -> pd.DataFrame:
    """Answer a SPARQL question.

    Parameters
    ----------
    source
        A PolicyGraph, a Turtle file, or the address (http…) of a SPARQL endpoint.
    question
        The name of a question of :func:`questions`, the path of a ``.rq`` file, or SPARQL text. Prefixes are added.
    language
        ``"ko"`` or ``"en"``: the language of labels (bound to ``$language``).
    **parameters
        Values for the question's parameters. An entity may be given by id, name or alias.

    Returns
    -------
    pandas.DataFrame
        A row for each answer; ids without the base address, numbers as numbers, nothing as ``""``. A CONSTRUCT question
        gives ``subject``, ``predicate`` and ``object``; an ASK question one cell ``answer``.

    Raises
    ------
    PolicyError
        If the question, a parameter or its value is unknown, or the SPARQL is wrong.
    """
    import pandas as pd

    if language not in ("ko", "en"):
        raise PolicyError(f"unknown language '{language}'; valid are: ko, en")
    asked = _question(question)
    text = _bind(asked, {**parameters, "language": language}, source if isinstance(source, PolicyGraph) else None)
    columns, rows = _ask(source, text)
    return pd.DataFrame(rows, columns=columns)


def store(policy: PolicyGraph) -> pyoxigraph.Store:
    """Load a PolicyGraph and the vocabulary into a SPARQL store in memory."""
    loaded = pyoxigraph.Store()
    for text in (to_turtle(policy), schema_text("ontology.ttl")):
        loaded.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return loaded


def _question(question: str) -> Question:
    if question in questions():
        return questions()[question]
    if re.search(r"\b(select|construct|ask|describe)\b", question, re.IGNORECASE):
        return parse_question("", question)
    if question.endswith(".rq"):
        try:
            return parse_question(Path(question).stem, Path(question).read_text(encoding="utf-8"))
        except OSError as error:
            raise PolicyError(f"{question}: cannot be read ({error.strerror})") from None
    raise PolicyError(f"unknown question '{question}'; {nearest(question, questions())}")


def _bind(question: Question, values: Mapping[str, object], policy: PolicyGraph | None) -> str:
    """Put the parameters' values in place of ``$name`` and add the prefixes the text does not declare itself."""
    known = {**question.parameters, "language": Parameter("language", "text", "ko", "language of the labels")}
    for name in values:
        if name not in known:
            valid = ", ".join(question.parameters) or "none"
            raise PolicyError(f"unknown parameter '{name}' of {question.name or 'the question'}; valid are: {valid}")
    terms = {}
    for name, parameter in known.items():
        value = str(values.get(name, parameter.default)).strip()
        if not value:
            raise PolicyError(f"parameter '{name}' of {question.name} needs a value: {parameter.label or parameter.type}")
        terms[name] = _term(parameter, value, policy)
    # All at once: a value that itself holds $name is not looked at again.
    text = re.sub(rf"\$({'|'.join(terms)})\b", lambda found: terms[found[1]], question.text)
    declared = set(re.findall(r"prefix\s+([a-z0-9]*):", text, re.IGNORECASE))
    needed = [f"PREFIX {p}: <{iri}>" for p, iri in namespaces().items() if p not in declared and re.search(rf"\b{p}:", text)]
    return "\n".join([*needed, text])


def _term(parameter: Parameter, value: str, policy: PolicyGraph | None) -> str:
    kind = parameter.type
    if kind == "date":
        if not is_date(value):
            raise PolicyError(f"parameter '{parameter.name}': '{value}' is not a date; write YYYY-MM-DD")
        return f'"{value}"'
    if kind == "integer":
        if not re.fullmatch(r"\d+", value):
            raise PolicyError(f"parameter '{parameter.name}': '{value}' is not a whole number")
        return value
    if kind == "text":
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
    if policy is None:
        if not re.fullmatch(r"[a-z_]+/[a-z0-9-]+", value):
            raise PolicyError(f"parameter '{parameter.name}': '{value}' is not an id; names are understood only when asking the tables")
        return f"<{BASE}{value}>"
    return f"<{BASE}{_claim_id(parameter, value, policy) if kind == 'claim' else _entity_id(parameter, value, policy)}>"


def _claim_id(parameter: Parameter, value: str, policy: PolicyGraph) -> str:
    """Id of the claim that a value names, which may be an id it had before a merge."""
    found = canonical(policy.judgements).get(value, value)
    if (policy.claims["id"] == found).any():
        return found
    raise PolicyError(f"parameter '{parameter.name}': no claim is called '{value}'; {nearest(value, policy.claims['id'])}")


def _entity_id(parameter: Parameter, value: str, policy: PolicyGraph) -> str:
    """Id of the entity that a value names, of the kind or class the parameter asks for."""
    wanted = {t.iri: t for t in schema().kinds.values()}
    classes = {i: schema().kinds[k] for i, k in zip(policy.entities["id"], policy.entities["kind"], strict=True)}
    cls = PG + parameter.type.capitalize()
    matches = [m.id for m in find(policy, value) if cls in classes[m.id].classes]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise PolicyError(f"parameter '{parameter.name}': '{value}' may be any of {', '.join(matches)}; give the id")
    fitting = policy.entities[[cls in classes[i].classes for i in policy.entities["id"]]]
    names = [*fitting["id"], *fitting["name"]]
    label = schema().label(cls, "en") if cls in wanted else parameter.type
    raise PolicyError(f"parameter '{parameter.name}': no {label} is called '{value}'; {nearest(value, names)}")


def _ask(source: PolicyGraph | str | Path, text: str) -> tuple[list[str], list[list[Any]]]:
    if isinstance(source, PolicyGraph):
        return _ask_store(store(source), text)
    if str(source).startswith(("http://", "https://")):
        return _ask_endpoint(str(source), text)
    loaded = pyoxigraph.Store()
    try:
        loaded.bulk_load(path=str(source), format=pyoxigraph.RdfFormat.from_extension(Path(source).suffix[1:]) or pyoxigraph.RdfFormat.TURTLE)
        loaded.bulk_load(schema_text("ontology.ttl").encode(), format=pyoxigraph.RdfFormat.TURTLE)
    except OSError as error:
        raise PolicyError(f"{source}: cannot be read ({error.strerror or error})") from None
    except SyntaxError as error:
        raise PolicyError(f"{source}: is not valid RDF ({error})") from None
    return _ask_store(loaded, text)


def _ask_store(loaded: pyoxigraph.Store, text: str) -> tuple[list[str], list[list[Any]]]:
    try:
        return _answer(loaded.query(text, base_iri=BASE, use_default_graph_as_union=True))
    except SyntaxError as error:
        raise PolicyError(f"the SPARQL cannot be read: {_one_line(str(error))}") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise PolicyError(f"the question cannot be answered: {_one_line(str(error))}") from None


def _ask_endpoint(address: str, text: str) -> tuple[list[str], list[list[Any]]]:
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    try:
        with urlopen(Request(address, text.encode(), headers), timeout=300) as response:  # noqa: S310 - the caller saw that it begins with http
            return _answer(pyoxigraph.parse_query_results(response.read(), format=pyoxigraph.QueryResultsFormat.JSON))
    except HTTPError as error:
        raise PolicyError(f"{address}: {error.code} {error.reason}: {_one_line(error.read().decode('utf-8', 'replace'))[:300]}") from None
    except URLError as error:
        raise PolicyError(f"{address}: cannot be reached ({error.reason})") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise PolicyError(f"{address}: does not answer as a SPARQL endpoint ({_one_line(str(error))})") from None


def _answer(answer: Any) -> tuple[list[str], list[list[Any]]]:
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return ["answer"], [[bool(answer)]]
    if isinstance(answer, pyoxigraph.QueryTriples):
        return ["subject", "predicate", "object"], sorted(([_plain(t.subject), _plain(t.predicate), _plain(t.object)] for t in answer), key=str)
    return [v.value for v in answer.variables], [[_plain(value) for value in row] for row in answer]


def _plain(term: Any) -> Any:
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.Literal):
        kind = term.datatype.value.removeprefix(XSD)
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            number = float(term.value)
            return int(number) if number.is_integer() else number
        return term.value == "true" if kind == "boolean" else term.value
    return term.value.removeprefix(PG).removeprefix(BASE) if isinstance(term, pyoxigraph.NamedNode) else str(term)


def _one_line(text: str) -> str:
    return " ".join(text.split())
