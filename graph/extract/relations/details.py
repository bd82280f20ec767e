"""What the sentence behind a commitment adds to it, as ``적용 시점은 내년 3월이다`` and ``여기에는 5년간 1800억원이 들어간다`` do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import longest_ending, stems, stems_of, words
from graph.extract.relations.amounts import read_terms
from graph.extract.relations.setting import UNSTATED

if TYPE_CHECKING:
    from graph.extract.claims import Claim
    from graph.extract.judgement import Judge
    from graph.extract.relations.amounts import Terms
    from graph.extract.relations.setting import Setting
    from graph.extract.text.sentences import Sentence, Word

# ``여기에``, ``이 사업에는`` and ``이를 위해`` point to the commitment before; ``여기에 더해`` goes on to another.
_POINTS_BACK = re.compile(r"(?:여기에(?:는|만)?|이를 위해(?:서는|서)?|이 (?:사업|제도|기금|계획)에(?:는)?|이에(?:는)?)\s(?!더|덧붙|맞|따|대)")
_LOOKS_BACK = re.compile(r"지난|작년|현재|지금|기존|당초|그동안|실제")
_TELLS = re.compile(rf"(?:{stems_of('detailed')})\S*$")
_NOUN_TELLS = re.compile(r"(?:이다|다|입니다|임|이에요|이고|이며)$")
_TOPIC = frozenset(["은", "는"])
_BEGINNING = 6  # words in which the topic of a detail stands
_FEW = 2  # commitments of one sentence of which the last is meant; more of them are meant together
_NAMED_BY = 2  # letters of a topic by which it names the object of a commitment


def points_back(text: str) -> bool:
    """Say whether a clause spends money on what the one before promises.

    Parameters
    ----------
    text
        The clause.

    Returns
    -------
    bool
        ``여기에 38억원을 투입한다`` does.

    Examples
    --------
    >>> points_back("여기에 38억원을 투입한다"), points_back("여기에 더해 쉼터를 연다")
    (True, False)
    """
    return _POINTS_BACK.match(text.lstrip()) is not None and _TELLS.search(text.rstrip(" .")) is not None


class Details:
    """Adds figures to the commitments of the sentence before.

    Parameters
    ----------
    judge
        Tells which figures belong to a commitment.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._claims: list[Claim] = []

    def follow(self, claims: list[Claim]) -> None:
        """Remember the commitments of a sentence.

        Parameters
        ----------
        claims
            They, in order; empty if it states none.
        """
        self._claims = claims

    def read(self, setting: Setting) -> bool:
        """Add what a sentence says of the commitment before.

        Parameters
        ----------
        setting
            The sentence.

        Returns
        -------
        bool
            Whether it is such a sentence, and so no commitment itself.
        """
        meant = self._meant(setting) if self._claims and setting.sentence.line.kind not in (*UNSTATED, "caption") else []
        if not meant:
            return False
        terms = read_terms(setting.sentence.text, "clause", setting.published, setting.mentioned)
        amounts = [figure.amount for figure in terms.figures if self._judge.verdict("figures", figure.features, "own").label]
        if terms.change or not (amounts or terms.period or terms.due):
            return False
        for claim in meant:
            _complete(claim, terms, amounts)
        return True

    def _meant(self, setting: Setting) -> list[Claim]:
        """Return the claims that a sentence says more of, none if it says something else."""
        sentence, own = setting.sentence, {claim.subject[0] for claim in self._claims}
        others = any(e.kind in BODIES and e.name not in own for s in setting.subjects if not s.relative for e in s.entities)
        if others or sentence.quotes or _LOOKS_BACK.search(sentence.text):
            return []
        topic = _topic(sentence)
        told_of = [claim for claim in self._claims if topic and any(word[:_NAMED_BY] in claim.object[0] for word in topic)]
        if not (points_back(sentence.text) or (topic and _is_detail(sentence, topic, named=bool(told_of)))):
            return []
        if not told_of and len({claim.object for claim in self._claims}) > _FEW:
            return []
        last = (told_of or self._claims)[-1]
        return [claim for claim in self._claims if claim.object == last.object]


def _topic(sentence: Sentence) -> list[str]:
    """Return the words up to the topic that opens a sentence, the last one without its particle."""
    row = sentence.words[:_BEGINNING]
    for place, word in enumerate(row):
        stem = next((stem for stem, particle in stems(word.text) if particle in _TOPIC), "")
        if stem and word.tags and word.tags[-1].tag == "JX":
            return [*(before.text for before in row[:place] if len(before.text) >= _NAMED_BY), stem]
    return []


def _is_detail(sentence: Sentence, topic: list[str], *, named: bool) -> bool:
    """Say whether a sentence tells when, for whom or for how much: ``대상은 500명이다``, ``쿠폰은 9월부터 적용된다``."""
    text = sentence.text.rstrip(" .")
    if longest_ending(topic[-1], "detail"):
        return _TELLS.search(text) is not None or (_NOUN_TELLS.search(text) is not None and _is_copula(sentence.words[-1]))
    return named and _TELLS.search(text) is not None and text.endswith(tuple(words("verbs", "takes effect")))


def _is_copula(word: Word) -> bool:
    return any(m.tag == "VCP" for m in word.tags)


def _complete(claim: Claim, terms: Terms, amounts: list[dict[str, Any]]) -> None:
    """Add to a claim what it does not say itself."""
    known = [(amount["value"], amount["unit"]) for amount in claim.amounts]
    claim.amounts = [*claim.amounts, *(amount for amount in amounts if (amount["value"], amount["unit"]) not in known)]
    claim.period = claim.period or terms.period
    claim.due = claim.due or terms.due
