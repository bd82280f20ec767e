"""Files and folders to one ``<stem>.jsonl`` each: nothing is read twice, and one bad file does not stop the rest."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.extract import reader, tagger_of
from graph.extract.cache import Cache, fingerprint, key, write
from graph.extract.files import Article, as_text, is_extracted, is_page, read_article
from graph.extract.inputs import inputs_of, names_of
from graph.extract.spreadsheet import claims_table
from graph.extract.workers import side_by_side
from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.claims import Extraction
    from graph.extract.inputs import Input
    from graph.extract.language_model.endpoint import Endpoint
    from graph.model import PolicyGraph

TABLE = "claims.csv"  # the claims of all articles, beside their results
_NAMED = 3  # files that a note names

# A second opinion on an article: what the rules read, with more joined to it, and what went wrong meanwhile.
Opinion = Callable[[Article, "Extraction"], tuple["Extraction", tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Second:
    """A second proposer of claims, heard after the rules have read an article and before the result is written.

    Attributes
    ----------
    name
        Tells it from every other; part of the cache's key.
    opinion
        Joins its claims to those of the rules. What is returned beside them went wrong: such a result is written, not kept.
    """

    name: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Read:
    """What an article was found to say.

    Attributes
    ----------
    jsonl
        The text of ``<stem>.jsonl``.
    entities, claims, review
        How many it holds, and how many claims a person should look at.
    notes
        What the user should know.
    kept
        Whether it was read before and taken from the cache.
    """

    jsonl: str
    entities: int
    claims: int
    review: int
    notes: tuple[str, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """One input and what became of it.

    Attributes
    ----------
    source
        The input.
    file
        The result's file; ``None`` if there is none.
    read
        What it holds; ``None`` if there is none.
    problem
        Why there is none; else empty.
    """

    source: Path
    file: Path | None = None
    read: Read | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all inputs.

    Attributes
    ----------
    done
        One for each input, in order.
    """

    done: tuple[Done, ...]

    @property
    def problems(self) -> list[str]:
        """One line for each input without a result."""
        return [one.problem for one in self.done if one.problem]

    @property
    def notes(self) -> list[str]:
        """Each note once, with the inputs that it is about."""
        about: dict[str, list[str]] = defaultdict(list)
        for one in self.done:
            for note in one.read.notes if one.read else ():
                about[note].append(one.source.name)
        return [f"{note} ({len(names)}: {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''})" for note, names in about.items()]

    def __str__(self) -> str:
        read = [one.read for one in self.done if one.read]
        kept, failed = sum(one.kept for one in read), len(self.problems)
        counts = f"{sum(r.entities for r in read)} entities, {sum(r.claims for r in read)} claims, {sum(r.review for r in read)} for review"
        return f"{len(read)} articles: {counts}" + (f"; {kept} read before" if kept else "") + (f"; {failed} could not be read" if failed else "")


class Archive:
    """Reads articles, and keeps what it read.

    Parameters
    ----------
    policy, mode
        As in :func:`graph.extract.extract`.
    published
        The day of articles that state none; it also stands above what a page says of itself.
    cache
        Folder of what was read before; ``None`` keeps nothing.
    second
        A second proposer of claims.
    """

    def __init__(self, policy: PolicyGraph | None, mode: str, published: date | None = None, cache: Path | None = None, second: Second | None = None) -> None:
        tagger_of(mode)  # what is missing is told before anything is read
        self._policy, self._mode, self._published, self._second = policy, mode, published, second
        self._cache = Cache(cache)
        self._known = fingerprint(policy) if cache else ""
        self._reader: Callable[[str, date | None], Extraction] | None = None

    def article(self, raw: bytes, name: str) -> Article:
        """Read a file; a page that was read before is not taken apart again."""
        page = is_page(raw, name)
        seen = key("page", self._known, sha256(raw).hexdigest(), name) if page and self._cache.folder else ""
        found = _thawed(self._cache.get(seen)) if seen else None
        if found is None:
            found = read_article(raw, name)
            if seen:
                self._cache.put(seen, _frozen(found))
        return replace(found, published=self._published) if self._published and (page or found.published is None) else found

    def read(self, article: Article) -> Read:
        """Return what an article says."""
        name = key("article", self._known, self._mode, str(article.published), self._second.name if self._second else "", article.body)
        kept = self._cache.get(name)
        if kept is not None and kept.keys() == {"jsonl", "entities", "claims", "review", "notes"}:
            return Read(kept["jsonl"], kept["entities"], kept["claims"], kept["review"], (*article.notes, *kept["notes"]), kept=True)
        if self._reader is None:
            self._reader = reader(self._policy, self._mode)  # seconds, which are not spent where nothing has changed
            gc.freeze()  # what was loaded stays: looking through it again and again took a tenth of the time
        found, wrong = self._reader(article.body, article.published), tuple[str, ...]()
        if self._second is not None:
            found, wrong = self._second.opinion(article, found)
        result = Read(found.to_jsonl(), len(found.entities), len(found.claims), sum(claim.review for claim in found.claims), found.notes)
        if not wrong:
            self._cache.put(name, {field: value for field, value in asdict(result).items() if field != "kept"})
        return replace(result, notes=(*article.notes, *found.notes, *wrong))

    def done(self, task: tuple[Input, Path]) -> Done:
        """Read an input and write its result to a path without its suffix, and say what became of it."""
        given, stem = task
        path = given.path
        if given.problem:
            return Done(path, problem=given.problem)
        file = stem.with_name(f"{stem.name}.jsonl")
        try:
            raw = path.read_bytes()
            article = self.article(raw, str(path))
            read = self.read(article)
            if is_page(raw, str(path)):
                _write_text(stem.with_name(f"{stem.name}.txt"), as_text(article, path.name), given.folder)
            write(file, read.jsonl)
        except PolicyError as error:
            return Done(path, problem=str(error))
        except OSError as error:
            return Done(path, problem=f"{error.filename or path}: cannot be read or written ({error.strerror})")
        except Exception as error:  # noqa: BLE001 - a fault of the rules in one article must not cost the other thousands
            return Done(path, problem=f"{path}: the reader failed ({type(error).__name__}: {error}); please report it with the article")
        return Done(path, file, read)


