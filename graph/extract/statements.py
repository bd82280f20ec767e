"""Criticism, support and demands: who, of whom or what, in which words."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from graph.extract.entities import BODIES
from graph.extract.lexicon import stems_of

if TYPE_CHECKING:
    from graph.extract.discourse import Discourse, Subject
    from graph.extract.entities import Entity, Mention
    from graph.extract.names import Names
    from graph.extract.sentences import Sentence

STANCES = ("criticized", "supported", "urged")

_NORMATIVE = re.compile(
    r"(?:야\s?(?:한다|합니다|할|하며|하고|된다|마땅)|필요하다|필요가 있|필요합니다|달라|하라|바란다|바랍니다|말아야|멈춰야|돼야|시급하|절실하|촉구한다|요구한다|해주길|해 주길|주기를|주시길|나서라|내놓으라|멈추라|철회하라|중단하라|밝히라|지켜라|하십시오|합시다|않으면 안 된|급선무|먼저라|우선이라|필요하)"
)
_ADVERSE = re.compile(
    r"우려|위험|부작용|무책임|졸속|과도|지나치|모호|미흡|부족|꼼수|갑질|횡포|회피|외면|무시|침해|위축|죽이|꺾|막을|역행|이중 ?규제|중복|옥상옥|탁상|허울|생색|면피|늑장|솜방망이|봐주|특혜|착취|기만|오만|안이|무능|실패|후퇴|퇴행|반쪽|공염불|떠넘기|떠넘긴|시늉|장식품|그칠|그친|그쳤|곤란|잘못|불공정|어불성설|말장난|악화|구멍|사각지대|효과가 없|실효성이|실효성 없|납득|이해할 수 없|이해하기 어렵|답답|참담|유명무실|불합리|부당|역차별|족쇄|낡은|무리|반하는|배신|모순|엉터리|부담만|고통|겹치|쓰러진|쓰러질|훼손|보여주기|눈속임|땜질|뒷북|방치|방관|뒷짐|손 놓|외양간|사라질|사라진다|무너|뒤처|비현실|비상식|독소|문제다|문제라|문제가|숨어|감추|거짓|약속을 어|없었다|없다고 지적|근거가 없|설득력|늦었|늦다|일방적|강행|밀어붙"
)
_FAVOURABLE = re.compile(
    r"환영|지지한|지지합|찬성|동의한|의미 있|의미가 있|의의가|긍정적|도움이 될|바람직|반가|반갑|잘한|옳은|옳다|다행|진전|모범|필요한 법|필요한 제도|꼭 필요|늦었지만|최소한의|버팀목|단비|숨통|희망|큰 힘|기대한|기대된|좋은 선례|첫걸음"
)
_PASSIVE = re.compile(r"^\s?(?:이|가|도|만|까지)?\s?(?:나온|나왔|나오|제기|잇따|잇달|쏟아|높|거세|커지|일었|일고|적지 않|끊이|이어졌|빗발|있다|있었|상당|뒤따)")
_AFTER = re.compile(r"^[가-힣]*?(?:다|며|고|면서|면서도|고도|되|으면서도|지만도|지만|는데|는데요|자|음|함|요|니다|으나|뒤|면|듯)(?=[^가-힣]|$)")
_ADNOMINAL = re.compile(
    r"^[가-힣]*?(?:하는|한|할|된|던|은|는)\s?(?:뜻|입장|의견|목소리|바|것|견해|취지|의사|성명|논평|글|글을|입장문|반응|의중|의지|주장|소감|메시지|쪽|셈|데|판단|시각|평가|발언|생각|이유|태도|서한|문건|건의|결의|공문)"
)
_NOUN = re.compile(
    r"^(?:을|를|의|이|도|까지|에|과|와)?\s?(?:[가-힣]+\s){0,2}?(?:밝혔|표했|표시했|나타냈|내비쳤|드러냈|쏟아냈|전했|전달했|제기했|제기하|냈다|냈습니다|내놨|내놓|높였|이어갔|이어 갔|보냈|가했|퍼부|쏟아부|했다|했습니다|나섰|나서|받아들|폈다|펼쳤|밝히|보탰|실었|실어|남겼|던졌|던지|드러내|나타내|보였|보이|표하|표시하|거듭했|분명히|숨기지|감추지|토로)"
)


@dataclass(slots=True)
class _Unit:
    relation: str
    start: int
    verb: int
    end: int
    form: str


@dataclass(slots=True)
class Stance:
    """A reported statement: who makes it, and where in the sentence it stands."""

    relation: str
    holders: list[Entity]
    unit: _Unit
    subject: Subject | None
    features: list[str] = field(default_factory=list)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{stems_of(name)})" for name in (*STANCES, "said")))


def find_stances(sentence: Sentence, names: Names, subjects: list[Subject], discourse: Discourse) -> list[Stance]:
    """Find what may be criticism, support or a demand: every reported statement of a known person or body.

    Parameters
    ----------
    sentence, names
        The sentence and the entities of its article.
    subjects
        Its subjects.
    discourse
        What the text before it leaves in mind.

    Returns
    -------
    list
        One candidate a statement, with the features by which it is judged; its relation is what the rules say, or ``""``.
    """
    if sentence.line.kind in ("headline", "question", "caption"):
        return []
    outer = _outer(sentence)
    found: list[Stance] = []
    holders: list[Entity] = []
    units = _units(sentence, outer)
    if not units or units[-1].end < len(outer) - 12:
        units.append(_Unit("other", units[-1].end if units else max(0, sentence.line.text_start - sentence.start), len(outer), len(outer), ""))
    for number, unit in enumerate(units):
        local = [s for s in subjects if not s.relative and unit.start <= sentence.words[s.word].start - sentence.start < unit.verb]
        first = next((s for s in local if s.main), None) or (local[0] if local else None)
        how = "here" if first is not None else "before" if holders else "carried"
        if first is not None:
            holders = first.entities
        elif not holders:
            holders = discourse.subject
        people = [h for h in holders if h.kind in ("person", *BODIES)]
        if not people:
            continue
        relation = unit.relation if unit.relation in STANCES else _by_content(sentence, unit)
        stance = Stance(relation, people, unit, first)
        stance.features = _features(sentence, unit, people, how, first, relation, number, len(units))
        found.append(stance)
    return found


def find_targets(stance: Stance, relation: str, sentence: Sentence, names: Names, discourse: Discourse) -> list[tuple[tuple[str, str | None], str]]:
    """Find whom or what a stance is about.

    Parameters
    ----------
    stance, relation
        A candidate and the relation it is judged to state.
    sentence, names, discourse
        Where it stands.

    Returns
    -------
    list
        Name and kind of each target, and how it was found: ``named``, ``pointed`` or ``phrase``.
    """
    return [((name, kind), how) for name, kind, how in _targets(relation, sentence, names, stance.unit, stance.holders, discourse, stance.subject)]


def _features(sentence: Sentence, unit: _Unit, holders: list[Entity], how: str, subject: Subject | None, relation: str, number: int, count: int) -> list[str]:
    begin, end = sentence.start + unit.start, sentence.start + unit.end
    words = [w for w in sentence.words if begin <= w.start < end]
    outside = [m for w in words if w.quote < 0 or sentence.quotes[w.quote][2] == "‘" for m in w.tags]
    inside = [m for w in words if w.quote >= 0 for m in w.tags]
    tail = outside[-6:]
    quote_tail = inside[-4:]
    row = [
        "b",
        f"verb={unit.form}",
        f"class={unit.relation}",
        f"rule={relation}",
        f"how={how}",
        f"kind={holders[0].kind}",
        f"many={len(holders) > 1}",
        f"line={sentence.line.kind}",
        f"last={number == count - 1}",
        f"quoted={bool(inside)}",
    ]
    row += [f"t={m.form}/{m.tag}" for m in tail]
    row += [f"tt={a.form}+{b.form}" for a, b in itertools.pairwise(tail)]
    row += [f"q={m.form}/{m.tag}" for m in quote_tail]
    row += [f"qq={a.form}+{b.form}" for a, b in itertools.pairwise(quote_tail)]
    content = [m for m in outside + inside if m.tag in ("NNG", "VV", "VA", "XR", "MAG", "NNP", "VX")]
    row += [f"w={m.form}" for m in {c.form: c for c in content}.values()]
    row += [f"ow={m.form}" for m in {c.form: c for c in outside if c.tag in ("NNG", "VV", "VA", "XR", "MAG", "VX")}.values()]
    row += [f"wj={a.form}+{b.form}" for a, b in itertools.pairwise(outside) if b.tag.startswith("J") and a.tag == "NNG"]
    text = sentence.text[unit.start : unit.end]
    for name, cue in (("normative", _NORMATIVE), ("adverse", _ADVERSE), ("favourable", _FAVOURABLE)):
        if cue.search(text):
            row.append(f"cue={name}")
    if _normative_end(sentence, unit):
        row.append("cue=normative end")
    if re.search(r"겠다|기로|계획|방침|예정", text):
        row.append("cue=will")
    if re.search(r"에 대해|을 두고|를 두고|향해|겨냥|을 놓고|를 놓고", text):
        row.append("cue=about")
    if subject is not None:
        row.append(f"subject={sentence.words[subject.word].text[-1:]}{subject.how}")
    return row


def _outer(sentence: Sentence) -> str:
    text = list(sentence.text)
    for left, right, mark in sentence.quotes:
        if mark == "“" or right - left > 25:
            for place in range(left - sentence.start, right - sentence.start):
                text[place] = "□"
    return "".join(text)


def _units(sentence: Sentence, outer: str) -> list[_Unit]:
    units: list[_Unit] = []
    last = max(0, sentence.line.text_start - sentence.start)
    at = last
    while True:
        match = _verbs().search(outer, at)
        if match is None:
            if not units and re.search(r"[:：]\s?“", sentence.text):
                units.append(_Unit("said", last, len(outer), len(outer), "말했"))
            return units
        at = match.end()
        relation = str(match.lastgroup)
        rest = outer[match.end() :]
        if _PASSIVE.match(rest) and relation != "said":
            continue
        word_start = match.start()
        before = outer[max(0, word_start - 1) : word_start]
        if before and re.match(r"[가-힣]", before) and match[0][0] != " " and relation != "said" and len(match[0]) <= 2 and not outer[:word_start].endswith(("맹", "재", "정면", "강력", "거듭")):
            continue
        predicate = _AFTER.match(rest) or _ADNOMINAL.match(rest) or _NOUN.match(rest)
        if predicate is None:
            continue
        end = match.end() + predicate.end()
        if relation == "said" and units and match.start() - units[-1].end < 14 and units[-1].relation != "said" and "“" not in outer[units[-1].end : match.start()]:
            units[-1].end = end
            last = end
            at = max(at, end)
            continue
        units.append(_Unit(relation, last, match.start(), end, match[0]))
        last = end
        at = max(at, match.end())


def _content(sentence: Sentence, unit: _Unit) -> str:
    return sentence.text[unit.start : unit.verb]


def _normative_end(sentence: Sentence, unit: _Unit) -> bool:
    content = _content(sentence, unit)
    found = None
    for found in _NORMATIVE.finditer(content):
        pass
    return found is not None and len(content) - found.end() < 12


def _by_content(sentence: Sentence, unit: _Unit) -> str:
    content = _content(sentence, unit)
    if re.search(r"겠다|기로|계획|방침|예정", content[-24:]):
        return ""
    if _normative_end(sentence, unit):
        return "urged"
    if _FAVOURABLE.search(content) and not _ADVERSE.search(content):
        return "supported"
    if _ADVERSE.search(content) and unit.form not in ("설명했", "소개했", "전했", "발표했", "공개했", "답했", "해명했", "밝혔", "밝히"):
        return "criticized"
    return ""


def _targets(relation: str, sentence: Sentence, names: Names, unit: _Unit, holders: list[Entity], discourse: Discourse, subject: Subject | None) -> list[tuple[str, str | None, str]]:
    start, end = sentence.start + unit.start, sentence.start + unit.end
    own = {h.number for h in holders} | {p.body for h in holders for p in h.posts}
    inside = [m for m in names.mentions[sentence.number] if start <= m.start and m.end <= end and not m.inner]
    inside = [m for m in inside if m.entity not in own and (subject is None or m.first > subject.word or m.last < subject.first)]
    fit = [m for m in inside if names.entities[m.entity].kind in (*BODIES, "law", "program", "person")]
    together = (
        _together(sentence, unit, discourse, own)
        if relation == "urged" or not fit or re.search(r"(?:두|양|세) ?(?:회사|기업|업체)를 (?:[가-힣]+ )?[가-힣]+$", sentence.text[unit.start : unit.verb + 4])
        else []
    )
    if together:
        return [(e.name, e.kind, "together") for e in together]
    scored = sorted(((_weight(relation, sentence, names, m, unit), -m.start, m) for m in fit), key=lambda x: x[:2], reverse=True)
    best = [x for x in scored if x[0] >= 3]
    noun = _object_noun(sentence, unit, subject) if relation != "urged" else None
    if noun is not None and (not best or best[0][0] < 5):
        text, left, right = noun
        within = [m for m in fit if left <= m.start and m.end <= right]
        head = next((m for m in within if m.end == right), None) or next((m for m in within if names.entities[m.entity].kind in ("law", "program")), None)
        head = head or next((m for m in within if relation == "criticized" and m.particle == "의"), None)
        pointed = _pointed(text, names, sentence, discourse)
        if head is None and pointed is not None:
            return [(pointed.name, pointed.kind, "pointed")]
        if head is not None:
            group = [head, *(m for m in within if m is not head and m.last + 1 == head.first and (m.particle in ("와", "과") or sentence.words[head.first].before in ("·", ",")))]
            return [(names.entities[m.entity].name, names.entities[m.entity].kind, "noun") for m in group]
        if len(text) > 1:
            return [(text, None, "noun phrase")]
    if noun is not None and not best and len(noun[0]) == 1:
        return []
    if best:
        group = [best[0][2]]
        while (before := next((m for m in fit if m not in group and m.last + 1 == group[-1].first and _coordinated(sentence, m, group[-1], names)), None)) is not None:
            group.append(before)
        return [_speaking_for(names, m, relation) for m in group]
    if relation != "urged" and re.search(r"(?:이|해당|그) (?:법|법안|제도|개정안|방안|정책|사업|조례안?|협약|합의)", sentence.text[unit.start : unit.verb]):
        law = _recent(names, sentence, ("law", "program"), 6)
        if law is not None:
            return [(law.name, law.kind, "pointed")]
    phrase = _phrase(relation, sentence, unit, subject)
    if relation == "criticized" and re.search(r"(?:회사|업체|사측)(?:는|은|가|이|측)", sentence.text[unit.start : unit.verb]):
        firm = next((b for b in reversed(discourse.bodies) if b.kind == "firm" and b.number not in own), None)
        if firm is not None:
            return [(firm.name, firm.kind, "pointed")]
    if relation != "urged" and not _speaks_of_something(sentence, unit, subject):
        recent = discourse.target if discourse.target is not None and sentence.number - discourse.target[1] <= 2 else None
        if recent is not None and recent[0][0] not in ("정부", "대한민국 정부") and recent[0][0] not in {names.entities[n].name for n in own}:
            return [(*recent[0], "context")]
    return [(phrase, None, "phrase")] if phrase else []


def _speaks_of_something(sentence: Sentence, unit: _Unit, subject: Subject | None) -> bool:
    """Say whether the words reported have a topic of their own."""
    begin, end = sentence.start + unit.start, sentence.start + unit.verb
    words = [w for i, w in enumerate(sentence.words) if begin <= w.start < end and (subject is None or i > subject.word)]
    return any(len(w.tags) > 1 and w.tags[-1].tag in ("JX", "JKS") and w.tags[-2].tag in ("NNG", "XSN", "NNP", "NNB") and w.tags[-1].form in ("은", "는", "이", "가") for w in words)


def _pointed(text: str, names: Names, sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return what ``이 사업``, ``이번 개편안``, ``회사`` mean."""
    if re.fullmatch(r"(?:이|해당|그|이번)?\s?(?:법안?|개정안|제정안|조례안?|특별법|기본법)", text):
        return _recent(names, sentence, ("law",), 8)
    if re.fullmatch(r"(?:이|해당|그)\s?(?:사업|제도|방안|서비스|정책|계획|기금|상생안)", text):
        return _recent(names, sentence, ("program", "law"), 4)
    if text in ("시", "도", "군", "구"):
        return next((b for b in reversed(discourse.bodies) if b.kind == "ministry" and b.name.endswith(text)), None)
    if re.fullmatch(r"(?:이|해당)?\s?(?:회사|업체|플랫폼)", text):
        return next((b for b in reversed(discourse.bodies) if b.kind == "firm"), None)
    return None


