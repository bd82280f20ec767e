"""What bodies commit themselves to: ``-기로 했다``, ``-겠다``, ``-ㄹ 계획이다``, plain present of a policy verb."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.extract.entities import BODIES
from graph.extract.lexicon import verbs
from graph.extract.quantities import find_changes, find_quantities
from graph.extract.times import find_times

if TYPE_CHECKING:
    from datetime import date

    from graph.extract.discourse import Discourse, Subject
    from graph.extract.entities import Entity, Mention
    from graph.extract.names import Names
    from graph.extract.quantities import Quantity
    from graph.extract.sentences import Sentence

# What states a commitment, and what of it is the rule's name.
_MARKS = (
    (
        "resolved",
        re.compile(r"기로\s?(?:했|하|한|합의|결정|결의|약속|뜻을|의견을|확정|방침|협의|가닥|손을|의기투합|다짐|입을|공감|약정|협약)|키로\s?(?:했|하|한|합의|결정)|기로(?=[.…]|$)|키로(?=[.…]|$)"),
    ),
    ("will", re.compile(r"[가-힣]겠(?:다|습니다|으며|고|지만|다는|다며|다면서|노라|음|단|답니다|는데요)")),
    (
        "plan",
        re.compile(
            r"(?:[을를ㄹ]|[가-힣](?<=[할될릴칠낼킬일울줄뗄풀갈올둘볼쓸설]))\s?(?:계획|방침|예정|구상|작정|복안|요량|태세|심산|참)(?:이다|이라|입니다|이며|이고|인데|이었|임|을|도|이란|인 것|으로|이에요|(?=[.,…”]|$))|(?:다|자)는\s(?:계획|방침|구상|목표|복안|각오|전략|청사진|포부|의지|입장|생각|약속|내용)|[을를ㄹ]\s?것(?:이라|이다|입니다|임|이며)|추진\s?(?:할\s)?(?:계획|예정)|(?:계획|예정|방침)(?:이다|임|입니다)|목표(?:다|로 한다|로 하고|임|입니다)"
        ),
    ),
    ("promise", re.compile(r"(?:을|를|도|고|라고|다고|다는 점을)\s(?:약속|공약|공언|다짐|선언|예고|확약|천명|제시|내걸|내세|내놓|내놨|발표|공개|확정|마련)(?:했|하|한|함|해|았|었|으며|며|습니다|됐)")),
    ("present", re.compile(r"(?:[가-힣](?<=[한는진린친킨인운춘른튼준둔푼낸뗀낀쓴꾼싼짠편연선])다|[가-힣]니다|는다|(?:한|는|인|할|된|ㄹ)데요)(?=[.”]|$)")),
    (
        "note",
        re.compile(
            r"(?:하기로 함|키로 함|기로 함|[가-힣]할 것|추진|예정|계획|확대|지원|신설|도입|시행|개최|강화|마련|구축|운영|실시|개선|완화|인하|공개|조성|개정|착수|[가-힣]함|[가-힣]할 계획|[가-힣]할 예정|[가-힣]할 방침)(?=\s*[.)]?$)"
        ),
    ),
    ("start", re.compile(r"(?:에|에도)\s(?:나선다|나섭니다|나설|착수한다|착수합니다|돌입한다|들어간다|들어갑니다|박차를 가한다)|손을 뗀다|손을 뗍니다")),
)
_STATIVE = re.compile(
    r"(?:있다|없다|이다|아니다|된다|됩니다|진다|말한다|밝힌다|강조한다|설명한다|주장한다|본다|봅니다|따른다|나온다|나옵니다|꼽힌다|가리킨다|가리킵니다|뜻한다|뜻합니다|전망한다|전망합니다|평가한다|평가합니다|비판한다|비판합니다|분석한다|지적한다|우려한다|한다는|보인다|알려진다|의미한다|차지한다|해당한다|속한다|이른다|달한다|넘는다|미친다|걸린다|든다|불린다|기대한다|바란다|원한다|요구한다|요구합니다|촉구한다|촉구합니다|호소한다|반대한다|반대합니다|찬성한다|찬성합니다|지지한다|지지합니다|환영한다|환영합니다|믿는다|생각한다|생각합니다|느낀다|모른다|안다|같다|크다|많다|적다|높다|낮다|싶다|했다|였다|었다|았다|갔다|났다|왔다|됐다|겠다|였습니다|했습니다|었습니다|았습니다|습니다|입니다|합니다만|계십니다|전했다|해야 한다|해야 합니다|야 한다|야 합니다|받는다|받습니다|당한다|거둔다|겪는다|맡는다|갖는다|지닌다|다툰다|맞선다|맞물린다|엇갈린다|읽힌다|풀이된다|부른다|그친다|머문다|남는다|이어진다|늘어난다|줄어든다|오른다|내린다|떨어진다|멈춘다|모인다|열린다|열립니다|나선다는|다룬다|담는다|담긴다|포함한다|구성한다|뒤따른다|끝난다|시작된다|어렵다|쉽다|필요하다|중요하다|가능하다|불가능하다)$"
)
_PERSONAL = frozenset(BODIES)


@dataclass(slots=True)
class Commitment:
    """A commitment found in a sentence: whose, to what, and the figures that belong to it."""

    bodies: list[Entity]
    object: tuple[str, str | None]
    figures: list[tuple[dict[str, Any], list[str]]]
    period: str | None
    due: str | None
    change: dict[str, Any] | None
    rule: str
    text: str = ""
    features: list[str] = field(default_factory=list)


def find_commitments(sentence: Sentence, names: Names, subjects: list[Subject], discourse: Discourse, published: date | None, day: date | None) -> list[Commitment]:
    """Find what a sentence may state as a commitment: every clause with a body as its subject.

    Parameters
    ----------
    sentence, names
        The sentence and the entities of its article.
    subjects
        Its subjects.
    discourse
        What the text before it leaves in mind.
    published, day
        The day of publication and the day spoken of last.

    Returns
    -------
    list
        One candidate a clause, with the features by which it is judged.
    """
    if sentence.line.kind in ("headline", "question", "caption"):
        return []
    found: list[Commitment] = []
    for clause in _clauses(sentence):
        bodies, how, subject = _who(clause, names, subjects, discourse)
        if not bodies:
            continue
        start = sentence.words[subject].places[-1] + 1 if how == "here" else sentence.words[clause.first].start
        end = sentence.words[clause.last].places[-1] + 1
        if end - start < _SHORTEST:
            continue
        text = sentence.text[start - sentence.start : end - sentence.start]
        candidate = _commitment(sentence, names, text, start - sentence.start, bodies, clause.mark or "clause", published, day)
        if how == "here":
            before = sentence.text[sentence.words[clause.first].start - sentence.start : start - sentence.start]
            times = find_times(before, published, day)
            candidate.due = candidate.due or next((t.value for t in times if t.kind == "due"), None)
            candidate.period = candidate.period or next((t.value for t in times if t.kind == "period"), None)
        candidate.text = text
        candidate.features = _features(sentence, names, clause, text, how, subject, candidate, bodies)
        found.append(candidate)
    return found


@dataclass(slots=True)
class _Clause:
    first: int
    last: int
    mark: str
    order: int = 0
    after: str = ""
    final: bool = False


_SHORTEST = 5
_JOINING = frozenset(
    [
        "고",
        "며",
        "으며",
        "되",
        "면서",
        "으면서",
        "지만",
        "으나",
        "는데",
        "ᆫ데",
        "은데",
        "자",
        "다며",
        "라며",
        "다면서",
        "라면서",
        "다고",
        "ᆫ다고",
        "는다고",
        "라고",
        "자고",
        "겠다고",
        "겠다며",
        "다는데",
        "거나",
    ]
)


def _clauses(sentence: Sentence) -> list[_Clause]:
    """Divide a sentence at verbs that join or end, at plan nouns and at list marks."""
    words = sentence.words
    found: list[_Clause] = []
    first = 0
    listed = sum(w.before[-1:] in "▲△▷◇○①②③④⑤" and w.before != "" for w in words) > 1
    marks = [(rule, m.start(), m.end()) for rule, pattern in _MARKS for m in pattern.finditer(sentence.text)]
    for place, word in enumerate(words):
        if listed and place > first and word.before[-1:] in "▲△▷◇①②③④⑤" and word.before:
            found.append(_Clause(first, place - 1, "listed", len(found)))
            first = place
            continue
        if place < first or not _ends(words, place):
            continue
        begin, end = words[first].start - sentence.start, word.places[-1] + 1 - sentence.start
        mark = next((rule for rule, left, right in reversed(marks) if begin <= left < end and right >= end - 8), "")
        found.append(_Clause(first, place, mark, len(found)))
        first = place + 1
    if first < len(words):
        found.append(_Clause(first, len(words) - 1, "listed" if listed else "", len(found)))
    for order, clause in enumerate(found):
        following = found[order + 1 : order + 2]
        clause.after = " ".join(w.text for w in words[clause.last + 1 : following[0].last + 1][-3:]) if following else ""
        clause.final = order == len(found) - 1
    return found


def _ends(words: list[Any], place: int) -> bool:
    word = words[place]
    tags = word.tags
    if not tags:
        return False
    last = tags[-1]
    if re.search(r"(?:데요|고요)$", word.text):
        return True
    if last.tag == "EF" or (last.tag in ("JKQ", "JX") and any(m.tag == "EF" for m in tags)):
        return True
    if last.tag == "EC" or (len(tags) > 1 and tags[-2].tag == "EC" and last.tag.startswith("J")):
        form = last.form if last.tag == "EC" else tags[-2].form
        stem = tags[0].form
        return form in _JOINING and not (stem in ("있", "없", "아니", "그리", "위하", "대하", "통하") or word.text in ("그리고", "하지만", "그러면서", "이라고", "라고"))
    if word.text.rstrip(",") in ("뒤", "후", "다음") and place and words[place - 1].tags and words[place - 1].tags[-1].tag == "ETM":
        return True
    return (last.tag == "ETN" and (place + 1 == len(words) or words[place + 1].quote != word.quote) and word.quote < 0) or bool(re.search(r"(?:했|한|하)다$|니다$", word.text))


def _who(clause: _Clause, names: Names, subjects: list[Subject], discourse: Discourse) -> tuple[list[Entity], str, int]:
    """Return the bodies that a clause is about, how they are known, and the word of the subject."""
    subjects = [s for s in subjects if not s.relative]
    local = [s for s in subjects if clause.first <= s.word <= clause.last]
    mains = [s for s in local if s.main] or local
    if mains:
        chosen = mains[-1]
        if not chosen.entities and len(mains) > 1 and chosen.how == "nameless":
            chosen = mains[-2]
        return _as_bodies(chosen.entities, names), "here", chosen.word
    earlier = [s for s in subjects if s.word < clause.first and s.main] or [s for s in subjects if s.word < clause.first]
    if earlier:
        return _as_bodies(earlier[-1].entities, names), "before", earlier[-1].word
    return _as_bodies(discourse.subject, names), "carried", -1


def _features(sentence: Sentence, names: Names, clause: _Clause, text: str, how: str, subject: int, found: Commitment, bodies: list[Entity]) -> list[str]:
    words = sentence.words[clause.first : clause.last + 1]
    morphemes = [m for w in words for m in w.tags]
    tail = morphemes[-5:]
    sentence_tail = [m for w in sentence.words[-3:] for m in w.tags][-6:]
    content = [m.form for m in morphemes if m.tag in ("VV", "VA", "XR", "NNG")]
    row = ["b", f"mark={clause.mark}", f"how={how}", f"final={clause.final}", f"first={clause.order == 0}", f"line={sentence.line.kind}"]
    row += [f"t{i}={m.form}/{m.tag}" for i, m in enumerate(reversed(tail))]
    row += [f"tt={a.form}+{b.form}" for a, b in itertools.pairwise(tail)]
    row += [f"ttt={a.form}+{b.form}+{c.form}" for a, b, c in zip(tail, tail[1:], tail[2:], strict=False)]
    row += [f"st={m.form}/{m.tag}" for m in sentence_tail]
    row += [f"st2={a.form}+{b.form}" for a, b in itertools.pairwise(sentence_tail)]
    row += [f"v={form}" for form in content[-3:]]
    row += [f"w={form}" for form in set(content)]
    row += [f"after={a}" for a in clause.after.split()]
    row += [f"past={any(m.tag == 'EP' and m.form in ('었', '았', '였', '엇') for m in tail)}", f"will={any(m.form == '겠' for m in morphemes)}"]
    row += [f"quote={sentence.words[clause.last].quote >= 0}", f"object={found.object[1]}", f"kind={bodies[0].kind}"]
    row += [f"amount={bool(found.figures)}", f"period={bool(found.period)}", f"due={bool(found.due)}", f"change={bool(found.change)}"]
    row += [f"mark+past={clause.mark}+{any(m.tag == 'EP' for m in tail[-3:])}", f"mark+how={clause.mark}+{how}", f"mark+kind={clause.mark}+{bodies[0].kind}"]
    cues = [cue for cue in ("soft", "hearsay", "denied", "past") if verbs(cue).search(text)]
    figured = bool(found.figures or found.change or found.due or found.period)
    row += [f"cue={cue}" for cue in cues]
    row += [f"plain={clause.mark}+{not cues}", f"plain+figure={clause.mark}+{not cues}+{figured}", f"mark+change={clause.mark}+{bool(found.change)}"]
    for cue in ("soft", "hearsay", "denied", "past"):
        if verbs(cue).search(sentence.text):
            row.append(f"scue={cue}")
    if subject >= 0:
        row.append(f"subject={sentence.words[subject].text[-1:]}")
    del names
    return row


def _as_bodies(entities: list[Entity], names: Names) -> list[Entity]:
    found: list[Entity] = []
    for entity in entities:
        if entity.kind in _PERSONAL:
            found.append(entity)
        elif entity.kind == "person" and entity.posts:
            found.append(names.entities[entity.posts[0].body])
    return list({e.number: e for e in found}.values())


def _commitment(sentence: Sentence, names: Names, clause: str, start: int, bodies: list[Entity], rule: str, published: date | None, day: date | None) -> Commitment:
    quantities = find_quantities(clause)
    changes = find_changes(clause, quantities)
    times = find_times(clause, published, day)
    change = changes[0] if changes else None
    amounts = [q for q in quantities if not any(c.start <= q.start and q.end <= c.end for c in changes)]
    period = next((t.value for t in times if t.kind == "period"), None)
    due = next((t.value for t in times if t.kind == "due"), None)
    figures = [(_amount(q), _figure_features(clause, q, order, len(amounts), rule)) for order, q in enumerate(amounts)]
    return Commitment(bodies, _object(sentence, names, clause, start, bodies), figures, period, due, _change(change), rule)


def _figure_features(clause: str, quantity: Quantity, order: int, count: int, rule: str) -> list[str]:
    """Return what tells whether a figure belongs to the commitment or to its background."""
    before, after = clause[: quantity.start].split()[-3:], re.split(r"\s+", clause[quantity.end :].strip())[:4]
    rest = clause[quantity.end :]
    row = [
        "b",
        f"unit={quantity.unit}",
        f"per={quantity.per}",
        f"noun={quantity.noun}",
        f"bound={quantity.bound}",
        f"approx={quantity.approx}",
        f"order={min(order, 3)}",
        f"count={min(count, 4)}",
        f"rule={rule}",
    ]
    row += [f"b{i}={w}" for i, w in enumerate(reversed(before))] + [f"a{i}={w}" for i, w in enumerate(after)]
    row += [f"b{i}end={w[-1:]}" for i, w in enumerate(reversed(before))] + [f"a{i}end={w[-1:]}" for i, w in enumerate(after)]
    row += [f"stuck={re.match(r'[가-힣]{0,3}', rest)[0]}", f"far={min(len(rest) // 12, 4)}"]  # type: ignore[index]
    row += [f"unit+after={quantity.unit}+{after[0][-1:] if after else ''}", f"unit+order={quantity.unit}+{order}+{count}"]
    for cue in ("현재", "지난해", "작년", "기존", "현행", "매출", "이하", "미만", "이상", "넘는", "초과", "기준", "가운데", "등록", "누적", "이용자", "입점", "최대", "모두", "총", "규모"):
        if cue in clause[max(0, quantity.start - 14) : quantity.start]:
            row.append(f"before={cue}")
        if cue in rest[:10]:
            row.append(f"after={cue}")
    return row


def _amount(quantity: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"value": quantity.value, "unit": quantity.unit, "approx": quantity.approx}
    if quantity.max is not None:
        row["max"] = quantity.max
    if quantity.per:
        row["per"] = quantity.per
    return row


def _change(change: Any) -> dict[str, Any] | None:
    if change is None:
        return None
    row: dict[str, Any] = {"from": change.from_, "to": change.to, "unit": change.unit}
    if change.to_max is not None:
        row["to_max"] = change.to_max
    if change.per:
        row["per"] = change.per
    return row


def _object(sentence: Sentence, names: Names, clause: str, start: int, bodies: list[Entity]) -> tuple[str, str | None]:
    begin, end = sentence.start + start, sentence.start + start + len(clause)
    inside: list[Mention] = [m for m in names.mentions[sentence.number] if begin <= m.start and m.end <= end and not m.inner]
    own = {b.number for b in bodies}
    named = [m for m in inside if names.entities[m.entity].kind in ("program", "law") and m.entity not in own]
    for particles in (("을", "를", "도"), ("에", "의", ""), None):
        for mention in named:
            if particles is None or mention.particle in particles:
                entity = names.entities[mention.entity]
                return entity.name, entity.kind
    return _phrase(clause), None


def _phrase(clause: str) -> str:
    text = re.sub(r"^[\s,]*(?:또한?|이어|우선|먼저|아울러|특히|이와 함께|이를 위해|그러면서|다만|한편|앞으로|향후|이날)\s+", "", clause.strip())
    text = re.sub(r"^[“‘]|[”’]$", "", text)
    text = re.sub(r"기로$|겠다?$|(?:할|ㄹ) (?:계획|방침|예정)\S*$", "", text)
    return text.strip(" ,.·“”‘’")[:160]
