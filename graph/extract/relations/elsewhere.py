"""Who is named in a text about an occasion without having been there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of

if TYPE_CHECKING:
    from graph.extract.entities.entity import Mention
    from graph.extract.relations.setting import Setting

# (서울=새벽통신) 한가람 기자 = …
_BYLINE = re.compile(r"^.{0,60}?기자 ?= ?")
# Behind a name: 한가람 대표를 대신해, 한가람 의원실이.
_INSTEAD = re.compile(r"^(?:을|를)? ?대신(?:해|하여|한)?(?:\s|$)")
_OFFICE = ("의원실", "비서실")
# How a sentence ends that tells what is still to come, who was chosen, or what is true at any time.
_ENDS = re.compile(rf"(?:{stems_of('no meeting')})[.\s]*$")
_DEATH = re.compile(rf"{stems_of('death')}")


def is_elsewhere(setting: Setting) -> bool:
    """Say whether a sentence tells of no occasion that has been: of plans, choices, deaths."""
    return _ENDS.search(setting.sentence.text) is not None or _DEATH.search(setting.sentence.text) is not None


def is_away(setting: Setting, mention: Mention) -> bool:
    """Say whether somebody is named only as the reporter, as who was stood in for, or by an office.

    Parameters
    ----------
    setting, mention
        The sentence, and who is named in it.
    """
    sentence = setting.sentence
    byline = _BYLINE.match(sentence.text)
    if byline is not None and mention.start < sentence.start + byline.end():
        return True
    behind = sentence.words[mention.last + 1 :][:1]
    if behind and behind[0].text.startswith(_OFFICE):
        return True
    return mention.particle in ("을", "를", "") and _INSTEAD.match(" ".join(word.text for word in behind)) is not None
