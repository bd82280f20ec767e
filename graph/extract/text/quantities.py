"""Figures of a sentence, and the changes from one figure to another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.extract.lexicon import table


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit.

    Attributes
    ----------
    start, end
        Where it stands, from the first sign of the phrase (약, 최대, a per-word directly before) to 이상, 가량 and the like.
    value, max
        The figure; of a range the lower and the upper one.
    unit
        KRW, people, places, times, percent, percent_point, days or items.
    per
        person, shop, item, day, month, year, or None.
    approx
        Whether the text says so: 여, 약, 가량.
    bound
        "at most", "at least" or None.
    noun
        The counter as written.
    """

    start: int
    end: int
    value: float
    max: float | None
    unit: str
    per: str | None
    approx: bool
    bound: str | None
    noun: str


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that becomes another.

    Attributes
    ----------
    start, end
        Where it stands, from the first figure to the particle behind the last.
    from_, to, to_max
        The figure before and after, None where the text does not say; ``to_max`` if the new one is a range.
    unit, per
        As in :class:`Quantity`.
    quantities
        The one or two figures it was read from.
    """

    start: int
    end: int
    from_: float | None
    to: float | None
    to_max: float | None
    unit: str
    per: str | None
    quantities: tuple[Quantity, ...]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in sorted(words, key=len, reverse=True))


_UNITS = {row["noun"].replace(" ", ""): row["unit"] for row in table("units")}
_NOUNS = [row["noun"] for row in table("units") if not row["noun"].startswith("개 ")]
_WHOLE = [row["noun"][2:] for row in table("units") if row["noun"].startswith("개 ")]
_PER = {row["words"].replace(" ", ""): row["per"] for row in table("per")}
_EACH = [row["words"] for row in table("per") if row["words"].endswith("당")]
_PLAIN = [row["words"] for row in table("per") if not row["words"].endswith("당")]

# Numerals: an Arabic one with or without 만 and 억, or a Chinese one that holds at least one of 십백천만.
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,16})(?:\.[0-9]{1,6})?(?![0-9])"
_DIGIT = "일이삼사오육칠팔구"
_LAST = rf"(?<=[십백천만억조])[{_DIGIT}](?=\s?(?:원|명|개|곳|건|%|퍼센트))"
_SECTION = rf"(?>(?:(?:{_ARABIC}|[{_DIGIT}])?천\s?)?(?:(?:{_ARABIC}|[{_DIGIT}])?백\s?)?(?:(?:{_ARABIC}|[{_DIGIT}])?십\s?)?(?:{_ARABIC}|{_LAST}|[{_DIGIT}](?=[만억조]))?)"
_NUMERAL = rf"(?=[0-9{_DIGIT}십백천만])(?:{_SECTION}조\s?)?(?:{_SECTION}억\s?)?(?:{_SECTION}만(?!\s?[0-9]+세)\s?)?{_SECTION}"
_LEFT = rf"(?:(?<![0-9A-Za-z제])(?<![0-9][.,])(?=[0-9])|(?<![가-힣0-9A-Za-z])(?<!수\s)(?<!몇\s)(?=[{_DIGIT}]?[십백천만]|[{_DIGIT}][억조]))"
_CLOSING = r"(?:이|가|은|는|을|를|에|의|로|으로|와|과|도|만|까지|부터|보다|마다|씩|당|꼴|대|짜리|어치|권|상당|규모|수준|선|이상|이하|미만|초과|이내|내|안팎|가량|정도|내외|남짓|쯤|한도|여|간|중|뿐|밖에|이나|나|인|에서|에게|에겐|한테|서|다)"
_EDGE = rf"(?=$|[^가-힣A-Za-z0-9]|이(?:다|던|었|고|며|라|지|면|자|어)|였|입니|{_CLOSING}(?:는|은|도|만|의|를|을|이|가|로|으로|에|에서|에게|까지|부터|인|짜리|씩)?(?![가-힣]))"
_COUNTER = _any(_NOUNS)
_PLACE = re.compile(
    rf"\s?(?:[가-힣]{{1,5}}(?<![을를은는에의로도와과씩서만])\s)??(?P<place>[가-힣]{{0,4}}?(?:{_any([word for word in _WHOLE if len(word) > 1])})|{_any([word for word in _WHOLE if len(word) == 1])}){_EDGE}"
)
_FIGURE = re.compile(
    rf"(?P<won>[₩￦]\s?)?{_LEFT}(?P<first>{_NUMERAL})(?:여\s?(?P<late>[십백천]?[만억조])\s?)?(?:(?P<mid>{_COUNTER})?\s?(?:[~∼～-]|내지)\s?(?P<second>{_NUMERAL}))?"
    rf"(?P<odd>여)?\s?(?:(?P<unit>{_COUNTER}){_EDGE}|(?P<time>개월|년|시간|분|주일|주)(?![가-힣])|(?P<shift>개월|년|시간|분|주일|주|단계|)(?=에서|서\s|까지|\s?→|\s?->|으?로(?![가-힣])|\s?(?:걸리|이)던)|(?(won)|(?!)))"
)
_NUMERIC = re.compile("[0-9십백천만억조]")  # every numeral holds one of them
_TENS = {"열": 10, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_ONES = {"한두": (1, 2), "두세": (2, 3), "서너": (3, 4), "너덧": (4, 5), "네댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7)}
_ONES |= {word: (value, value) for value, word in enumerate(("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"), 1)}
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15}
_WORD = re.compile(
    rf"(?<![가-힣0-9A-Za-z])(?:(?P<half>절반){_EDGE}|(?P<days>{_any(list(_DAYS))})(?=\s?(?:이내|안에|내에|내(?![가-힣])|만에|이상|이하|미만|에서|서\s|→|으?로(?![가-힣])|이?\s?걸리던))"
    rf"|(?P<tens>{'|'.join(_TENS)})?(?P<ones>{_any(list(_ONES))})?(?<=[가-힣])(?P<odd>여)?(?P<space>\s?)(?P<unit>곳|군데|명|개소|개|건|차례|번|배|대|편|가지|종류|척|팀|가구|마리|채){_EDGE})"
)
_BEFORE = {
    "약": "",
    "대략": "",
    "줄잡아": "",
    "어림잡아": "",
    "거의": "",
    "최대": "at most",
    "최고": "at most",
    "최장": "at most",
    "많게는": "at most",
    "최소": "at least",
    "최저": "at least",
    "적어도": "at least",
    "적게는": "at least",
}
_AFTER = {"가량": "", "안팎": "", "남짓": "", "정도": "", "내외": "", "쯤": "", "이상": "at least", "초과": "at least", "이하": "at most", "미만": "at most", "이내": "at most", "한도": "at most"}
_LEAD = re.compile(rf"(?<![가-힣0-9A-Za-z])(?:(?:{_any([*_BEFORE, *_PLAIN])}|(?:[0-9]{{1,3}}\s?|한\s?)?[가-힣]{{0,3}}(?:{_any(_EACH)}))\s?)+$")
_TRAIL = re.compile(rf"\s?({_any(list(_AFTER))})(?![가-힣]*\s?(?:제도|장치))|\s?(내|안에)(?![가-힣])|(?:[을를이]?\s?넘[는게을]|(?=\s?까지)(\s?)|(?=[을를이]?\s?넘[긴어었으])())")
_PER_WORD = re.compile(rf"(?<![가-힣0-9A-Za-z])(?P<plain>{_any(_PLAIN)})(?=\s|[0-9])(?!\s?(?:간|동안|안에|만에|뒤|후|내)(?![가-힣]))|(?P<each>{_any(_EACH)})(?=\s|[0-9])")
_TO_PEOPLE = re.compile(r"명(?:에게|에겐|한테)")
_CLAUSE = re.compile(r"[,;]\s|[()\[\]\n]|[가-힣](?:고|며|면서|지만|는데)\s")

_NUMBER_FROM = re.compile(
    r"[0-9](?:일|주일?|개월|달|년|시간|분)?\s?(?:에서|서\s|→|->)[^.,]{0,20}$|[0-9]일\s?(?:이|걸리|걸렸|소요되)던\s[^.,]{0,20}$|(?:하루|이틀|사흘|나흘|닷새|열흘|보름|일주일|한 달)(?:에서|서\s|→)[^.,]{0,10}$"
)
_NUMBER_INTO = re.compile(r"(?:로(?!\s?(?:연기|미루|미룬|미뤄|늦춰|늦췄))|까지|$|\s?[)”’])")
_COUNT_BEFORE = re.compile(r"(?:최대|최장|최소|평균|(?:기한|기간|주기|시한|소요일|유예)[은는을를이가]?(?:\s(?:현행|현재|기존))?|(?<![가-힣])(?:현행|현재|기존|종전))\s?$")
_COUNT_AFTER = re.compile(
    r"(?:에서|서\s|\s?→|\s?->)[^.,]{0,20}?(?:[0-9]|하루|이틀|사흘|나흘|열흘)+\s?(?:영업일|일|주|개월|시간|로|으로)?(?:로|으로|$|까지|\W)(?!\s?(?:연기|미루|미룬|미뤄|늦춰|늦췄))"
    r"|\s?(?:이내|안에|내에|내로|이상|이하|미만|초과|남짓|가량|안팎|만에)|\s?(?:내|뒤|후|전)(?:에|에는)?(?![가-힣])|치|짜리|씩|이?\s?(?:걸리|걸렸|걸린|소요)|이던|로\s?(?:단축|축소|줄|늘|당|앞당)"
)


def read_numeral(written: str) -> float:
    """Read a numeral as newspapers write it.

    Parameters
    ----------
    written
        Arabic digits, Chinese numerals of Korean, or both.

    Returns
    -------
    int or float
        Its value.

    Examples
    --------
    >>> read_numeral("1조 2,000억"), read_numeral("9만9,000"), read_numeral("삼천오백만"), read_numeral("1.5")
    (1200000000000, 99000, 35000000, 1.5)
    """
    total = section = Decimal(0)
    digit: Decimal | None = None
    for letters in re.findall(r"[0-9][0-9,.]*|[^\s0-9]", written):
        if letters[0].isdigit():
            digit = Decimal(letters.replace(",", "").rstrip("."))
        elif letters in _DIGIT:
            digit = Decimal(_DIGIT.index(letters) + 1)
        elif letters in "십백천":
            section += (1 if digit is None else digit) * 10 ** ("십백천".index(letters) + 1)
            digit = None
        elif letters in "만억조":
            section += digit or 0
            total += (section or 1) * 10 ** (4 * ("만억조".index(letters) + 1))
            section, digit = Decimal(0), None
    return _plain(total + section + (digit or 0))


def _plain(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


def counts_days(text: str, start: int, end: int) -> bool:
    """Say whether a number before 일 counts days and names none of the month.

    Parameters
    ----------
    text
        A sentence.
    start, end
        Where the number and its 일 stand.

    Returns
    -------
    bool
        Whether what stands around it says so.

    Examples
    --------
    >>> counts_days("기한을 9일에서 3일로 줄인다", 4, 6), counts_days("회의는 9일 열렸다", 4, 6)
    (True, False)
    """
    if _COUNT_AFTER.match(text, end):
        return True
    before = text[max(0, start - 40) : start]
    if _COUNT_BEFORE.search(before):
        return True
    return bool(_NUMBER_INTO.match(text, end) and _NUMBER_FROM.search(before)) or bool(re.search(r"[0-9]일?\s?(?:→|->)\s?$", before))


def find_quantities(text: str) -> list[Quantity]:
    """Find the figures of a sentence.

    Dates, ordinals, ages, names with a number and sums of foreign money are none.

    Parameters
    ----------
    text
        A sentence.

    Returns
    -------
    list
        The figures in order.

    Examples
    --------
    >>> [(q.value, q.unit, q.per) for q in find_quantities("한 곳당 월 2만원씩 6천곳에 6일 지원했다")]
    [(20000, 'KRW', 'month'), (6000, 'places', None)]
    """
    found = [quantity for match in _FIGURE.finditer(text) if (quantity := _figure(text, match))] if _NUMERIC.search(text) else []
    found += [quantity for match in _WORD.finditer(text) if (quantity := _worded(text, match))]
    found.sort(key=lambda quantity: quantity.start)
    if any(not quantity.unit for quantity in found):
        found = _only_in_changes(text, found)
    out: list[Quantity] = []
    for quantity in found:
        if not out or quantity.start >= out[-1].end:
            out.append(_with_context(text, quantity, out[-1].end if out else 0))
    return _spans_of_a_range(text, out)


def _figure(text: str, match: re.Match[str]) -> Quantity | None:
    noun = match["unit"] or match["time"] or match["shift"] or ("원" if match["won"] else "")
    end = match.end()
    value, most = _values(match)
    unit = _UNITS.get(re.sub(r"\s", "", noun), "")
    if noun == "개" and (place := _PLACE.match(text, end)):
        noun, unit, end = place["place"], "places", place.end()
    if unit == "days" and noun == "일" and not _are_days(text, match, most or value):
        return None
    if unit and not _counts(text, match, noun, value):
        return None
    return Quantity(match.start(), end, value, most, unit, None, bool(match["odd"] or match["late"]), None, noun)


def _values(match: re.Match[str]) -> tuple[float, float | None]:
    value = read_numeral(match["first"] + (match["late"] or ""))
    if not match["second"]:
        return value, None
    most = read_numeral(match["second"])
    scale = re.search(r"[십백천]?[만억조]+\s*$", match["second"])
    if scale and value < most and not match["mid"] and not re.search("[만억조]", match["first"]):
        factor = read_numeral(scale[0][-1] if scale[0][-1] in "만억조" else scale[0].strip())
        if value * factor < most:
            value *= factor
    return (value, most) if value < most else (value, None)


def _are_days(text: str, match: re.Match[str], value: float) -> bool:
    if value > 31:  # noqa: PLR2004 - no month is longer
        return value != 365 and not text.startswith(("간", " 동안"), match.end())  # noqa: PLR2004 - 365일 is "always"
    return counts_days(text, match.start("first"), match.end())


def _counts(text: str, match: re.Match[str], noun: str, value: float) -> bool:
    """Say whether a figure with this counter is one, and no name, rank or ordinal."""
    after = text[match.end() : match.end() + 6]
    before = text[max(0, match.start() - 12) : match.start()]
    if re.search(r"단위: $|(?<![가-힣])제 $", before):
        return False
    if noun == "인":
        return value != 1 and not re.match(r"\s(?:가구|가족|체제|기업|창작)", after)
    if noun == "대":
        vehicles = re.search(r"(?:차량?|버스|트럭|[단전]말?기|로봇|키오스크|서버|드론|오토바이|택시|카메라|태블릿|컴퓨터|폰|PC)\s?(?:약|최대|총)?\s?$", before)
        return bool(vehicles) or value > 100 or (value > 10 and value % 10 != 0 and not after.startswith(" "))  # noqa: PLR2004 - 3대 과제, 20대
    if noun == "번":
        return not re.match(r"가|\s?(?:출구|국도|째|버스|홈)", after)
    return value >= {"호": 100, "호점": 10, "점": 10, "면": 10, "부": 100}.get(match["unit"] or noun, 0)


def _worded(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["half"]:
        return Quantity(start, end, 50, None, "percent", None, approx=False, bound=None, noun="절반")
    if match["days"]:
        return Quantity(start, end, _DAYS[match["days"]], None, "days", None, approx=False, bound=None, noun=match["days"])
    if not _counts_in_words(text, match):
        return None
    low, high = _ONES.get(match["ones"] or "", (0, 0))
    tens = _TENS.get(match["tens"] or "", 0)
    noun, unit = match["unit"], _UNITS[match["unit"]]
    if noun == "개" and (place := _PLACE.match(text, end)):
        noun, unit, end = place["place"], "places", place.end()
    return Quantity(start, end, tens + low, tens + high if high > low else None, unit, None, bool(match["odd"]), None, noun)


def _counts_in_words(text: str, match: re.Match[str]) -> bool:
    """Say whether 한 곳, 두 차례 and the like count, and are no 한 번, 두 번째 or 한 곳당."""
    noun, end = match["unit"], match.end()
    if not match["tens"] and not match["ones"]:
        return False
    if match["ones"] == "한" and not match["tens"] and (noun not in ("곳", "명", "개", "건", "차례", "군데") or text.startswith("도", end)):
        return False
    return bool(match["space"] or noun in ("곳", "명", "개", "건", "차례", "번", "배")) and not re.compile(r"당|\s?째").match(text, end)


def _only_in_changes(text: str, found: list[Quantity]) -> list[Quantity]:
    """Keep bare numbers and months, years, hours only where one becomes another; weeks are days."""
    paired = {id(quantity): unit for first, second, unit, _ in _pairs(text, found) for quantity in (first, second)}
    out = []
    for quantity in found:
        if quantity.unit:
            out.append(quantity)
        elif id(quantity) in paired and not (quantity.noun == "년" and quantity.value > 1000):  # noqa: PLR2004 - a year
            weeks = 7 if quantity.noun in ("주", "주일") else 1
            out.append(replace(quantity, value=quantity.value * weeks, unit=paired[id(quantity)]))
    return out


def _with_context(text: str, quantity: Quantity, floor: int) -> Quantity:
    """Add what stands before and behind a figure."""
    start, end, approx, bound = quantity.start, quantity.end, quantity.approx, None
    if lead := _LEAD.search(text, max(floor, start - 24), start):
        start = lead.start()
        for word, meaning in _BEFORE.items():
            if word in lead[0]:
                approx, bound = approx or not meaning, meaning or bound
    while trail := _TRAIL.match(text, end):
        meaning = _AFTER.get(trail[1] or "", "at most" if trail[2] or trail[3] is not None else "at least")
        approx, bound = approx or not meaning, bound or meaning or None
        if trail.end() == end or trail[3] is not None:
            break
        end = trail.end()
    return replace(quantity, start=start, end=end, approx=approx, bound=bound, per=_per(text, quantity.start, floor) or _to_each(text, quantity))


def _per(text: str, start: int, floor: int) -> str | None:
    """Return what the nearest per-word of the clause says; 매년 and the like reach over other figures."""
    begin = max(0, start - 40)
    for cut in _CLAUSE.finditer(text, begin, start):
        begin = cut.end()
    per = None
    for word in _PER_WORD.finditer(text, begin, start):
        if word.start() >= floor or word[0].startswith(("매", "해마다", "달마다")):
            plain = re.sub(r"\s", "", word[0])
            if plain not in ("1인", "1일") or re.fullmatch(r"\s?(?:최대|최소|약|월|연|총|평균)?\s?", text[word.end() : start]):
                per = _PER[plain]
    return per


def _to_each(text: str, quantity: Quantity) -> str | None:
    """Read ``기사 2만명에게 교육비를 10만원씩``: what each of them is given."""
    if quantity.unit != "KRW" or not text.startswith("씩", quantity.end):
        return None
    to = [match.end() for match in _TO_PEOPLE.finditer(text, max(0, quantity.start - 40), quantity.start)]
    return "person" if to and not _CLAUSE.search(text, to[-1], quantity.start) else None


def _spans_of_a_range(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join 10만원에서 50만원까지 and 10만원부터 50만원까지, unless a verb says that one becomes the other."""
    out: list[Quantity] = []
    for quantity in found:
        last = out[-1] if out else None
        between = text[last.end : quantity.start] if last else ""
        if (
            last
            and last.unit == quantity.unit
            and last.value < quantity.value
            and re.fullmatch(r"(?:에서|부터)\s?", between)
            and text.startswith("까지", quantity.end)
            and not _shift(text, quantity.end + 2)
        ):
            out[-1] = replace(last, end=quantity.end, max=quantity.value)
        else:
            out.append(quantity)
    return out


