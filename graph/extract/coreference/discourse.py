"""Who a sentence speaks of: its own topics, words that point back, and actors without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.coreference.memory import Memory
from graph.extract.coreference.pointing import pointed_subject, unnamed_subject
from graph.extract.coreference.subjects import Subject, is_relative, named_subjects, outer_mentions, speaker

if TYPE_CHECKING:
    from graph.extract.text.sentences import Sentence


class Discourse(Memory):
    """The sentences of an article, read in order, and what they leave in mind.

    Examples
    --------
    >>> from graph.extract.entities.gazetteer import Gazetteer
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.entities.names import Names
    >>> from graph.extract.text.sentences import split
    >>> names = Names(split(read_layout("새벽배달협회는 반대했다. 이 협회는 6일 나섰다.")), Gazetteer([]))
    >>> names.scan()
    >>> discourse = Discourse(names)
    >>> for sentence in names.sentences:
    ...     subjects = discourse.subjects(sentence)
    ...     print([(subject.entities[0].name, subject.how) for subject in subjects])
    ...     discourse.close(sentence, subjects)
    [('새벽배달협회', 'named')]
    [('새벽배달협회', 'pointed')]
    """

    __slots__ = ()

    def subjects(self, sentence: Sentence) -> list[Subject]:
        """Return the subjects of a sentence that stand outside quotations, in order.

        Parameters
        ----------
        sentence
            A sentence, read in order with the ones before it.

        Returns
        -------
        list
            Named ones, those that words point back to, and nameless ones.
        """
        mentions = outer_mentions(sentence, self.names)
        found = speaker(sentence, self.names) + named_subjects(sentence, self.names, mentions)
        named = {place for mention in mentions for place in range(mention.first, mention.last + 1)}
        for place, word in enumerate(sentence.words):
            if place not in named and word.quote < 0:
                meant = pointed_subject(sentence, place, self) or unnamed_subject(sentence, place, mentions, self)
                if meant is not None:
                    found.append(meant)
        found.sort(key=lambda subject: subject.word)
        topics = [subject.word for subject in found if subject.main]
        for subject in found:
            subject.relative = not subject.main and is_relative(sentence, subject, later=any(topic > subject.word for topic in topics))
        return found