def _speaking_for(names: Names, mention: Mention, relation: str) -> tuple[str, str | None, str]:
    """Take a minister or a chief who is criticised at a hearing for the body; name the person otherwise."""
    entity = names.entities[mention.entity]
    if entity.kind == "person" and relation == "criticized" and entity.posts and mention.particle in ("에게", "을", "를", "에게는"):
        entity = names.entities[entity.posts[0].body]
    return entity.name, entity.kind, "named"


def _together(sentence: Sentence, unit: _Unit, discourse: Discourse, own: set[int]) -> list[Entity]:
    found = re.search(r"(양|두|세|네|[2-5])\s?(회사|기업|업체|단체|기관|플랫폼|당|부처|개사|사)(?:에|에게|에는|에도|를|을|가|이|은|는|도)(?=\s|[,.])", sentence.text[unit.start : unit.end])
    if not found:
        return []
    need = {"양": 2, "두": 2, "세": 3, "네": 4}.get(found[1]) or int(found[1])
    kinds = ("firm",) if found[2] in ("회사", "기업", "업체", "플랫폼", "사", "개사") else ("association",) if found[2] in ("단체", "당") else ("ministry", "institution")
    recent = [b for b in discourse.bodies if b.kind in kinds and b.number not in own]
    return recent[-need:] if len(recent) >= need else []


