"""The claims of one article as they are found, each with the characters that state it and with its confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.claims import Claim
from graph.extract.judgement import precision

if TYPE_CHECKING:
    from typing import Unpack

    from graph.extract.claims import End, Qualifiers
    from graph.extract.entities.entity import Entity
    from graph.extract.text.layout import Body, Span
    from graph.extract.text.sentences import Sentence

_ONCE = frozenset(["attended", "hosted", "held_at", "operates"])  # told again, it is the same fact
_WEAK = ("attended learned", "attended row", "attended pictured", "attended spoke")  # what a sentence that says it outright tells better
_REVIEW = 0.7  # a claim of a rule that is right less often waits for a person
_WORTH_READING = 0.33  # one of a rule that is right less often than this costs a reader more than it brings


class Record:
    """The claims of one article.

    Parameters
    ----------
    body
        The article, in whose raw text the evidence stands.
    tagger
        Name of the tagger with which the precision of the rules was measured.

    Attributes
    ----------
    body
        The same.
    claims
        What was found, in order.

    Examples
    --------
    >>> from graph.extract.entities.entity import Entity
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> body = read_layout("누리톡은 배달길을 운영한다.")
    >>> record, firm, program = Record(body, "kiwi"), Entity(0, "누리톡", "firm"), Entity(1, "배달길", "program")
    >>> for _ in range(2):
    ...     record.add("operates runs", firm, program, split(body)[0])
    >>> [(claim.relation, claim.object, claim.evidence) for claim in record.claims]
    [('operates', ('배달길', 'program'), Span(start=0, end=15))]
    >>> record.holds("operates", firm, program)
    True
    """

    def __init__(self, body: Body, tagger: str) -> None:
        self.body = body
        self.claims: list[Claim] = []
        self._tagger = tagger
        self._held: dict[tuple[str, str, str], int] = {}

    def add(self, rule: str, subject: Entity, target: Entity | End, sentence: Sentence, **qualifiers: Unpack[Qualifiers]) -> None:
        """Add a claim, unless it says of someone that they are themselves, a fact that is there already, or what its rule mostly gets wrong.

        Parameters
        ----------
        rule
            The rule that read it; its first word is the relation.
        subject, target
            Its ends; the target may be a phrase, or the name and kind of an entity.
        sentence
            The sentence that states it.
        **qualifiers
            What the sentence adds.
        """
        relation = rule.split(maxsplit=1)[0]
        end = target if isinstance(target, tuple) else (target.name, target.kind)
        key = relation, subject.name, end[0]
        held = self._held.get(key) if relation in _ONCE else None
        if end[0] in ("", subject.name) or (held is not None and not self._is_better(rule, held)):
            return
        confidence = precision(rule, self._tagger)
        if confidence is not None and confidence < _WORTH_READING:
            return
        claim = Claim(
            relation,
            (subject.name, subject.kind),
            end,
            self.body.span(sentence.start, sentence.end),
            rule,
            also=self._copies(sentence),
            confidence=confidence,
            review=confidence is not None and confidence < _REVIEW,
            **qualifiers,
        )
        if held is not None:
            self.claims[held] = claim
            return
        self._held[key] = len(self.claims)
        self.claims.append(claim)

    def _is_better(self, rule: str, held: int) -> bool:
        """Say whether a rule says outright what a claim that is there only suggests."""
        return self.claims[held].rule.startswith(_WEAK) and not rule.startswith(_WEAK)

    def holds(self, relation: str, subject: Entity, target: Entity) -> bool:
        """Say whether a claim was added."""
        return (relation, subject.name, target.name) in self._held

    def _copies(self, sentence: Sentence) -> tuple[Span, ...]:
        """Return where the same sentence stands again."""
        shift, size = sentence.start - sentence.line.start, len(sentence.text)
        begins = (start + shift for start in self.body.copies.get(sentence.line.start, ()))
        return tuple(self.body.span(begin, begin + size) for begin in begins if self.body.view[begin : begin + size] == sentence.text)