_SHIFT = re.compile(
    r"낮[추춘춰출췄아]|내[리린려릴렸]|줄[이인여일였어]|늘[리린려릴렸어]|높[이인여일였아]|올[리린려릴렸]|넓[히힌혀힐혔]|키[우운워울웠]|당[기긴겨길겼]|깎|인하|인상|단축|축소|감축|확대|확장|상향|하향|증액|감액|증원|조정|변경|바꾸|바꾼|바꿔"
)
_UNCHANGED = re.compile(r"[가-힣]?지\s(?:않|아니|못)")
_GAP = re.compile(
    r"\s?(?:\([^)]{0,20}\)\s?)?(?:(?P<from>에서|서\s|→|->|➞|⇒)|(?P<being>[가이]\s아닌|인|이던|였던|이었던|이지만|였으나|이었으나|인데|였는데|[가-힣\s]{0,8}던)\s|보다\s(?:[0-9.]+%p\s)?낮은)"
)
_INTO = re.compile(r"\s?(?:\([^)]{0,20}\)\s?)?(?:\s?(?:수준|규모|선|대|까지))*\s?(?:으로|로)(?!서|부터)(?:까지)?")
_UNTIL = re.compile(r"\s?까지")


def _shift(text: str, at: int, within: int = 25) -> bool:
    """Say whether a verb of change follows in the same clause."""
    verb = _SHIFT.search(text, at, at + within)
    return bool(verb and not re.search(r"[,;.]\s|[가-힣](?:고|며|면서)\s", text[at : verb.start()]) and not _UNCHANGED.match(text, verb.end()))


