"""What clauses of one sentence tell of each other's commitments, as in ``5월부터 수수료를 내리고 쉼터를 연다``."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of
from graph.extract.relations.details import points_back
from graph.extract.text.times import find_times

if TYPE_CHECKING:
    from graph.extract.relations.pledges import Commitment
    from graph.extract.relations.setting import Setting
    from graph.extract.text.sentences import Sentence

_JOINS = "고"
_OPENING = 3  # words in which a clause names those whom it alone is about
_BY_THE_WAY = re.compile(rf"\S+[을를]\s(?:{stems_of('circumstance')})")
_PHRASE = re.compile(r"[을를은는](?=\s)")
# ``수수료를 내리고 4월부터 적용한다``: a time and a verb that says no more.
_ONLY_WHEN = re.compile(rf"\s?\S{{1,12}}\s?(?:부터|중|에|안에)\s(?:{stems_of('takes effect')}|적용|시행)\S*(?:\s(?:예정|계획|방침)\S*)?$")
_OTHERS = re.compile(r"(?:에게|에게는|에겐|에는|은|는)$")


def share_deadlines(setting: Setting, found: list[Commitment]) -> None:
    """Give a clause without a deadline the one that stands before all else in the clause that it is joined to.

    A comma or someone else to whom the second clause is addressed parts the two.

    Parameters
    ----------
    setting
        The sentence.
    found
        What it may state as commitments, in order; changed where a deadline is shared.
    """
    for first, second in itertools.pairwise(found):
        if first.terms.due and not second.terms.due and _joined(setting.sentence, first, second) and _leads(setting, first):
            second.terms = second.terms._replace(due=first.terms.due)


def absorb(found: list[Commitment]) -> list[Commitment]:
    """Add to a commitment what the clause behind it says of the same one.

    Parameters
    ----------
    found
        What a sentence may state as commitments, in order; changed where one goes on.

    Returns
    -------
    list
        Those that are commitments of their own.
    """
    out: list[Commitment] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and before.bodies == one.bodies and (points_back(one.text) or _ONLY_WHEN.match(one.text)):
            more, terms = one.terms, before.terms
            before.terms = terms._replace(figures=terms.figures + more.figures, period=terms.period or more.period, due=terms.due or more.due)
        else:
            out.append(one)
    return out


def _joined(sentence: Sentence, first: Commitment, second: Commitment) -> bool:
    """Say whether a clause goes on with what the same body will do."""
    words, begin = sentence.words, second.clause.first
    if first.clause.last + 1 != begin or words[begin].before or second.owner.how == "here" or first.bodies != second.bodies:
        return False
    last = words[first.clause.last].tags[-1]
    opening = words[begin : min(begin + _OPENING, second.clause.last)]
    return (last.tag, last.form) == ("EC", _JOINS) and not any(_OTHERS.search(word.text) for word in opening)


def _leads(setting: Setting, found: Commitment) -> bool:
    """Say whether the deadline of a clause stands before its objects and topics."""
    times = find_times(found.text, setting.published, setting.mentioned)
    at = next((time.start for time in times if time.value == found.terms.due), 0)
    return not _PHRASE.search(_BY_THE_WAY.sub("", found.text[:at]))