def _recent(names: Names, sentence: Sentence, kinds: tuple[str, ...], back: int) -> Entity | None:
    for number in range(sentence.number, max(-1, sentence.number - back), -1):
        for mention in reversed(names.mentions[number]):
            if names.entities[mention.entity].kind in kinds:
                return names.entities[mention.entity]
    return None


_ABSTRACT = re.compile(
    r"(?:입장|뜻|목소리|의견|우려|글|성명|논평|입장문|날|점|것|말|이유|근거|쓴소리|불만|유감|의문|아쉬움|비판|지적|반응|발언|질의|질문|자리|취재진|기자|손|고개|공감|만족감|기대|기대감|힘|박수|축사|마이크|보도자료|자료|사례|예|수치|통계|결과|서한|의사|태도|목청|고삐|불쾌감|심경|속내|포문|메시지|논리|이름|토론|반론|표|한 표)$"
)


def _object_noun(sentence: Sentence, unit: _Unit, subject: Subject | None) -> tuple[str, int, int] | None:
    """Return the noun phrase outside quotations that the verb judges: ``밀물페이의 수수료 면제를``."""
    words = sentence.words
    begin = sentence.start + unit.start
    limit = sentence.start + unit.end
    places = [i for i, w in enumerate(words) if begin <= w.start < limit and (subject is None or i > subject.word)]
    for place in reversed(places):
        word = words[place]
        speech = word.quote >= 0 and sentence.quotes[word.quote][2] == "“"
        if speech or not word.tags:
            continue
        dative = (
            word.tags[-1].tag in ("JKB", "JX")
            and re.search(r"(?:에|에는|엔|에도)$", word.text)
            and not re.search(r"(?:[일월년날]|오전|오후|뒤|후|전|때|날|자리|앞|논평|성명|회견|인터뷰|질의|물음|질문)(?:에|에는|엔|에도)$", word.text)
        )
        if word.tags[-1].tag != "JKO" and not (dative and _IDIOM.search(sentence.text[word.places[-1] + 1 - sentence.start : unit.end])):
            continue
        stem = word.text[: word.tags[-1].start] if not dative else re.sub(r"(?:에는|에도|에|엔)$", "", word.text)
        after = sentence.text[word.places[-1] + 1 - sentence.start : unit.end]
        between = [w for w in words[place + 1 :] if w.start - sentence.start < unit.verb and not (w.quote >= 0 and sentence.quotes[w.quote][2] == "“")]
        if any(
            w.tags and (w.tags[-1].tag == "EF" or (w.tags[-1].tag == "EC" and w.tags[-1].form in _CLAUSE)) and "”" not in w.before and w.text not in ("라며", "이라며", "라고", "이라고", "며", "고")
            for w in between
        ):
            continue
        if not stem or _ABSTRACT.search(stem) or re.match(r"\s*(?:위해|통해|비롯|대상으로|상대로 한|열고|내고|내어|통한|찾아|마치고|떠나)", after):
            continue
        first = place
        while first - 1 in places and not words[first].before.strip("‘’") and not (words[first - 1].quote >= 0 and sentence.quotes[words[first - 1].quote][2] == "“"):
            before = words[first - 1]
            tag = before.tags[-1].tag if before.tags else "NNP"
            if (
                tag in ("JX", "JKS", "JKB", "JKO", "EC", "EF", "JC", "JKQ")
                or re.fullmatch(r"\d+일|오전|오후|지난", before.text)
                or before.text in ("또", "특히", "이날", "이번", "라고", "이라고", "라며", "이라며")
            ):
                break
            first -= 1
            if "”" in before.before:
                break
        left, right = words[first].start, word.places[len(stem) - 1] + 1
        text = sentence.text[left - sentence.start : right - sentence.start].strip(" ‘’")
        return (text, left, right) if text else None
    return None