def _pairs(text: str, found: list[Quantity]) -> list[tuple[Quantity, Quantity, str, int]]:
    """Return the figures of which one becomes the other, with their unit and where the particle ends."""
    pairs = []
    used: set[int] = set()
    for place, first in enumerate(found):
        gap = _GAP.match(text, first.end)
        if not gap or first.noun in ("배", "절반") or id(first) in used:
            continue
        for second in found[place + 1 : place + 4]:
            if second.start - gap.end() > 25 or re.search(r"[.,]\s", text[gap.end() : second.start]):  # noqa: PLR2004 - letters
                break
            unit = _common_unit(first, second)
            if unit and (end := _end_of_change(text, second, gap)):
                pairs.append((first, second, unit, end))
                used.update((id(first), id(second)))
                break
    return pairs


def _common_unit(first: Quantity, second: Quantity) -> str | None:
    """Return the unit that both figures have; a bare number has that of the other, and weeks are days."""
    weeks = ("주", "주일")
    if second.noun in ("배", "절반"):
        return None
    if first.unit and second.unit:
        return first.unit if first.unit == second.unit else None
    if first.unit or second.unit:
        other = second if first.unit else first
        return (first.unit or second.unit) if not other.noun or ("days" in (first.unit, second.unit) and other.noun in weeks) else None
    if first.noun and second.noun and first.noun != second.noun:
        return None
    noun = second.noun or first.noun
    return "days" if noun in weeks else "items" if noun else None


