"""Annotated articles, and copies of them with other names: what surrounds a name is to be learned, not the names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.extract.lexicon import surnames

if TYPE_CHECKING:
    import datetime as dt
    import random

_KOREAN = re.compile("[가-힣]{2,4}")
_KEPT = 0.15  # share of names that stay as they are

Final = tuple[bool, bool]
Pools = dict[tuple[str, Final, bool], list[str]]


class Article(NamedTuple):
    """An annotated article."""

    name: str
    body: str
    published: dt.date
    gold: dict[str, Any]


def surname(name: str) -> str:
    return name[:2] if name[:2] in surnames()[1] and len(name) > 2 else name[0]


def _final(name: str) -> Final:
    """Say whether a name ends in a consonant, and whether in ㄹ: that decides which particles fit."""
    code = (ord(name[-1]) - 0xAC00) % 28
    return code != 0, code == 8


def _pool(name: str, kind: str) -> tuple[str, Final, bool]:
    return kind, _final(name), " " in name


def pools(articles: list[Article]) -> Pools:
    """Return the names of some articles by kind, last sound and whether they have several words."""
    found: dict[tuple[str, Final, bool], set[str]] = {}
    for article in articles:
        for entity in article.gold["entities"]:
            name, kind = entity["name"], entity["kind"]
            plain = _KOREAN.fullmatch(name) if kind == "person" else all(mention == name for mention in entity["mentions"])
            if len(name) > 1 and plain:
                found.setdefault(_pool(name, kind), set()).add(name)
    return {key: sorted(names) for key, names in found.items()}


def renamed(article: Article, names: Pools, dice: random.Random) -> Article | None:
    """Return the article with names of other articles in place of its own; particles still fit."""
    new: dict[str, str] = {}
    mentions = {mention for entity in article.gold["entities"] for mention in (entity["name"], *entity["mentions"])}
    for entity in article.gold["entities"]:
        pool = names.get(_pool(entity["name"], entity["kind"]))
        if entity["name"] in article.body and pool and dice.random() >= _KEPT:
            new |= _other(entity, pool, mentions, dice)
    return _with_names(article, new) if new else None


def _other(entity: dict[str, Any], pool: list[str], mentions: set[str], dice: random.Random) -> dict[str, str]:
    """Return what stands for the name of an entity and for a surname with a title; nothing if other mentions would not fit."""
    name = entity["name"]
    if entity["kind"] != "person":
        alone = all(mention == name for mention in entity["mentions"]) and sum(name in mention for mention in mentions) == 1
        return {name: dice.choice(pool)} if alone else {}
    if not _KOREAN.fullmatch(name):
        return {}
    own, other = surname(name), dice.choice(pool)
    return {name: other, **{mention: surname(other) + mention[len(own) :] for mention in entity["mentions"] if mention.startswith(own + " ")}}


def _with_names(article: Article, new: dict[str, str]) -> Article:
    pattern = re.compile("|".join(sorted(map(re.escape, new), key=lambda name: (-len(name), name))))

    def swap(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda found: new[found[0]], value)
        if isinstance(value, list):
            return [swap(item) for item in value]
        return {key: swap(item) for key, item in value.items()} if isinstance(value, dict) else value

    return Article(article.name, swap(article.body), article.published, swap(article.gold))
