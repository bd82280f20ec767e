"""Meetings, hearings, ceremonies and where they take place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import column, kind_by_ending, stems, table

if TYPE_CHECKING:
    from graph.extract.names import Names
    from graph.extract.sentences import Sentence, Word

HEADS = re.compile(
    r"(?:간담회|토론회|공청회|청문회|국정감사|국감|협약식|기자회견|포럼|세미나|콘퍼런스|컨퍼런스|총회|전체회의|설명회|출범식|발대식|기념식|시상식|신년인사회|인사회|좌담회|심포지엄|워크숍|박람회|개소식|선포식|결의대회|규탄대회|집회|정책협의회|협의회의|발표회|보고회|서명식|체결식|조인식|회의|학술대회|대담|라운드테이블|원탁회의|개막식|시연회|현판식|착공식|준공식|전달식|수여식|위촉식|이사회|임시회|정례회|본회의|원탁|타운홀|하례회|공개토론|공론장|점검회의|심의|당정협의|당정협의회|면담|오찬|만찬|조찬|데모데이|쇼케이스|미디어데이|엑스포|페스티벌|축제|결의식|협약|교섭|시위|문화제|서밋|밋업|토크콘서트|북콘서트|강연회|연찬회|의원총회|전당대회|최고위원회의|출정식|유세|창립식|창립총회|취임식|이임식|간담|현장방문|브리핑)$"
)
_LOOSE = re.compile(r"(?:회의|심의|면담|오찬|만찬|조찬|협약|교섭|축제|시위|대담|집회|이사회|임시회|정례회|본회의|간담|브리핑|페스티벌|유세|협의)$")
_HELD = re.compile(r"열었|열고|열어|열린|열렸|열리|여는|연 |개최|주최|주관|주재|참석|자리했|출석|치렀|진행했|진행된|가졌|갖고|가진|함께했|마련")
_ADVERBIAL = re.compile(r"^(?:이날|오전|오후|지난|오는|올해|내년|지난해|당시|최근|이번|해당|앞서|또|그|이|첫|두|세|한|현지|인근|긴급|비공개|\d+일|\d+월|\d+시)$")
_TIME = re.compile(r"^(?:\d{1,4}(?:년|월|일|시|분)?|이날|오전|오후|지난|지난달|오는|올해|전날|어제|당일|이달|같은|날|달|최근|앞서|당시|이번|이틀|사흘|이틀간|사흘간)(?:에|은|는|부터|까지|간)?$")


def find_events(names: Names) -> None:
    """Add the occasions that stand without quotation marks.

    Parameters
    ----------
    names
        The entities of the article; events are added.
    """
    found: dict[str, list[str]] = {}
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            if word.quote >= 0:
                continue
            for stem, particle in stems(word.text):
                if HEADS.search(stem) and particle != "들":
                    if particle in ("에서", "에서는", "에", "에는", "에도", "를", "을", "가", "이", "은", "는", "") and (not _LOOSE.search(stem) or _HELD.search(sentence.text)):
                        name = _grown(names, sentence.words, place, stem)
                        if " " in name or (
                            len(stem) > 2 and (particle in ("에서", "에서는", "에", "에는", "를", "을", "은", "는", "가", "이", "에도") and (particle.startswith("에") or _HELD.search(sentence.text)))
                        ):
                            found.setdefault(_head(stem), []).append(name)
                    break
    _titled(names)
    quoted = {h: e for e in names.entities if e.kind == "event" for h in {_head(e.name.split()[-1]), *(f for f in e.forms if HEADS.search(f) and " " not in f)}}
    for head, forms in found.items():
        longest = max(forms, key=len)
        near = [e for h, e in quoted.items() if h.endswith(head) or head.endswith(h)]
        event = quoted.get(head) or (near[0] if len({e.number for e in near}) == 1 else None)
        if event is None:
            if longest in ("회의", "협약", "심의", "교섭", "대담", "집회"):
                continue
            event = names.entity(longest, "event", "unquoted")
        if event.kind != "event":
            continue
        for form in forms:
            names.entity(event.name, "event", "unquoted", form)
    for event in [e for e in names.entities if e.kind == "event"]:
        last = event.name.split()[-1]
        names.entity(event.name, "event", event.rule, last, _head(last))


def _titled(names: Names) -> None:
    """Join the title of an occasion with the noun behind it: ``‘규제와 자율 사이’ 토론회``."""
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            if "’" not in word.before or word.quote >= 0 or not place:
                continue
            event = next((e for e in names.entities if e.kind == "event" and any(f.endswith(sentence.words[place - 1].text) and f in sentence.text for f in e.forms)), None)
            for stem, _ in stems(word.text):
                if event is not None and HEADS.search(stem) and not HEADS.search(event.name):
                    other = names.named(stem)
                    if other is not None and other is not event and other.kind == "event":
                        names.become(other, event)
                    names.entity(event.name, "event", event.rule, f"{event.name} {stem}", stem)
                    break


def _head(stem: str) -> str:
    found = HEADS.search(stem)
    return found[0] if found else stem


def _grown(names: Names, words: list[Word], place: int, stem: str) -> str:
    first = place
    while first > 0 and place - first < 8 and not (words[first].before and words[first].before != "·"):
        text = words[first - 1].text
        if words[first - 1].quote != words[place].quote or _TIME.match(text) or _ADVERBIAL.match(text):
            break
        known = any(text.startswith(e.name) and e.kind == "person" for e in names.entities)
        if known or (
            re.search(r"(?:은|는|이|가|을|를|에서|에|도|며|고|에게|라며|서|해|한|된|인|할|린|로|으로|까지|부터|와|과|의)$", text) and not kind_by_ending(text) and text not in column("places", "name")
        ):
            break
        first -= 1
    parts = [w.text for w in words[first:place]]
    return " ".join([*parts, stem])


def find_venues(names: Names) -> None:
    """Add the places where something is held: ``서울 마포구 두레회관에서``.

    Parameters
    ----------
    names
        The entities of the article; places are added.
    """
    for sentence in names.sentences:
        words = sentence.words
        for place, word in enumerate(words):
            for stem, particle in stems(word.text):
                if particle in ("에서", "에서는", "에서도", "에서의") or (particle == "" and re.fullmatch(r"앞", stem)):
                    if stem == "앞" and place:
                        first = _venue_start(names, words, place)
                        if first < place and word.text.startswith("앞에서"):
                            names.entity(" ".join([*(w.text for w in words[first:place]), stem]), "place", "venue")
                        break
                    if not _is_venue(names, sentence, place, stem):
                        break
                    first = _venue_start(names, words, place)
                    if len(stem) == 1 and first == place:
                        break
                    name = " ".join([*(w.text for w in words[first:place]), stem])
                    entity = names.entity(name, "place", "venue")
                    begun = first
                    while begun > 0 and words[begun - 1].text in _cities():
                        begun -= 1
                    if begun < first and entity.kind == "place":
                        names.entity(name, "place", "venue", " ".join([*(w.text for w in words[begun:place]), stem]))
                    break


def _cities() -> frozenset[str]:
    return column("places", "name")


def _is_venue(names: Names, sentence: Sentence, place: int, stem: str) -> bool:
    words = sentence.words
    if HEADS.search(stem) or stem in _cities():
        return False
    known = next((e for e in names.entities if stem in e.forms or e.name.endswith(stem)), None)
    if known and known.kind not in ("place", "firm", "institution"):
        return False
    if kind_by_ending(stem, "place") or re.search(r"(?:\d+층|\d호|홀|회의실|세미나실|강당|본사|사옥|청사|앞)$", stem):
        if stem in _NOT_VENUES:
            return False
        return (
            _HELD.search(sentence.text) is not None
            or bool(place and words[place - 1].text in _cities())
            or re.search(r"회관|호텔|컨벤션|타워|빌딩|본관|강당|회의실|세미나실|센터|홀$|청사|플라자|회의장|의원회관", stem) is not None
        )
    return bool(place and words[place - 1].text in _cities() and not known and len(stem) > 2 and _HELD.search(sentence.text))


_NOT_VENUES = frozenset(
    [
        "시장",
        "현장",
        "자리",
        "도서관",
        "학교",
        "매장",
        "점포",
        "거리",
        "온라인",
        "골목",
        "전통시장",
        "앞",
        "상가",
        "역",
        "산",
        "문",
        "섬",
        "강",
        "동",
        "면",
        "읍",
        "군",
        "구",
        "시",
        "도",
        "리",
        "층",
        "카페",
        "식당",
        "병원",
        "공장",
        "음식점",
        "하우스",
        "마을",
        "아파트",
        "단지",
        "공항",
    ]
)


def _venue_start(names: Names, words: list[Word], place: int) -> int:
    first = place
    while first > 0 and place - first < 4 and not words[first].before and words[first - 1].quote == words[place].quote:
        text = words[first - 1].text
        if text in _cities() or _TIME.match(text):
            break
        if re.search(r"(?:은|는|을|를|에서|에게|도|며|고|에|한|된|린|의|와|과|이|가)$", text) and not kind_by_ending(text, "place") and not re.search(r"(?:회관|호텔|센터|대|시청|국회|본사)$", text):
            break
        if not re.fullmatch(r"[가-힣A-Za-z0-9&]+", text):
            break
        first -= 1
    return first


__all__ = ["HEADS", "find_events", "find_venues", "table"]
