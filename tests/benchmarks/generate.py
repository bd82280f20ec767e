"""Make a data folder of any size in the project's own layout: fictional people, bodies and articles, always the same bytes.

Tables and columns are those of :func:`graph.model.schema`. A column that nothing here knows is filled by what its cells
hold (a list of values, a date, a number, a text), so that a new relation or column is generated without a change here.
Everything is invented: names are put together from syllables, addresses lie under example.org.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.model import PG, XSD, Column, Table, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SIZES = {"S": 1_000, "M": 20_000, "L": 200_000}  # actors
CLAIMS_PER_ACTOR = 10
DOCUMENTS_PER_CLAIM = 0.3
FURTHER_DOCUMENTS_PER_CLAIM = 0.45

# Entities of a kind for each actor; the first five kinds are the actors.
_KINDS = {"person": 0.6, "ministry": 0.02, "firm": 0.2, "association": 0.12, "institution": 0.06, "program": 0.3, "event": 0.3, "law": 0.03, "place": 0.03, "topic": 0.01}
# Share of a relation among the claims; relations that are not named get the smallest share.
_RELATIONS = {"attended": 0.25, "urged": 0.13, "criticized": 0.13, "supported": 0.11, "commented": 0.1, "pledged": 0.1, "holds_post": 0.07, "hosted": 0.03, "operates": 0.03, "held_at": 0.02}
_SMALLEST = 0.006
# What may be the target of a remark, hubs first, and what may be pledged.
_TARGETS = ("topic", "law", "ministry", "firm", "program")
# How often an optional column is filled, where it is not three times in ten.
_FILLED = {"description": 0.6, "description_en": 0.6, "aliases": 0.25, "wikidata": 0.0, "parent": 0.1, "krx_code": 0.05, "homepage": 0.2, "since": 0.6}
_FILLED |= {"note": 0.08, "note_en": 0.08, "joint": 0.08, "event": 0.4, "locator": 0.7, "summary": 1.0, "summary_en": 1.0, "author": 0.5, "sha256": 0.1}
_FILLED |= {"restates": 0.0, "part_of": 0.0}  # a pledge drawn at random might lead back to itself
_ALWAYS = ("id", "subject", "object", "type", "document", "title", "title_en", "role", "status", "agree", "agree_en", "capacity", "act", "currency", "count_unit")

_SURNAMES = [("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi"), ("정", "jung"), ("강", "kang"), ("조", "cho"), ("윤", "yoon"), ("장", "jang"), ("임", "lim")]
_SURNAMES += [("한", "han"), ("오", "oh"), ("서", "seo"), ("신", "shin"), ("권", "kwon"), ("황", "hwang"), ("안", "ahn"), ("송", "song"), ("류", "ryu"), ("홍", "hong")]
_SYLLABLES = "가-ga 나-na 다-da 라-ra 마-ma 바-ba 사-sa 아-a 자-ja 차-cha 카-ka 타-ta 파-pa 하-ha 별-byeol 솔-sol 온-on 람-ram 린-rin 결-gyeol 담-dam 봄-bom 샘-saem 율-yul 찬-chan".split()
_WORDS = "가람-garam 나래-narae 다솜-dasom 라온-raon 마루-maru 바다-bada 새벽-saebyeok 아라-ara 자람-jaram 초롱-chorong 큰솔-keunsol 타래-tarae 푸름-pureum 한별-hanbyeol 미르-mireu".split()
_WORDS += "누리-nuri 두레-dure 여울-yeoul 온새-onsae 이음-ieum 윤슬-yunseul 해솔-haesol 달빛-dalbit 들꽃-deulkkot 보람-boram 시내-sinae 은별-eunbyeol 참빛-chambit 터전-teojeon 하늬-hanui".split()
_ENDINGS = {
    "ministry": "부-ministry 처-agency 청-office 위원회-commission",
    "firm": "마켓-market 상사-trading 배달-delivery 페이-pay 랩스-labs 커머스-commerce",
    "association": "협회-association 연합회-federation 연대-solidarity 노동조합-union",
    "institution": "대학교-university 연구원-institute 학회-society 법무법인-law-firm",
    "program": "기금-fund 교육-training 지원사업-support 판촉전-fair 정산제-settlement",
    "event": "간담회-meeting 토론회-forum 청문회-hearing 협약식-signing 국정감사-audit",
    "law": "법-act 법안-bill 개정안-amendment 지침-guideline 규약-code",
    "place": "회관-hall 호텔-hotel 시장-market-place 청사-government-complex",
    "topic": "수수료-fees 정산-payment 자율규제-self-regulation 데이터-data 입점-listing",
}
_TYPES = {
    "ministry": ["ministry", "commission", "agency", "public_corporation", "local_government"],
    "firm": ["company", "platform"],
    "association": ["industry_association", "merchant_association", "ngo", "union"],
    "institution": ["university", "research_institute", "academic_society", "law_firm"],
}
_PHRASES = "수수료 인하,정산 주기 단축,상생 방안 마련,데이터 접근 보장,입점 조건 공개,자율규제 이행 점검,소상공인 교육 확대,배달비 부담 완화,알고리즘 설명,해외 사업자 차별 해소".split(",")
_PHRASES_EN = "lower fees,faster settlement,a plan for shared growth,access to data,disclosure of listing terms,a review of self-regulation,more training for small shops".split(",")
_PHRASES_EN += ["relief of delivery costs", "an account of the algorithm", "equal treatment of foreign firms"]
_PASSAGES = "이날 참석자들은,업계에 따르면,간담회에서는 수수료와,관계자는 이 자리에서,정부는 올해 안에,소상공인 단체는 다시,플랫폼 사업자들은 이에,위원회는 전체회의를 열고".split(",")
_PASSAGE_ENDS = "강조했다,밝혔다,덧붙였다,뜻을 모았다,계획이다,요청했다,설명했다,검토하기로 했다".split(",")
_OUTLETS = "모의일보-mock-daily 가상경제-virtual-economy 예시신문-sample-news 표본통신-specimen-wire 시험방송-trial-tv 연습저널-practice-journal 가정뉴스-assumed-news 견본타임스-mockup-times".split()
_UNITS = ["명", "곳", "개사", "건", "회"]
_FIRST_DAY, _DAYS = date(2019, 1, 1), 2_700

Columns = dict[str, "Sequence[str]"]


@dataclass
class World:
    """What later tables refer to: ids by kind, names and dates by id, and the stream of chance."""

    rng: np.random.Generator
    folder: Path
    ids: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    published: np.ndarray = field(default_factory=lambda: np.array([]))
    pools: dict[str, np.ndarray] = field(default_factory=dict)
    claims: dict[str, tuple[list[str], list[str], list[str]]] = field(default_factory=dict)

    def pick(self, values: Sequence[str], n: int, steepness: float = 1.0) -> list[str]:
        """Draw ``n`` values; the greater ``steepness`` above 1, the more often the first ones come."""
        places = (len(values) * self.rng.random(n) ** steepness).astype(np.int64)
        return [values[i] for i in places.tolist()]

    def some(self, values: Iterable[str], share: float) -> list[str]:
        """Keep a share of the values and leave the other cells empty."""
        values = list(values)
        return [v if keep else "" for v, keep in zip(values, (self.rng.random(len(values)) < share).tolist(), strict=True)]

    def days(self, n: int, *, exact: bool = False) -> list[str]:
        """Draw ``n`` dates, a few of them known to the month or the year only."""
        cut = np.full(n, 10) if exact else self.rng.choice([4, 7, 10], size=n, p=[0.02, 0.06, 0.92])
        return [_CALENDAR[d][:c] for d, c in zip(self.rng.integers(_DAYS, size=n).tolist(), cut.tolist(), strict=True)]

    def reports(self, days: Sequence[str]) -> list[str]:
        """Draw for each day a document from that day or soon after, if there is one; a few documents report most."""
        first = np.searchsorted(self.published, np.array(days))
        later = self.rng.random(len(days)) ** 3 * max(5, len(self.documents) // 500)
        return [self.documents[i] for i in np.minimum(first + later.astype(np.int64), len(self.documents) - 1).tolist()]

    def pool(self, cls: str) -> list[str]:
        """Ids of the entities of a class in an order of chance: the first are the hubs."""
        if cls not in self.pools:
            below = [k for k, t in schema().kinds.items() if schema().is_a(t.iri, cls)]
            kinds = [[k] for k in _TARGETS] if cls == PG + "Entity" else [below]
            groups = [np.array([i for k in group for i in self.ids[k]], dtype=object) for group in kinds]
            self.pools[cls] = np.concatenate([self.rng.permutation(group) for group in groups])
        return self.pools[cls].tolist()

    def write(self, table: Table, columns: Columns) -> None:
        """Write a table sorted by id, evidence by claim."""
        first = next((place for place, name in enumerate(table.columns) if name in ("id", "claim")), 0)
        path = self.folder / table.file
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = zip(*(columns[c] for c in table.columns), strict=True)
        rows = sorted(rows, key=lambda row: row[first])
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(rows)


_CALENDAR = [(_FIRST_DAY + timedelta(days=d)).isoformat() for d in range(_DAYS)]


def generate(folder: str | Path, actors: int, seed: int = 0, claims_per_actor: float = CLAIMS_PER_ACTOR) -> None:
    """Write every table of a data folder.

    Parameters
    ----------
    folder
        Where to write; made if it is missing.
    actors
        How many people and organisations. Their numbers of claims differ widely: a few take part in thousands, most in
        one or two.
    seed
        The same seed gives the same bytes.
    claims_per_actor
        How many claims there are for each actor.
    """
    world = World(np.random.default_rng(seed), Path(folder))
    _documents(world, max(20, round(actors * claims_per_actor * DOCUMENTS_PER_CLAIM)))
    for kind in schema().kinds:
        _name_entities(world, kind, max(3, round(actors * _KINDS.get(kind, 0.01))))
    for table in schema().kinds.values():
        world.write(table, _entity_columns(world, table))
    shares = {r: _RELATIONS.get(r, _SMALLEST) for r in schema().relations}
    for relation in sorted(shares, key=lambda r: r == "disputed"):  # what is disputed must be there first
        _claims(world, schema().relations[relation], max(3, round(actors * claims_per_actor * shares[relation])))
    _evidence(world)
    _statuses(world)
    _spellings(world)
    _judgements(world)


def _parts(text: str) -> tuple[str, str]:
    korean, _, roman = text.partition("-")
    return korean, roman


def _unique(slugs: Iterable[str]) -> list[str]:
    """Number the later ones of equal slugs: x, x-2, x-3."""
    seen: dict[str, int] = {}
    found = []
    for slug in slugs:
        name, number = slug, seen.get(slug, 1)
        while name in seen:
            number += 1
            name = f"{slug}-{number}"
        seen[slug] = number
        seen.setdefault(name, 1)
        found.append(name)
    return found


def _documents(world: World, n: int) -> None:
    table = schema().tables["documents"]
    outlets = [_parts(o) for o in _OUTLETS]
    chosen = [outlets[i] for i in world.rng.integers(len(outlets), size=n).tolist()]
    dates = world.days(n, exact=True)
    ids = _unique(f"doc/{slug}-{day.replace('-', '')}" for (_, slug), day in zip(chosen, dates, strict=True))
    columns: Columns = {
        "id": ids,
        "publisher": [name for name, _ in chosen],
        "author": world.some((f"{s[0]}{a[0]}{b[0]} 기자" for s, a, b in _people(world, n)), _FILLED["author"]),
        "published": dates,
        "url": [f"https://example.org/{id_}" for id_ in ids],
        "language": world.some(["ko"] * n, 0.92),
        "licence": world.pick(["all-rights-reserved", "kogl", "unknown"], n, 4),
        "sha256": world.some((hashlib.sha256(id_.encode()).hexdigest() for id_ in ids), _FILLED["sha256"]),
        "quality": world.pick(["original"] * 8 + ["portal", "summary", "repost", "blog"], n),
    }
    columns["language"] = [value or "en" for value in columns["language"]]
    world.write(table, _all_columns(world, table, columns, n))
    world.documents = [id_ for _, id_ in sorted(zip(dates, ids, strict=True))]
    world.published = np.array(sorted(dates))
    world.dates.update(zip(ids, dates, strict=True))


def _people(world: World, n: int) -> list[tuple[tuple[str, str], tuple[str, str], tuple[str, str]]]:
    syllables = [_parts(s) for s in _SYLLABLES]
    surnames = (len(_SURNAMES) * world.rng.random(n) ** 2).astype(int).tolist()
    first, second = world.rng.integers(len(syllables), size=(2, n)).tolist()
    return [(_SURNAMES[s], syllables[a], syllables[b]) for s, a, b in zip(surnames, first, second, strict=True)]


def _name_entities(world: World, kind: str, n: int) -> None:
    """Give the entities of a kind their ids, names and, to events, dates."""
    prefix = schema().kinds[kind].prefix
    if kind == "person":
        people = _people(world, n)
        slugs = [f"{s[1]}-{a[1]}-{b[1]}" for s, a, b in people]
        names = [(s[0] + a[0] + b[0], f"{s[1]} {a[1]}-{b[1]}".title()) for s, a, b in people]
    else:
        words, endings = [_parts(w) for w in _WORDS], [_parts(e) for e in _ENDINGS.get(kind, "것-thing").split()]
        first, second, third = (world.rng.integers(size, size=n).tolist() for size in (len(words), len(words), len(endings)))
        chosen = [(words[a], words[b], endings[c]) for a, b, c in zip(first, second, third, strict=True)]
        slugs = [f"{a[1]}-{b[1]}-{c[1]}" for a, b, c in chosen]
        names = [(f"{a[0]}{b[0]} {c[0]}", f"{a[1]} {b[1]} {c[1]}".replace("-", " ").title()) for a, b, c in chosen]
    days = world.days(n, exact=True) if kind == "event" else []
    ids = [f"{prefix}/{slug}" for slug in _unique([f"{d}-{s}" for d, s in zip(days, slugs, strict=True)] if days else slugs)]
    world.ids[kind] = ids
    world.names.update(zip(ids, names, strict=True))
    world.dates.update(zip(ids, days, strict=False))


def _entity_columns(world: World, table: Table) -> Columns:
    kind = table.kind or ""
    ids = world.ids[kind]
    korean, english = ([world.names[i][side] for i in ids] for side in (0, 1))
    label = table.label["ko"]
    columns: Columns = {
        "id": ids,
        "name": korean,
        "name_en": english,
        "aliases": world.some((f"{ko.replace(' ', '')};{''.join(w[0] for w in en.split())}" for ko, en in zip(korean, english, strict=True)), _FILLED["aliases"]),
        "description": world.some((f"시험 자료의 가상 {label}, {phrase} 담당" for phrase in world.pick(_PHRASES, len(ids))), _FILLED["description"]),
        "description_en": world.some((f"Fictional {table.label['en']} of the test data" for _ in ids), _FILLED["description_en"]),
        "wikidata": [""] * len(ids),
    }
    if kind == "event":
        columns["date"] = [world.dates[i] for i in ids]
    if kind in _TYPES:
        columns["type"] = world.pick(_TYPES[kind], len(ids))
    return _all_columns(world, table, columns, len(ids))


def _all_columns(world: World, table: Table, known: Columns, n: int) -> Columns:
    """Fill the columns of a table that are not known yet by what their cells hold."""
    for column in table.columns.values():
        if column.name not in known:
            share = 1.0 if column.name in _ALWAYS else _FILLED.get(column.name, 0.3)
            known[column.name] = world.some(_cells(world, column, n), share) if share else [""] * n
    return known


def _cells(world: World, column: Column, n: int) -> list[str]:
    if column.range in schema().schemes:
        return world.pick(list(schema().schemes[column.range]), n, 1.5)
    if column.name in _TEXTS:
        return world.pick(_TEXTS[column.name], n)
    if _refers(column):
        return world.pick(_known_ids(world, column.range), n, 2)
    if column.range == PG + "Passage":
        return [f"{a},{b}" for a, b in zip(world.pick(_PASSAGES, n), world.pick(_PASSAGE_ENDS, n), strict=True)]
    return _BY_RANGE.get(column.range, _phrases if column.language != "en" else _phrases_en)(world, n)


def _refers(column: Column) -> bool:
    return any(schema().is_a(column.range, PG + root) for root in ("Entity", "Claim", "Document"))


def _known_ids(world: World, cls: str) -> list[str]:
    if cls == PG + "Document":
        return world.documents
    if cls == PG + "Claim":
        return world.claims["sanctioned"][0]
    return world.pool(cls)


def _phrases(world: World, n: int) -> list[str]:
    return world.pick(_PHRASES, n)


def _phrases_en(world: World, n: int) -> list[str]:
    return world.pick(_PHRASES_EN, n)


def _numbers(world: World, n: int) -> list[str]:
    return [str(d * 10**e) for d, e in zip(world.rng.integers(1, 100, size=n).tolist(), world.rng.integers(0, 9, size=n).tolist(), strict=True)]


_TEXTS = {
    "currency": ["KRW"],
    "count_unit": _UNITS,
    "change_unit": ["%", "일", "원"],
    "krx_code": [f"{n:06d}" for n in range(10, 999_990, 4_999)],
    "region": ["서울 중구", "서울 여의도", "세종", "부산 해운대구", "경기 성남시"],
    "title": ["대표", "위원장", "실장", "교수", "이사", "의원", "팀장"],
    "title_en": ["Chief executive", "Chair", "Director general", "Professor", "Director", "Member of parliament", "Team leader"],
}
_BY_RANGE: dict[str, Callable[[World, int], list[str]]] = {
    PG + "PartialDate": lambda world, n: world.days(n),
    PG + "YesNo": lambda world, n: world.pick(["yes", "no"], n),
    XSD + "date": lambda world, n: world.days(n, exact=True),
    XSD + "decimal": _numbers,
    XSD + "duration": lambda world, n: world.pick(["P1Y", "P3Y", "P6M", "P30D", "P1Y6M"], n),
    XSD + "anyURI": lambda world, n: [f"https://example.org/{i}" for i in world.rng.integers(10**6, size=n).tolist()],
}


def _claims(world: World, table: Table, n: int) -> None:
    """Write the claims of one relation, with heavy-tailed numbers of claims an actor and a target."""
    assert table.relation
    relation = table.relation
    subjects = _subjects(world, relation.domain, relation.name, n)
    n = len(subjects)
    objects = world.pick(world.pool(relation.range), n, 3)
    columns: Columns = {"subject": subjects, "object": objects}
    event = objects if relation.range == PG + "Event" else world.some(world.pick(world.pool(PG + "Event"), n, 2), _FILLED["event"])
    dates = [world.dates.get(e) or d for e, d in zip(subjects if relation.domain == PG + "Event" else event, world.days(n), strict=True)]
    columns["event"] = [""] * n if event is objects else event
    columns["date"] = dates
    dated = PG + "Event" in (relation.domain, relation.range)  # an event's own id begins with the date
    slugs = (f"{s.partition('/')[2]}-{o.partition('/')[2]}" + ("" if dated else f"-{d}") for s, o, d in zip(subjects, objects, dates, strict=True))
    columns["id"] = [f"{table.prefix}/{slug}" for slug in _unique(slugs)]
    columns["document"] = world.reports(dates)
    columns["summary"], columns["summary_en"] = _summaries(world, table, subjects, objects)
    columns["joint"] = world.some((f"{d}-joint" for d in dates), _FILLED["joint"])
    _all_columns(world, table, columns, n)
    _agree_among_columns(world, columns)
    world.claims[relation.name] = (list(columns["id"]), list(columns["document"]), list(columns["date"]))
    world.write(table, columns)


def _subjects(world: World, domain: str, relation: str, n: int) -> list[str]:
    pool = world.pool(domain)
    if domain == PG + "Event" or relation == "holds_post":  # one venue an event, about one post a person
        return [pool[i % len(pool)] for i in range(min(n, 2 * len(pool)) if relation == "holds_post" else min(n, len(pool)))]
    return world.pick(pool, n, 3)


def _summaries(world: World, table: Table, subjects: list[str], objects: list[str]) -> tuple[list[str], list[str]]:
    assert table.relation
    korean, english = table.relation.label["ko"], table.relation.label["en"]
    numbers = world.rng.integers(1, 10_000, size=len(subjects)).tolist()
    rows = list(zip(subjects, objects, _phrases(world, len(subjects)), numbers, strict=True))
    return (
        [f"{world.names[s][0]}, {world.names[o][0]} 관련 {phrase} {number}건 {korean}" for s, o, phrase, number in rows],
        [f"{world.names[s][1]} {english} {world.names[o][1]} on {number} cases" for s, o, _, number in rows],
    )


def _agree_among_columns(world: World, columns: Columns) -> None:
    """Make qualifiers fit each other: a stance has a topic, a term ends after it began, one seat has one holder at a time."""
    if "stance" in columns:
        columns["stance"] = [s if t else "" for s, t in zip(columns["stance"], columns["topic"], strict=True)]
    if "until" not in columns:
        return
    one_seat = {c.name for c in schema().schemes[PG + "Role"].values() if "oneSeat" in c.flags}
    others = [c for c in schema().schemes[PG + "Role"] if c not in one_seat]
    roles, since, until = list(columns["role"]), list(columns["since"]), list(columns["until"])
    holders: dict[tuple[str, str], int] = {}
    for i, (seat, role) in enumerate(zip(columns["object"], roles, strict=True)):
        term = holders[seat, role] = holders.get((seat, role), -1) + 1
        if role in one_seat and term > 10:
            roles[i] = others[i % len(others)]
        elif role in one_seat:
            since[i], until[i] = f"{2004 + 2 * term}-03-02", f"{2006 + 2 * term}-03-01"
        if roles[i] not in one_seat and until[i][:4] <= since[i][:4]:
            until[i] = ""
    columns["role"], columns["since"], columns["until"] = roles, since, until
    columns["date"] = [""] * len(roles)


def _evidence(world: World) -> None:
    """Give many claims a second or third document; a few of them disagree about the date."""
    table = schema().tables["evidence"]
    claims, documents = [], []
    at = {document: place for place, document in enumerate(world.documents)}
    for ids, own, _ in world.claims.values():
        further = world.rng.poisson(FURTHER_DOCUMENTS_PER_CLAIM, size=len(ids)).tolist()
        for claim, document, count in zip(ids, own, further, strict=True):
            claims += [claim] * count
            documents += [world.documents[(at[document] + k) % len(at)] for k in range(1, count + 1)]
    n = len(claims)
    agrees = world.rng.choice(["yes", "partly", "no"], size=n, p=[0.92, 0.05, 0.03]).tolist()
    field_ = ["" if a == "yes" else "date" for a in agrees]
    columns: Columns = {"claim": claims, "document": documents, "agrees": agrees, "field": field_}
    columns["value"] = [d if f else "" for d, f in zip(world.days(n), field_, strict=True)]
    world.write(table, _all_columns(world, table, columns, n))


def _statuses(world: World) -> None:
    """Enter every pledge in the ledger when it was made, and a third of them once more."""
    table = schema().tables["status"]
    later = ["started", "progress", "reported_done", "repeated", "changed", "withdrawn", "no_evidence"]
    rows: list[tuple[str, str, str, str]] = []
    ids, documents, dates = world.claims["pledged"]
    again = (world.rng.random(len(ids)) < 0.35).tolist()
    for claim, document, day, more, status, other in zip(ids, documents, dates, again, world.pick(later, len(ids)), world.pick(world.documents, len(ids)), strict=True):
        rows.append((claim, day, "announced", document))
        if more:
            rows.append((claim, max(day[:4], "2025") + "-12-01", status, "" if status == "no_evidence" else other))
    claims, days, states, sources = (list(column) for column in zip(*rows, strict=True))
    names = _unique(f"status/{claim.partition('/')[2]}-{day}" for claim, day in zip(claims, days, strict=True))
    columns: Columns = {"id": names, "claim": claims, "date": days, "status": states, "document": sources}
    world.write(table, _all_columns(world, table, columns, len(rows)))


def _spellings(world: World) -> None:
    table = schema().tables["names"]
    people = world.ids["person"][::200]
    columns: Columns = {"name": [world.names[i][0][0] + " " + world.names[i][0][1:] for i in people], "entity": people, "since": [""] * len(people), "until": [""] * len(people)}
    world.write(table, _all_columns(world, table, columns, len(people)))


def _judgements(world: World) -> None:
    """Judge some people and some claims to be the same, and some namesakes to be different."""
    table = schema().tables["same"]
    people, programs, claims = world.ids["person"], world.ids["program"], world.claims["attended"][0]
    known = set(claims)
    twice = [(claim[:-2], claim) for claim in claims if claim.endswith("-2") and claim[:-2] in known][: max(1, len(people) // 300)]
    same = list(zip(people[::500], people[1::500], strict=False)) + list(zip(programs[::400], programs[1::400], strict=False)) + twice
    different = list(zip(people[2::400], people[3::400], strict=False))
    pairs = same + different
    columns: Columns = {"left": [left for left, _ in pairs], "right": [right for _, right in pairs], "by": ["generator"] * len(pairs), "on": ["2026-01-02"] * len(pairs)}
    columns["verdict"] = ["same"] * len(same) + ["different"] * len(different)
    columns["why"], columns["why_en"] = ["시험 자료"] * len(pairs), ["test data"] * len(pairs)
    world.write(table, _all_columns(world, table, columns, len(pairs)))


def main() -> None:
    """Write the tables of one size to a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    generate(arguments.folder, SIZES[arguments.size], arguments.seed)


if __name__ == "__main__":
    main()
