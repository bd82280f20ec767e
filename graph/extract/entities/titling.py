"""What a title tells: which sort of body has it, whether two titles are one, and where a body is fused with it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import kind_by_ending, stems, table, title_in, titles, words

# Whoever has a head and is called so gives advice or speaks for somebody: 상담센터, 권익센터.
_CENTRE = "센터"
LAW_OFFICES = ("법무법인", "법률사무소")
# Which class of title goes with which kind of body; where a title has several classes, the first here decides.
_KINDS = (("firm", "firm"), ("government", "ministry"), ("academia", "institution"), ("association", "association"), ("parliament", "association"))


class Titled(NamedTuple):
    """A word that ends with a title: without its particle, the title, and the particle."""

    stem: str
    title: str
    particle: str


class Fused(NamedTuple):
    """An ending in which a body and a title are one: ``협회장``.

    ``unless`` names what forbids the reading: that the body is no city (``no city``), that the rest is a part of a body (``part``) or
    a rank (``rank``).
    """

    ending: str
    body: str
    letters: int
    title: str
    unless: str


@lru_cache(maxsize=200_000)
def title_of(text: str) -> Titled | None:
    """Read a word that ends with a title.

    Parameters
    ----------
    text
        The word with its particle.

    Returns
    -------
    Titled
        Its parts; ``None`` if it ends with no title, or with one for several people.

    Examples
    --------
    >>> title_of("정책실장은"), title_of("실장들은")
    (Titled(stem='정책실장', title='정책실장', particle='은'), None)
    """
    for stem, particle in stems(text):
        title = title_in(stem)
        if title and not particle.startswith("들"):
            return Titled(stem, title, particle)
    return None


@cache
def fused_titles() -> tuple[Fused, ...]:
    """Return the endings in which a body and a title are one, in the order in which they are tried.

    Examples
    --------
    >>> fused_titles()[0]
    Fused(ending='협회장', body='협회', letters=1, title='회장', unless='')
    """
    return tuple(Fused(row["ending"], row["body"], int(row["letters"]), row["title"], row["unless"]) for row in table("fused_titles"))


@cache
def _same() -> frozenset[frozenset[str]]:
    return frozenset(frozenset([row["title"], row["other"]]) for row in table("same_titles"))


def same_title(one: str, other: str) -> bool:
    """Say whether two titles can mean one post.

    Examples
    --------
    >>> same_title("대표이사", "대표"), same_title("대표", "CEO"), same_title("장관", "의원"), same_title("시장 권한대행", "권한대행")
    (True, True, False, True)
    """
    if is_suffix(other) and one.endswith(other):
        return True
    a, b = _head(one), _head(other)
    return a.endswith(b) or b.endswith(a) or (title_in(a) != "" and title_in(a) == title_in(b)) or frozenset([title_in(a), title_in(b)]) in _same()


def _head(title: str) -> str:
    """Return the last word of a title, without a candidate's or a deputy's word behind it."""
    before, _, last = title.rpartition(" ")
    return before.rpartition(" ")[2] if before and is_suffix(last) else last


def is_suffix(text: str) -> bool:
    """Say whether a word behind a title says that somebody is a candidate for it or acts in it.

    Examples
    --------
    >>> is_suffix("후보자"), is_suffix("대표")
    (True, False)
    """
    return text in words("title_words", "nominee") or text in words("title_words", "acting")


def is_profession(title: str) -> bool:
    """Say whether a title is a profession, which ties nobody to a body.

    Examples
    --------
    >>> is_profession("변호사"), is_profession("대표")
    (True, False)
    """
    return _classes(title) <= {"profession"}


def sits_in_parliament(title: str) -> bool:
    """Say whether a title is one of a party's or of parliament's.

    Examples
    --------
    >>> sits_in_parliament("의원"), sits_in_parliament("대표이사")
    (True, False)
    """
    return title.endswith(("의원", "최고위원", "정책위의장", "원내대표", "당대표"))


def kinds_of(title: str) -> frozenset[str]:
    """Return the kinds of body that have a title.

    Examples
    --------
    >>> sorted(kinds_of("장관")), sorted(kinds_of("변호사"))
    (['ministry'], [])
    """
    classes = _classes(title)
    return frozenset(kind for wanted, kind in _KINDS if wanted in classes)


def clash(known: set[str], head: str) -> bool:
    """Say whether somebody who is called so cannot be called by another title too."""
    heads = (title_in(title.rpartition(" ")[2]) for title in known)
    return any(other and other != head for other in heads)


def kind_of_body(name: str, title: str) -> str:
    """Return the kind of a body by its name, else by the title of one of its people.

    Examples
    --------
    >>> kind_of_body("새벽배달협회", "회장"), kind_of_body("누리톡", "대표"), kind_of_body("가람", "장관")
    ('association', 'firm', 'ministry')
    """
    if name.startswith(LAW_OFFICES):
        return "institution"
    ending = kind_by_ending(name.rpartition(" ")[2], *BODIES)
    if ending:
        return ending
    if name.endswith(_CENTRE):
        return "association"
    classes = titles().get(title_in(title.partition(" ")[0]) or title_in(title), frozenset())
    return next((kind for wanted, kind in _KINDS if wanted in classes), "firm")


def _classes(title: str) -> frozenset[str]:
    return titles().get(title_in(title) or title, frozenset())