def _end_of_change(text: str, second: Quantity, gap: re.Match[str]) -> int | None:
    into = _INTO.match(text, second.end)
    until = _UNTIL.match(text, second.end)
    if gap["from"] in ("→", "->", "➞", "⇒"):
        return into.end() if into else second.end
    if gap["from"]:
        found = into or (until if until and _shift(text, until.end()) else None)
        return found.end() if found else None
    found = into or until
    return found.end() if found and _shift(text, found.end()) else None


def find_changes(text: str, quantities: list[Quantity]) -> list[Change]:
    """Find which figures of a sentence become others.

    Parameters
    ----------
    text
        A sentence.
    quantities
        What :func:`find_quantities` found in it.

    Returns
    -------
    list
        The changes in order.

    Examples
    --------
    >>> sentence = "정산 횟수를 월 2회에서 8회로 늘리고 수수료는 5%로 낮춘다"
    >>> [(c.from_, c.to, c.unit, c.per) for c in find_changes(sentence, find_quantities(sentence))]
    [(2, 8, 'times', 'month'), (None, 5, 'percent', None)]
    """
    found = [Change(first.start, end, first.value, second.value, second.max, unit, second.per or first.per, (first, second)) for first, second, unit, end in _pairs(text, quantities)]
    used = {id(quantity) for change in found for quantity in change.quantities}
    for place, quantity in enumerate(quantities):
        if id(quantity) in used or quantity.noun in ("배", "절반") or quantity.unit == "percent_point":
            continue
        following = quantities[place + 1].start if place + 1 < len(quantities) else len(text)
        if change := _half(text, quantity, following):
            found.append(change)
    return sorted(found, key=lambda change: change.start)


def _half(text: str, quantity: Quantity, following: int) -> Change | None:
    """Read a change of which only one side is told."""
    into = _INTO.match(text, quantity.end) or _UNTIL.match(text, quantity.end)
    if into and _shift(text, into.end()):
        return Change(quantity.start, into.end(), None, quantity.value, quantity.max, quantity.unit, quantity.per, (quantity,))
    gap = _GAP.match(text, quantity.end)
    if gap and gap["from"] == "에서" and _shift(text, gap.end(), min(12, max(0, following - gap.end()))):
        return Change(quantity.start, gap.end(), quantity.value, None, None, quantity.unit, quantity.per, (quantity,))
    return None
