"""The grammar of name, body and title: ``새벽배달협회 한가람 회장``, ``한가람 누리톡 대표``, ``대표이사 한가람``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.extract.entities.brackets import Brackets
from graph.extract.entities.chains import any_body, body_and_department, body_before, came_from, chain_before, is_past, whole
from graph.extract.entities.entity import BODIES
from graph.extract.entities.joined import behind_and, goes_on, is_part, place_before_and, second_post, siblings, suffix_behind, titled_behind
from graph.extract.entities.legal_forms import is_legal_form
from graph.extract.entities.long_names import may_be_second
from graph.extract.entities.looks import is_department, is_surname, is_whole_title, likeness
from graph.extract.entities.phrases import Found, Phrase
from graph.extract.entities.rosters import Rosters
from graph.extract.entities.titling import LAW_OFFICES, Titled, title_of
from graph.extract.lexicon import kind_by_ending, stems, title_in, words
from graph.extract.text.sentences import Part

if TYPE_CHECKING:
    from graph.extract.entities.usage import Usage
    from graph.extract.text.sentences import Sentence, Word

# From which score a word is taken for a name; each was set on annotated articles.
_POSSIBLE = 0.15  # may be one of several words that could be the name
_ENOUGH = 0.5  # before a title
_BEHIND = 0.6  # behind a title
_LIKELY = 0.8  # in a list of names
_FULL = 3  # letters of a usual name
_NAMED = 3  # words from which single quotation marks hold a name of its own
_NEAR = 2  # words between a name and a title that still look like a department
# Where a title like 정책위원장 follows one of these, the committee is a body of its own.
_NO_PARENTS = frozenset(["국회", "대통령직속", "대통령", "정부", "시", "도"])
_COMMITTEE = "위원회"
# A branch has a head of its own: 노동부 서울지청장.
_BRANCHES = ("지청", "지방청")
_SHORT_PART = 4  # letters of a part of a body, without 위원회


class Posts:
    """The phrases of people with posts in one article.

    Parameters
    ----------
    usage
        How the article uses its words.

    Attributes
    ----------
    found
        The phrases, in the order in which they were read.
    bracketed
        People named only in brackets.
    """

    def __init__(self, usage: Usage) -> None:
        self.found: list[Found] = []
        self._usage = usage
        self._register = usage.register
        self._brackets = Brackets(usage, self.found, self._phrase)
        self._rosters = Rosters()
        self.bracketed = self._brackets.people

    def read(self, sentence: Sentence) -> None:
        """Find the phrases of a sentence."""
        listed = self._rosters.read(sentence)
        self.found.extend(listed or [])
        for place, titled in self._usage.titled(sentence) if listed is None else ():
            if not _within_name(sentence, place):
                self._read_title(sentence, place, titled)
        self._brackets.read(sentence)

    def _read_title(self, sentence: Sentence, place: int, titled: Titled) -> None:
        before = self.found[-1] if self.found else None
        phrase = Phrase(sentence, place, titled.stem, titled.title, [])
        if is_part(before, phrase):
            return
        found = second_post(self._usage, before, phrase, titled.particle) or self._found(sentence, place, titled)
        if found is None:
            return
        if before is not None and goes_on(before, found):
            self.found.pop()
        self.found.append(found)
        if found.name is None or found.name.first < place:
            self.found.extend(siblings(self._usage, sentence.words, found))
        else:
            self._read_first_of_two(sentence, place, found)

    def _read_first_of_two(self, sentence: Sentence, place: int, found: Found) -> None:
        """Read the first post in ``새벽배달협회 회장 겸 누리톡 대표인 한가람 씨``."""
        other = place_before_and(sentence.words, 0, place)
        titled = None if other is None else title_of(sentence.words[other].text)
        if other is not None and titled is not None:
            chain = chain_before(self._usage, sentence.words, other)
            phrase = Phrase(sentence, other, titled.stem, titled.title, chain)
            body = self._body_of_title(phrase) if chain else found.body
            self.found.insert(-1, replace(found, title=titled.stem, body=body, body_name="" if chain else found.body_name))

    def _phrase(self, sentence: Sentence, place: int, name: str) -> Found | None:
        """Return the phrase of a title that brackets hold, or that stands before a name in brackets."""
        titled = title_of(sentence.words[place].text)
        if titled is None or not name:
            return None if titled is None else self._found(sentence, place, titled)
        chain = [i for i in chain_before(self._usage, sentence.words, place - 1) if i < place - 1]
        return self._with_body(Phrase(sentence, place, titled.stem, titled.title, [*chain, place - 1]), len(chain))

    def _found(self, sentence: Sentence, place: int, titled: Titled) -> Found | None:
        row = sentence.words
        chain = behind_and(row, chain_before(self._usage, row, place))
        former = words("title_words", "former")
        alone = len(chain) == 1
        then = bool(chain) and chain[0] > 0 and row[chain[0] - 1].text in former
        current = not then and not is_past(row, place) and (alone or not any(row[i].text in former for i in chain))
        chain = [i for i in chain if row[i].text not in words("title_words", "fresh") and (alone or row[i].text not in former)]
        phrase = Phrase(sentence, place, titled.stem, titled.title, chain)
        found = self._name_before(phrase)
        if found is None:
            return self._name_behind(phrase)
        suffix, particle = suffix_behind(row, place, titled.particle)
        found.particle, found.current = particle, current
        if suffix:
            found.last += 1
            found.title += f" {suffix}"
        return found

    # ------------------------------------------------------------ a name before the title

    def _name_before(self, phrase: Phrase) -> Found | None:
        if not phrase.chain:
            return None
        known = self._known_long_name(phrase)
        if known is not None:
            return known
        near = phrase.chain[-1]
        if is_surname(phrase.row[near].text):
            return self._surname(phrase, near)
        order = self._likeliest(phrase)
        return self._called_long_name(phrase) if order is None else self._with_body(phrase, order)

    def _surname(self, phrase: Phrase, near: int) -> Found:
        """Read ``한 대표`` and ``누리톡 한 대표``."""
        found = phrase.found("back", near, phrase.stem)
        found.surname = phrase.row[near].text
        if len(phrase.chain) > 1 and self._register.is_body(phrase.row[phrase.chain[-2]].text):
            found.body = whole(phrase.row, phrase.chain[-2])
        return found

    def _likeliest(self, phrase: Phrase) -> int | None:
        """Return which word of the chain is likeliest the name, if one is likely enough."""
        options = []
        for order, at in enumerate(phrase.chain):
            if at and is_legal_form(phrase.row[at - 1].text):
                continue
            text = phrase.row[at].text
            score = self._usage.name_score(text, phrase.title)
            if score >= _POSSIBLE and not self._is_institution(phrase, order):
                options.append((self._beside(score, phrase, order), not kind_by_ending(text, *BODIES), order))
        score, _, order = max(options, default=(0.0, False, 0))
        return order if score >= _ENOUGH else None

    def _is_institution(self, phrase: Phrase, order: int) -> bool:
        """Say whether a word that looks like a name is a law office or a university: ``법무법인 한결``, ``나라대 경영학과``."""
        row, at = phrase.row, phrase.chain[order]
        school = row[at].text.endswith("대") and order + 1 < len(phrase.chain) and (is_department(row[at + 1].text) or row[at + 1].text.endswith("대학원"))
        return school or (order > 0 and row[at - 1].text in LAW_OFFICES)

    def _beside(self, score: float, phrase: Phrase, order: int) -> float:
        """Raise a word's score where a body stands beside it, lower it where the title is far."""
        between, before = phrase.chain[order + 1 :], phrase.chain[:order]
        if between:
            score += 0.35 if any_body(self._register, phrase.row, between) else 0.1 if len(between) <= _NEAR else -0.1
            return score - 0.1 * max(0, len(between) - _FULL)
        if self._usage.fused(phrase.stem, phrase.title):
            return score + 0.3
        if any_body(self._register, phrase.row, before[-1:]):
            return score + 0.25
        return score + 0.2 if any_body(self._register, phrase.row, before[-3:]) else score

    def _with_body(self, phrase: Phrase, order: int) -> Found:
        """Read the body between name and title, in the title itself, or before the name."""
        at = phrase.chain[order]
        fused = self._usage.fused(phrase.stem, phrase.title)
        before = phrase.chain[:order]
        if phrase.chain[order + 1 :]:
            found = self._name_body_title(phrase, order, fused)
        elif fused and not (phrase.title != "시장" and any_body(self._register, phrase.row, before[-1:])):
            found = phrase.found("name fused", at, fused[1])
            found.body_name = fused[0]
        else:
            body, first = body_before(self._register, phrase.row, before, at) if before else (None, at)
            body = came_from(self._register, phrase.row, at) or body
            found = phrase.found("body name title" if body else "name title", first, phrase.stem)
            found.body = body
        found.name = whole(phrase.row, at)
        return found

    def _name_body_title(self, phrase: Phrase, order: int, fused: tuple[str, str] | None) -> Found:
        row, at = phrase.row, phrase.chain[order]
        before, between = phrase.chain[:order], phrase.chain[order + 1 :]
        body: Part | None
        if all(is_whole_title(row[i].text) and row[i].text not in words("ordinary", "body") for i in between):
            body, first = body_before(self._register, row, before, at) if before else (None, at)
            found = phrase.found("body name title" if body else "name title", first, phrase.with_department(between))
            found.body = body
            return found
        body, rest = body_and_department(self._register, row, between)
        first = at
        if before and not any_body(self._register, row, between) and self._register.is_body(row[before[-1]].text.removesuffix("의")):
            (body, first), rest = body_before(self._register, row, before, at), between
        if fused and body and not self._is_part(row[body.first].text, fused[0]):
            found = phrase.found("name fused", first, fused[1])
            found.body_name = " ".join([*(row[i].text for i in between), fused[0]])
            return found
        found = phrase.found("name body title", first, phrase.with_department(rest))
        found.body = body
        return found

    def _is_part(self, body: str, fused: str) -> bool:
        """Say whether a fused title names a part of the body before it: ``새길당 정책위원장``."""
        if body in _NO_PARENTS or fused.endswith(_BRANCHES):
            return False
        return self._register.is_body(body) or len(fused.removesuffix(_COMMITTEE)) <= _SHORT_PART - fused.endswith(_COMMITTEE)

    # ------------------------------------------------------------ names of two words

    def _known_long_name(self, phrase: Phrase) -> Found | None:
        """Read a name of two words that is known to be one: ``마크 토렌 오로라 부사장``."""
        for order, (first, second) in enumerate(zip(phrase.chain, phrase.chain[1:], strict=False)):
            if second == first + 1 and self._usage.is_hinted(f"{phrase.row[first].text} {phrase.row[second].text}"):
                return self._long_name(phrase, order, reach=True)
        return None

    def _called_long_name(self, phrase: Phrase) -> Found | None:
        """Read a name of two words of which the article calls the second with the title alone."""
        for order, second in enumerate(phrase.chain[1:]):
            family = phrase.row[second].text
            called = self._usage.is_called(family, phrase.title) and len(family) > 1 and likeness(family) <= _LIKELY and may_be_second(phrase.row[second])
            if called and len(phrase.chain) > _NEAR and not self._register.is_body(family):
                return self._long_name(phrase, order, reach=False)
        return None

    def _long_name(self, phrase: Phrase, order: int, *, reach: bool) -> Found:
        """Read the body of a name of two words; with ``reach`` one before the name counts where none stands behind it."""
        row, (first, second) = phrase.row, phrase.chain[order : order + 2]
        before, between = phrase.chain[:order], phrase.chain[order + 2 :]
        body: Part | None = None
        begun, title = first, phrase.stem
        if between:
            body, rest = body_and_department(self._register, row, between)
            owner = before and self._register.is_body(row[before[-1]].text.removesuffix("의")) and row[before[-1]].text.endswith("의")
            if reach and before and (owner or not any_body(self._register, row, between)):
                body, rest = body_before(self._register, row, before, first)[0], between
            title = phrase.with_department(rest)
        elif before:
            body, begun = body_before(self._register, row, before, first)
        found = phrase.found("foreign", begun, title)
        found.name, found.surname, found.body = whole(row, second), row[second].text, body
        return found

    # ------------------------------------------------------------ a name behind the title

    def _name_behind(self, phrase: Phrase) -> Found | None:
        """Read ``새벽배달협회 회장 한가람`` and ``대표이사 한가람``."""
        row, place = phrase.row, phrase.place
        if row[place].text not in (phrase.stem, phrase.stem + "인") or place + 1 >= len(row):
            return None
        if row[place + 1].before or row[place + 1].quote != row[place].quote:
            return None
        return self._long_name_behind(phrase) or self._short_name_behind(phrase)

    def _long_name_behind(self, phrase: Phrase) -> Found | None:
        row, place = phrase.row, phrase.place
        if place + 2 >= len(row) or row[place + 2].before:
            return None
        for family, particle in stems(row[place + 2].text):
            if self._usage.is_hinted(f"{row[place + 1].text} {family}"):
                body = body_before(self._register, row, phrase.chain, place)[0] if phrase.chain else None
                found = phrase.found("foreign", body.first if body else place, phrase.stem)
                found.last, found.name, found.surname = place + 2, Part(place + 2, place + 2, len(family)), family
                found.body, found.particle = body, particle
                return found
        return None

    def _short_name_behind(self, phrase: Phrase) -> Found | None:
        row, place = phrase.row, phrase.place
        at = self._past_party(row, place)
        for name, particle in stems(row[at].text):
            if len(name) < _FULL or title_in(name) or self._usage.name_score(name, phrase.title) < _BEHIND:
                continue
            if not particle and row[place].text == phrase.stem and titled_behind(row, at + 1):
                return None
            fused = None if self._is_of_department(phrase) else self._usage.fused(phrase.stem, phrase.title)
            body = self._body_of_title(phrase) if phrase.chain and not fused else None
            found = phrase.found("title name", body.first if body else place, fused[1] if fused else phrase.stem)
            found.last, found.name, found.particle = at, Part(at, at, len(name)), particle
            found.body, found.body_name = body, fused[0] if fused else ""
            found.current = not any(word.text in words("title_words", "former") for word in row[max(0, place - 2) : place])
            return found
        return None

    def _past_party(self, row: list[Word], place: int) -> int:
        """Return the word behind a title, past a party: ``위원장인 무소속 한가람 의원``."""
        at = place + 1
        if row[place].text.endswith("인"):
            while at + 1 < len(row) and not row[at + 1].before and (row[at].text in words("title_words", "fresh") or self._register.is_body(row[at].text)):
                at += 1
        return at

    def _is_of_department(self, phrase: Phrase) -> bool:
        """Say whether a title is that of a part of the body before it: ``달빛부 물류산업과장``."""
        return is_department(phrase.stem.removesuffix("장")) and any_body(self._register, phrase.row, phrase.chain[-1:])

    def _body_of_title(self, phrase: Phrase) -> Part | None:
        if self._register.is_body(phrase.row[phrase.chain[0]].text):
            return body_and_department(self._register, phrase.row, phrase.chain)[0]
        return body_before(self._register, phrase.row, phrase.chain, phrase.place)[0]


def _within_name(sentence: Sentence, place: int) -> bool:
    """Say whether a word stands in a long name in single quotation marks."""
    number = sentence.words[place].quote
    return number >= 0 and sentence.quotes[number][2] == "‘" and sum(word.quote == number for word in sentence.words) > _NAMED