_CLAUSE = frozenset(["고", "며", "으며", "면서", "으면서", "지만", "는데", "ᆫ데", "자", "다며", "ᆫ다며", "라며", "다고", "ᆫ다고", "는다고", "어서", "아서", "니", "으니", "므로", "더니", "다가"])
_IDIOM = re.compile(
    r"^\s?(?:[가-힣]+\s){0,2}?(?:힘을|박수|손을 들|고개를|후한|높은 점수|찬성|반대|동의|공감|지지|찬사|직격탄|쓴소리|불만|우려|의문|제동|반발|반기|날을|일침|난색|무게를|표를|화답|환영|책임을 돌|유감|엄지|낙제점|박한|의구심|거부감|회의적|긍정적|부정적|반색|비판|반가)"
)


def _coordinated(sentence: Sentence, left: Mention, right: Mention, names: Names) -> bool:
    kinds = {names.entities[left.entity].kind, names.entities[right.entity].kind}
    return (len(kinds) == 1 or kinds <= set(BODIES)) and (left.particle in ("과", "와", "이나", "나") or sentence.words[right.first].before in ("·", ",", "’,", "’·"))


def _weight(relation: str, sentence: Sentence, names: Names, mention: Mention, unit: _Unit) -> int:
    kind = names.entities[mention.entity].kind
    after = sentence.text[mention.end - sentence.start :][:24]
    weight = 0
    if re.match(r"(?:\([^)]*\))?[’”]?(?:을|를|에|에게|측에|측을|의 [가-힣 ]{1,12}?(?:을|를|에))?\s?(?:대해|대하여|두고|향해|겨냥|상대로|대한|놓고|관련해)", after):
        weight += 5
    if kind == "person" and relation == "criticized" and mention.particle in ("에게", "에게는", "을", "를"):
        weight += 3
    if relation == "urged":
        if mention.particle in ("에", "에게", "에도", "측에", "에게도", "한테", "에는", "에만", "께"):
            weight += 5
        elif mention.particle in ("이", "가", "은", "는", "도", "측이", "부터", "에서") and kind in BODIES:
            weight += 3
        elif mention.particle in ("을", "를") and kind in BODIES and re.search(r"향해|상대로|압박|겨냥", after):
            weight += 4
        elif kind in ("law", "program", "person"):
            weight -= 1
        return weight
    if mention.quote == -1 and re.match(r"[’]?(?:\([^)]*\))?(?:이|가|은|는|도)\s“", after):
        weight += 4
    if kind == "law":
        weight += 4
    if kind == "program":
        weight += 3
    if mention.particle in ("을", "를"):
        weight += 3
    elif mention.particle in ("이", "가", "은", "는", "도", "의", "측이", "에"):
        weight += 3 if kind in BODIES and relation == "criticized" and mention.particle != "에" else 2 if kind in BODIES else 1
    if kind in BODIES and mention.quote >= 0:
        weight += 1
    if mention.particle in ("에서", "에서는", "으로", "로", "까지"):
        weight -= 3
    del unit
    return weight


