"""One file to one article: text with or without front matter, or a page of the web."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from graph.decoding import decoded
from graph.model import PolicyError

PAGES = (".html", ".htm")
SUFFIXES = (".txt", *PAGES)
STANDARD_INPUT = "standard input"

_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(?P<head>.*?)^---[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"([A-Za-z_]+)[ \t]*:(?:[ \t]+(.*))?[ \t]*")
_DAY = re.compile(r"(\d{4})(?:\s?[-./]\s?|년\s?)(\d{1,2})(?:\s?[-./]\s?|월\s?)(\d{1,2})(?:[일.]?(?:[T\s].*)?)")
_SILENT = logging.NullHandler()
_ORIGIN = "extracted_from"  # front matter of texts that were written beside a result


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is read.

    Attributes
    ----------
    stem
        The name of its file, without folder and suffix.
    body
        The text in which offsets count: all that follows the front matter, as it stands.
    published
        The day of publication, ``None`` if it is not known.
    publisher, url
        Who published it and where; empty if that is not known.
    notes
        What the reader should know.
    """

    stem: str
    body: str
    published: date | None = None
    publisher: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def read_article(source: bytes, name: str) -> Article:
    r"""Read the content of a file.

    Parameters
    ----------
    source
        UTF-8 with or without byte-order mark, or CP949.
    name
        Its name or path, which messages repeat; the suffix says whether it is a page.

    Returns
    -------
    Article
        Body and day of publication.

    Raises
    ------
    PolicyError
        If it is no text, empty, of an unknown kind, or its date cannot be read.

    Examples
    --------
    >>> read_article("---\npublished: 2026-05-20\n---\n누리톡은 쉰다.\n".encode(), "a/memo.txt")
    Article(stem='memo', body='누리톡은 쉰다.\n', published=datetime.date(2026, 5, 20), publisher='', url='', notes=())
    """
    if name != STANDARD_INPUT and PurePath(name).suffix.lower() not in SUFFIXES:
        raise PolicyError(f"{name}: is of an unknown kind; valid are {', '.join(SUFFIXES)}")
    text = decoded(source, name)
    if not text.strip():
        raise PolicyError(f"{name}: is empty; it must hold the text of an article")
    return _page(text, name) if is_page(source, name) else _plain(text, name)


def is_page(source: bytes, name: str) -> bool:
    """Say whether a file is a page: by its suffix, standard input by how it begins.

    Examples
    --------
    >>> is_page(b"", "a.HTM"), is_page(b" <!DOCTYPE html>", "standard input"), is_page(b"<html>", "a.txt")
    (True, True, False)
    """
    if name == STANDARD_INPUT:
        return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", source[:500], re.IGNORECASE))
    return PurePath(name).suffix.lower() in PAGES


def read_day(text: str, where: str) -> date:
    """Read a day.

    Parameters
    ----------
    text
        ``2026-05-20``, also with ``.`` or ``/``, with 년 월 일, or followed by a time of day.
    where
        Where it stands, for the message.

    Returns
    -------
    date
        The day.

    Raises
    ------
    PolicyError
        If it is none.

    Examples
    --------
    >>> read_day("2026. 5. 20.", "a.txt"), read_day("2026-05-20T09:00:00+09:00", "a.txt")
    (datetime.date(2026, 5, 20), datetime.date(2026, 5, 20))
    """
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise PolicyError(f"{where}: '{text}' is not a day; write YYYY-MM-DD")


def as_text(article: Article, origin: str) -> str:
    """Return an article with front matter, as it is written beside the result of a page.

    Parameters
    ----------
    article
        What was read.
    origin
        The name of the page.

    Returns
    -------
    str
        Text that :func:`read_article` reads back with the same body.

    Examples
    --------
    >>> print(as_text(Article("memo", "누리톡은 쉰다.", date(2026, 5, 20)), "memo.html"))
    ---
    published: 2026-05-20
    extracted_from: memo.html
    ---
    누리톡은 쉰다.
    """
    told = {"published": str(article.published or ""), "publisher": article.publisher, "url": article.url, _ORIGIN: origin}
    return "".join(["---\n", *(f"{key}: {_one_line(value)}\n" for key, value in told.items() if value), "---\n", article.body])


def is_extracted(text: str) -> bool:
    """Say whether :func:`as_text` wrote a text, which may be replaced then.

    Examples
    --------
    >>> is_extracted(as_text(Article("memo", "누리톡은 쉰다."), "memo.html")), is_extracted("누리톡은 쉰다.")
    (True, False)
    """
    found = _FRONT.match(text)
    return bool(found and re.search(rf"^{_ORIGIN}:", found["head"], re.MULTILINE))


def _plain(text: str, name: str) -> Article:
    head, body = _divided(text, name)
    if not body.strip():
        raise PolicyError(f"{name}: has front matter but no text; write the article below the second ---")
    published = head.get("published", "")
    return Article(_stem(name), body, read_day(published, f"{name}: published") if published else None, head.get("publisher", ""), head.get("url", ""))


def _divided(text: str, name: str) -> tuple[dict[str, str], str]:
    """Return front matter and body; a first line of dashes over anything but ``key: value`` is a line of the body."""
    lines = text.splitlines()
    if lines[0].rstrip() != "---" or not any(_KEY.fullmatch(line) for line in lines[1:2]):
        return {}, text
    found = _FRONT.match(text)
    if found is None:
        raise PolicyError(f"{name}: the front matter has no end; put a line --- below it")
    pairs = (_KEY.fullmatch(line) for line in found["head"].splitlines())
    return {pair[1].lower(): unicodedata.normalize("NFC", pair[2] or "").strip().strip("\"'") for pair in pairs if pair}, text[found.end() :]


def _page(text: str, name: str) -> Article:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise PolicyError(f"{name}: to read pages, install trafilatura: pip install -e '.[extract]' in the project's folder") from None
    logging.getLogger("trafilatura").addHandler(_SILENT)  # what goes wrong is told once, by us
    # Only the day that the page states of itself: one found in the running text may be any day.
    stated = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    found = bare_extraction(text, with_metadata=True, include_comments=False, date_extraction_params=stated)
    body = (getattr(found, "text", None) or "").strip()
    if not body:
        raise PolicyError(f"{name}: no article is found in the page; save its text as .txt")
    title, day, site, url = (getattr(found, key, None) or "" for key in ("title", "date", "sitename", "url"))
    if title and _letters(title) not in _letters(body):
        body = f"{_one_line(title)}\n{body}"
    return Article(_stem(name), body, read_day(day, f"{name}: published") if day else None, _one_line(site), _one_line(url))


def _stem(name: str) -> str:
    return "standard-input" if name == STANDARD_INPUT else PurePath(name).stem


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFC", text))
