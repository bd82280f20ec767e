"""What part in an occasion a sentence gives to whom it names, where its words leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of
from graph.extract.relations.dating import outside_speech

if TYPE_CHECKING:
    from graph.extract.entities.entity import Mention
    from graph.extract.relations.setting import Setting

# Who is named behind such a verb, with their body between, had that part in the occasion: 발제를 맡은, 연단에 오른, 증인으로 나온.
_DESCRIBED = re.compile(rf"(?:{stems_of('present as')}) [^,“”‘’]{{0,25}}$")
_PICTURED = re.compile(rf"(?:{stems_of('pictured')}) ?있")
# 왼쪽부터 …, 앞줄 왼쪽부터 시계 방향으로 …
_IN_A_ROW = re.compile(r"(?:왼쪽|오른쪽|왼편|오른편|앞줄|뒷줄|가운데)부터|시계 ?방향")
# ※ (참석) …, 참석자: …, 참석자 ▲…
_ROSTER = re.compile(rf"^\W{{0,3}}\(?(?:{stems_of('roster', 'title_words')}) ?(?:[:：)▲△▷]|= )")
# 좌장은 …이 맡았다, 진술인은 …이다
_ROLE = re.compile(rf"(?:^|[,.”] ?|고 |으며 |며 |\s)(?:{stems_of('role', 'title_words')})(?:은|는|에는|으로는|로는) ")
# 이 자리에서, 토론에서, 축사를 통해
_SPOKE = re.compile(rf"(?:{stems_of('spoke at')})")
_OF_PEOPLE = ("나왔", "나섰")
_PRESENT = ("", "이", "가", "와", "과", "도", "은", "는", "등", "등이")
_SAID_HERE = ("은", "는", "도", "이", "가")
_TOOK_PART = re.compile(rf"(?:{stems_of('took part')})[가-힣]{{0,3}}[.\s]*$")
_TOOK_PART_AND = re.compile(r"(?:참석|참여|출석|배석|동석|자리|함께)해(?:서)? |나와(?:서)? |나서 ")
_WHO = re.compile(r"(?:에는|에도|에서는|에선|로는|현장에|자리에) ")


def certain_part(setting: Setting, mention: Mention) -> str:
    """Return by which rule somebody was there for certain, ``""`` by none.

    Parameters
    ----------
    setting, mention
        The sentence, and who is named in it.

    Returns
    -------
    str
        ``described``, ``roster``, ``row``, ``role``, ``guest``, ``spoke`` or ``""``.
    """
    sentence = setting.sentence
    person = setting.entity(mention).kind == "person"
    text = outside_speech(sentence)
    before = text[: sentence.words[mention.first].start - sentence.start]
    if person and _DESCRIBED.search(before):
        return "described"
    if person and _ROSTER.search(text):
        return "roster"
    if person and _IN_A_ROW.search(before):
        return "row"
    if person and _ROLE.search(before):
        return "role"
    if _WHO.search(before) and mention.particle in _PRESENT and _is_guest(text[len(before) :], mention.particle, person=person):
        return "guest"
    spoke = _SPOKE.search(text)
    return "spoke" if person and spoke and mention.particle in _SAID_HERE else ""


def _is_guest(text: str, particle: str, *, person: bool) -> bool:
    """Say whether what follows a name closes with a verb of taking part; opinions come out too: ``우려도 나왔다``."""
    if person and particle in ("이", "가") and _TOOK_PART_AND.search(text):
        return True
    closing = _TOOK_PART.search(text)
    return closing is not None and (person or not closing[0].startswith(_OF_PEOPLE))


def is_roster(setting: Setting) -> bool:
    """Say whether a line lists those present: ``참석자: …``."""
    return _ROSTER.search(setting.sentence.text) is not None


def is_row(setting: Setting) -> bool:
    """Say whether a caption tells who stands in a picture: ``왼쪽부터 …``."""
    return setting.sentence.line.kind == "caption" and _IN_A_ROW.search(setting.sentence.text) is not None


def is_pictured(setting: Setting) -> bool:
    """Say whether a caption shows somebody at work at the occasion: ``인사말을 하고 있다``."""
    return setting.sentence.line.kind == "caption" and _PICTURED.search(setting.sentence.text) is not None