def _phrase(relation: str, sentence: Sentence, unit: _Unit, subject: Subject | None) -> str:
    begin = unit.start
    if subject is not None:
        word = sentence.words[subject.word]
        begin = word.places[-1] + 1 - sentence.start
    text = sentence.text[begin : unit.verb].strip(" ,")
    quotes = [q for q in sentence.quotes if q[2] == "“" and sentence.start + begin <= q[0] and q[1] <= sentence.start + unit.verb]
    about = re.search(r"([^,“”]{2,40}?)(?:에 대해|에 대하여|을 두고|를 두고|을 놓고|를 놓고|와 관련해|과 관련해|을 향해|를 향해|을 겨냥해|를 겨냥해)", text)
    if about and relation != "urged":
        return about[1].strip(" ,‘’")
    if quotes:
        quote = sentence.text[quotes[-1][0] - sentence.start : quotes[-1][1] - sentence.start]
        if relation == "urged" and not _NORMATIVE.search(quote):
            rest = sentence.text[quotes[-1][1] + 1 - sentence.start : unit.verb].strip(" ,")
            rest = re.sub(r"^(?:라며|이라며|며|라고|고|면서|라면서|이라고|이라면서)\s?", "", rest)
            if len(rest) > 4:
                return rest[:160]
        return quote[:160]
    text = re.sub(r"^(?:또|이어|그러면서|다만|특히|한편|이날|아울러)\s+", "", text)
    return text.strip(" ,.‘’")[:160] if len(text) > 1 else ""