def extract_all(  # noqa: PLR0913 - what the command line offers, each by name
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    policy: PolicyGraph | None = None,
    mode: str = "full",
    published: date | None = None,
    cache: bool = True,
    second: Second | None = None,
    jobs: int = 1,
    progress: Callable[[Done, int], object] = lambda *_: None,
) -> Summary:
    """Read files and folders of articles, and write ``<out>/<stem>.jsonl`` for each and all claims as ``<out>/claims.csv``.

    Parameters
    ----------
    paths
        Files, and folders with all that is below them, in sorted order.
    out
        The folder for the results, made if it is missing. For a page its text is written beside the result, so that offsets can be checked.
    policy, mode
        As in :func:`graph.extract.extract`.
    published
        The day of articles that state none.
    cache
        Whether to use ``<out>/.cache``, which may be deleted at any time.
    second
        A second proposer of claims; it is asked by one process.
    jobs
        How many processes read at most. A program that asks for several must be one that can be imported.
    progress
        Called with each input that is done and the number of all.

    Returns
    -------
    Summary
        What became of each input: a bad one has a problem and does not stop the rest.

    Raises
    ------
    PolicyError
        If the mode is unknown, a package is missing or the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "memo.txt").write_text("누리톡은 쉰다.", "utf-8")
    >>> [one.file.name for one in extract_all([folder], folder / "out", mode="light").done]
    ['memo.jsonl']
    """
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PolicyError(f"{out}: cannot be written ({error.strerror})") from None
    archive = Archive(policy, mode, published, out / ".cache" if cache else None, second)
    inputs = list(inputs_of(map(Path, paths), out))
    names = names_of([given.path for given in inputs if not given.problem])
    tasks = [(given, out / names.get(given.path, "")) for given in inputs]
    done: list[Done] = []
    for one in side_by_side(archive.done, tasks, 1 if second else jobs):
        done.append(one)
        progress(one, len(inputs))
    _write_table(out / TABLE, [(one.file.stem, one.read.jsonl) for one in done if one.file and one.read])
    return Summary(tuple(done))


def second_by(endpoint: Endpoint) -> Second:
    """Return the language model at an address as a second proposer.

    Parameters
    ----------
    endpoint
        Where to ask.

    Returns
    -------
    Second
        Its claims pass the checks of :mod:`graph.extract.language_model.proposals`; refused ones are told in the notes.
    """
    from graph.extract.language_model.proposals import propose

    def opinion(article: Article, found: Extraction) -> tuple[Extraction, tuple[str, ...]]:
        answer = propose(article.body, article.published, found, endpoint)
        refused = tuple(f"refused: {one}" for one in answer.refused)
        return replace(answer.extraction, notes=(*answer.extraction.notes, *refused)), answer.notes

    return Second(f"{endpoint.url} {endpoint.model} {endpoint.temperature} {endpoint.precision}", opinion)


def _write_table(path: Path, results: list[tuple[str, str]]) -> None:
    try:
        if results:
            write(path, claims_table(results))
    except OSError as error:
        raise PolicyError(f"{path}: cannot be written ({error.strerror}); is it open in another program? All else is written") from None


def _write_text(path: Path, text: str, folder: Path | None) -> None:
    """Write the text of a page beside its result, but never over a text that somebody else wrote or among the inputs."""
    if folder is not None and path.parent.resolve() == folder.resolve():
        raise PolicyError(f"{path}: would stand among the articles; name another folder with --out")
    if path.exists() and not is_extracted(path.read_bytes().decode("utf-8", "replace")):
        raise PolicyError(f"{path}: already holds a text of its own; name another folder with --out")
    write(path, text)


def _frozen(article: Article) -> dict[str, Any]:
    return {**asdict(article), "published": str(article.published or "")}


def _thawed(kept: dict[str, Any] | None) -> Article | None:
    if kept is None or kept.keys() != {field.name for field in fields(Article)}:
        return None
    return Article(**{**kept, "published": date.fromisoformat(kept["published"]) if kept["published"] else None, "notes": tuple(kept["notes"])})
