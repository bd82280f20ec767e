"""Days, deadlines and durations of a sentence, resolved against the day of publication."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from graph.extract.text.quantities import counts_days


@dataclass(frozen=True, slots=True)
class Time:
    """A time with its meaning.

    Attributes
    ----------
    start, end
        Where it stands.
    value
        A year, month or day in ISO 8601, an interval ``a/b`` of two of them, for a period a duration; None if unresolved.
    kind
        "day" (on which something happened), "due" (start or deadline to come), "past" (month or year gone by),
        "period" (how long something is to last) or "none" (not resolved).
    """

    start: int
    end: int
    value: str | None
    kind: str


class _Reading(NamedTuple):
    """First and last day of a calendar phrase, its ISO form, and whether a word in it says that it is to come or gone by."""

    first: date
    last: date
    value: str
    direction: str | None = None


_YEARS = {"올해": 0, "금년": 0, "올": 0, "내년": 1, "명년": 1, "내후년": 2, "지난해": -1, "작년": -1, "재작년": -2, "지지난해": -2}
_MONTHS = {"이달": 0, "이번달": 0, "금월": 0, "지난달": -1, "전달": -1, "지지난달": -2, "내달": 1, "다음달": 1, "다다음달": 2}
_OFFSETS = {"오늘": 0, "금일": 0, "어제": -1, "전일": -1, "그제": -2, "그저께": -2, "내일": 1, "모레": 2}
_WEEKDAYS = "월화수목금토일"
_NEW_YEAR = 2  # the last month in which 새해 is the year that runs
_SPOKEN = {"한": 1, "두": 2, "석": 3, "세": 3, "넉": 4, "네": 4, "다섯": 5, "여섯": 6, "열": 10, "반": 6}
_WORDED = {"하루": "P1D", "이틀": "P2D", "사흘": "P3D", "나흘": "P4D", "닷새": "P5D", "열흘": "P10D", "보름": "P15D", "일주일": "P1W", "한 주": "P1W", "한 해": "P1Y"}
_UNITS = {"년": "Y", "개년": "Y", "개월": "M", "달": "M", "주일": "W", "주": "W", "일": "D", "시간": "H"}

_ROOT = r"(?<![가-힣0-9A-Za-z])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_WHEN = re.compile(
    rf"""(?<![0-9A-Za-z.])(?P<y>(?:19|20)[0-9]{{2}})[.-]\s?(?P<m>{_MONTH})[.-]\s?(?P<d>{_DAY})(?![0-9])
    |(?<![0-9A-Za-z.])(?P<m2>{_MONTH})[./]\s?(?P<d2>{_DAY})\.?\s?(?=\([월화수목금토일]\))
    |{_ROOT}(?P<worded>이날|같은\s?날|당일|전날|이튿날|다음\s?날|오늘|금일|어제|전일|그제|그저께|내일|모레)(?!씨)(?=$|[^가-힣]|[은는이의도]|까지|부터|에|로|을|과|만)
    |{_ROOT}(?P<week>지난|이번|다음|오는)\s?(?:(?P<weeks>주)(?=$|[^가-힣]|에|의|까지|부터|는|중|[월화수목금토일]요일)(?:\s?(?P<weekday>[월화수목금토일])요일)?|(?P<only>[월화수목금토일])요일)
    |{_ROOT}(?P<close>연내|연말|연초|세밑)(?P<closing>\s?께|까지|\s?안)?
    |(?P<span>(?:(?P<coming>{_ROOT}(?:향후|앞으로|첫|처음|기간[은을]?)\s)|(?P<recent>{_ROOT}(?:지난|최근)\s))?(?:(?P<about>약|최대|최소|최장)\s?)?
       (?:(?<![0-9A-Za-z.,제])(?P<n>[0-9]{{1,3}})(?P<odd>여\s?)?\s?(?P<unit>개년|년|개월|주일|주|일|시간)(?:\s?(?P<n2>[0-9]{{1,2}})\s?(?P<unit2>개월))?
        |{_ROOT}(?P<spoken>한두|두세|한|두|석|세|넉|네|다섯|여섯|열)\s?(?P<unit3>달|해)|{_ROOT}(?P<half>반년)
        |{_ROOT}(?P<long>하루|이틀|사흘|나흘|닷새|열흘|보름|일주일|한\s주))
       (?:(?P<tail>\s?(?:여\s?)?간(?![가-힣]*담)|\s?동안|\s내내|에\s?걸[쳐친]|\s더(?![가-힣])|\s?(?:유예|연장|유지|동결|무상|면제|한시|무료)|\s?(?:이내|안에|내에|내로|안|내)(?![가-힣])|(?<=년)(?=\s계획))|(?(coming)(?<=[년월달해주])(?=$|[^가-힣]|이다|이며|입니다|임|으?로\s(?:함|한|하|정))|(?<=개년))))
    |(?P<lead>{_ROOT}(?:오는|다가오는|지난|이르면|늦어도|빠르면)\s)?
     (?:(?<![0-9A-Za-z])(?P<year>(?:19|20)[0-9]{{2}})(?:년|(?=\s?[~∼-]\s?20[0-9]{{2}}년))|(?P<ryear>{_ROOT}(?:올해|금년|내년|내후년|새해|지난해|작년|재작년|지지난해|올(?=\s?(?:[0-9]|상반기|하반기|연말|[1-4]분기|말))))(?!도\s?[가-힣]*감독))?
     (?:(?P<gap>\s?)(?:(?<![0-9A-Za-z.,제])(?P<month>{_MONTH})(?:\s?[~∼-]\s?(?P<month2>{_MONTH}))?월(?![가-힣]*(?:요일|드컵))
        |(?P<rmonth>(?:{_ROOT}(?:이달|이번\s?달|금월|지난\s?달|지지난달|전달|내달|다음\s?달|다다음\s?달|같은\s?달)))
        |(?P<quarter>[1-4])(?:\s?[~∼-]\s?(?P<quarter2>[1-4]))?\s?분기|(?P<halfyear>상반기|하반기)|(?P<yearend>연말)))?
     (?:\s?(?<![0-9A-Za-z.,제])(?P<day>{_DAY})(?:일?\s?[~∼-]\s?(?:(?P<month3>{_MONTH})월\s?)?(?P<day2>{_DAY}))?일(?!\s?(?:간(?![가-힣])|동안)|째|차|보|정|대\s|본)(?=$|[^0-9가-힣]|[에은는이을를로의과도만자께]|까지|부터|쯤|오[전후]|[가-힣]{{0,3}}))?
     (?:\s?(?P<part>말|초|중순|초순|하순)(?![가-힣]*[썽씀])(?=$|[^가-힣]|[에의은께부까]|쯤|기준))?
    """,
    re.VERBOSE,
)
# What a phrase of the last, open-ended alternative has to hold.
_PARTS = ("year", "ryear", "month", "rmonth", "quarter", "halfyear", "yearend", "day")
# Where a phrase can begin: at a number, or at the first letter of a word.
_BEGIN = re.compile(r"[0-9이같당전다오금어그내모지번올연세향앞최약한두석넉네여열반하사나닷보일재작명상빠늦첫처기새](?:(?<=[0-9])(?<![0-9A-Za-z.,제].)|(?<![0-9A-Za-z가-힣].)(?<![0-9]))")

_HANGUL = range(0xAC00, 0xD7A4)
_N_FINAL = "".join(chr(code) for code in _HANGUL if (code - 0xAC00) % 28 == 4)  # noqa: PLR2004 - ㄴ
_B_FINAL = "".join(chr(code) for code in _HANGUL if (code - 0xAC00) % 28 == 17 and chr(code) not in "습입")  # noqa: PLR2004 - ㅂ
_L_FINAL = "".join(chr(code) for code in _HANGUL if (code - 0xAC00) % 28 == 8)  # noqa: PLR2004 - ㄹ
_TURN = re.compile(
    rf"(?P<future>기로|겠|[{_L_FINAL}]\s(?:계획|예정|방침|것|전망|수)|계획|예정|방침|목표|[{_N_FINAL}](?<![힌])다(?![가-힣]*[면])|[{_B_FINAL}]니다|[하되]는데요|기\s?위해)"
    r"|(?P<past>[해아어워와여쳐져려혀]\s?온|고\s있|[했았었였됐왔갔났렸졌겼췄꿨쳤]|중이|열린\s|[가-힣]된\s|(?:진행|실시|접수|모집|마감|발표|출범)한\s|\s기준(?![가-힣]))"
)
_LIMIT = re.compile(r"\s?(?P<until>까지|이내)|\s?(?P<from>부터)|\s?(?P<within>안에|내에|내로|중에?(?![가-힣])|안(?![가-힣])|내(?![가-힣]))|\s?(?P<near>께|쯤|경)(?P<until2>까지)?|\s[가-힣]{1,7}\s안에")
_MOVED, _MOVED_TO = re.compile(r"에서\s?"), re.compile(r"\s?으?로(?![가-힣])")
_LAST_END = re.compile(r"\s?(?:까지|사이|$|[^\s가-힣])")
_THROUGHOUT = re.compile(r"\s?내내")
_NAMES_YEAR = re.compile("년|해")
_SOON = re.compile(r"\s?(?:에\s?)?[가-힣]{0,6}\s?(?:시행|출시|개최|열릴|열리는|도입|공개|발표|시작)(?:할|될|하는|되는)?\s?(?:예정|계획|한다|된다|$)|\s?열(?:린다|릴)")


def find_times(text: str, published: date | None, mentioned: date | None = None) -> list[Time]:
    """Find the times of a sentence.

    Parameters
    ----------
    text
        A sentence.
    published
        The day of publication; without it, what is relative to it stays unresolved.
    mentioned
        The day last spoken of, which 이날 and 같은 달 mean; the day of publication if None.

    Returns
    -------
    list
        The times in order. Counts of days such as 9일 in "9일에서 3일로" are none.

    Examples
    --------
    >>> [(t.value, t.kind) for t in find_times("지난달 26일 만나 오는 9월까지 3년간 돕기로 했다", date(2024, 5, 6))]
    [('2024-04-26', 'day'), ('2024-09', 'due'), ('P3Y', 'period')]
    """
    found: list[tuple[Time, _Reading | None]] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < at or not (match := _WHEN.match(text, begin.start())) or not match[0]:
            continue
        if made := _one(text, match, published, mentioned):
            found.append(made)
            at = made[0].end
    return _joined(text, found, published)


def _one(text: str, match: re.Match[str], published: date | None, mentioned: date | None) -> tuple[Time, _Reading | None] | None:
    if match["span"]:
        time = _period(match, published)
        return (time, None) if time else None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = match.start() + len(match[0].rstrip())
    plain = match["day"] and not any(match[name] for name in ("year", "ryear", "month", "rmonth", "day2"))
    if plain and (re.search(r"월\s?$", text[:start]) or counts_days(text, match.start("day"), match.end("day") + 1)):
        return None
    if not any(match[name] for name in ("y", "m2", "worded", "week", "close", *_PARTS)):
        return None
    limit = _LIMIT.match(text, end)
    try:
        reading = _read(text, match, published, mentioned, limit)
    except (ValueError, OverflowError):  # no such day
        return None
    if reading is None:
        return Time(start, end, None, "none"), None
    return Time(start, end, reading.value, _kind(text, match, reading, published, limit)), reading


def _read(text: str, match: re.Match[str], published: date | None, mentioned: date | None, limit: re.Match[str] | None) -> _Reading | None:
    if match["y"]:
        return _day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    if match["year"] and not (match["rmonth"]):
        return _in_year(match, int(match["year"]))
    if published is None:
        return _without_publication(match, mentioned)
    return _relative(text, match, published, mentioned, limit)


def _relative(text: str, match: re.Match[str], published: date, mentioned: date | None, limit: re.Match[str] | None) -> _Reading | None:
    if match["m2"]:
        return _day(_nearest(published, int(match["m2"]), int(match["d2"])))
    if match["worded"]:
        return _worded(re.sub(r"\s", "", match["worded"]), published, mentioned or published)
    if match["week"]:
        return _week(match, published)
    if match["close"]:
        return _day(date(published.year, 12, 31)) if match["close"] != "연초" else _year(published.year)
    return _calendar(text, match, published, mentioned, limit)


def _calendar(text: str, match: re.Match[str], published: date, mentioned: date | None, limit: re.Match[str] | None) -> _Reading | None:
    """Read what names a year, month, quarter, half-year or day."""
    if match["ryear"]:
        offset = _YEARS.get(match["ryear"], int(published.month > _NEW_YEAR))
        reading = _in_year(match, published.year + offset)
        if offset == 0 and reading.value == f"{published.year:04}" and limit and limit["within"] and not limit["within"].startswith("중"):
            reading = _day(date(published.year, 12, 31))
        return reading._replace(direction="due" if offset > 0 else "past" if offset < 0 else None)
    if match["rmonth"]:
        return _relative_month(match, published, mentioned)
    return _bare(text, match, published, limit)


def _without_publication(match: re.Match[str], mentioned: date | None) -> _Reading | None:
    if mentioned and match["worded"] and match["worded"] not in _OFFSETS:
        return _worded(re.sub(r"\s", "", match["worded"]), mentioned, mentioned)
    if mentioned and match["rmonth"] and match["rmonth"].startswith("같은"):
        return _relative_month(match, mentioned, mentioned)
    return None


def _worded(word: str, published: date, mentioned: date) -> _Reading:
    if word in _OFFSETS:
        offset = _OFFSETS[word]
        return _day(published + timedelta(offset), "due" if offset > 0 else None)
    return _day(mentioned + timedelta({"전날": -1, "이튿날": 1, "다음날": 1}.get(word, 0)))


def _week(match: re.Match[str], published: date) -> _Reading:
    word, weekday = match["week"], match["weekday"] or match["only"]
    direction = {"지난": "past", "다음": "due", "오는": "due"}.get(word)
    monday = published - timedelta(published.weekday())
    if not match["weeks"] and weekday and word in ("오는", "지난"):
        away = _WEEKDAYS.index(weekday) - published.weekday()
        away = away % 7 or 7 if word == "오는" else -((-away) % 7 or 7)
        return _day(published + timedelta(away), direction)
    monday += timedelta({"지난": -7, "이번": 0}.get(word, 7))
    if weekday:
        return _day(monday + timedelta(_WEEKDAYS.index(weekday)), direction)
    return _between(monday, monday + timedelta(6), monday.isoformat(), (monday + timedelta(6)).isoformat(), direction)


def _in_year(match: re.Match[str], year: int) -> _Reading:
    """Read what stands behind a known year."""
    if match["month"]:
        return _in_month(match, year, int(match["month"]))
    if match["quarter"] or match["halfyear"]:
        return _quarters(match, year)
    if match["yearend"] or match["part"] == "말":
        return _day(date(year, 12, 31))
    return _year(year)


def _quarters(match: re.Match[str], year: int) -> _Reading:
    if match["halfyear"]:
        first, last = (1, 6) if match["halfyear"] == "상반기" else (7, 12)
    else:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter2"] or match["quarter"])
    return _between(date(year, first, 1), _last_day(year, last), f"{year:04}-{first:02}", f"{year:04}-{last:02}")


def _in_month(match: re.Match[str], year: int, month: int) -> _Reading:
    """Read the day, the part or the second month behind a known month."""
    if match["day"]:
        first = date(year, month, int(match["day"]))
        if not match["day2"]:
            return _day(first)
        last = date(year, int(match["month3"] or month), int(match["day2"]))
        return _between(first, last, first.isoformat(), last.isoformat())
    if match["month2"]:
        last = _last_day(year, int(match["month2"]))
        return _between(date(year, month, 1), last, f"{year:04}-{month:02}", f"{year:04}-{last.month:02}")
    if match["part"] == "말":
        return _day(_last_day(year, month))
    return _Reading(date(year, month, 1), _last_day(year, month), f"{year:04}-{month:02}")


def _relative_month(match: re.Match[str], published: date, mentioned: date | None) -> _Reading:
    word = re.sub(r"\s", "", match["rmonth"])
    origin = (mentioned or published) if word == "같은달" else published
    offset = _MONTHS.get(word, 0)
    year, month = _shifted(origin.year, origin.month, offset)
    return _in_month(match, year, month)._replace(direction="due" if offset > 0 else "past" if offset < 0 else None)


def _bare(text: str, match: re.Match[str], published: date, limit: re.Match[str] | None) -> _Reading | None:
    """Read a month, quarter, half-year or day without its year or month."""
    lead = (match["lead"] or "").strip()
    ahead = lead in ("오는", "다가오는", "이르면", "늦어도", "빠르면")
    if match["yearend"]:
        return _day(date(published.year, 12, 31))
    if match["quarter"] or match["halfyear"]:
        reading = _quarters(match, published.year)
        if ahead and reading.last < published:
            reading = _quarters(match, published.year + 1)
        return reading._replace(direction="due" if ahead else "past" if lead == "지난" else None)
    if not ahead and lead != "지난":
        ahead = _ahead(text, match, limit)
    direction = "due" if ahead else "past" if lead == "지난" else None
    if match["month"]:
        return _bare_month(match, published, direction)
    return _bare_day(match, published, direction)


def _bare_month(match: re.Match[str], published: date, direction: str | None) -> _Reading | None:
    month = int(match["month"])
    choices = []
    for year in range(max(1, published.year - 4), published.year + 5):
        try:
            choices.append(_in_month(match, year, month))
        except ValueError:  # 29 February
            continue
    if direction == "due":
        choices = [choice for choice in choices if choice.last >= published][:1]
    elif direction == "past":
        choices = [choice for choice in choices if choice.first <= published][-1:]
    if direction:
        return choices[0]._replace(direction=direction) if choices else None
    # This year's month, the last year's if this year's is far, the next year's only around the turn of the year.
    near = [choice for choice in choices if choice.first.year <= published.year or (choice.first - published).days <= 62]  # noqa: PLR2004 - two months
    return min(near, key=lambda choice: min(abs((choice.first - published).days), abs((choice.last - published).days)))


def _bare_day(match: re.Match[str], published: date, direction: str | None) -> _Reading | None:
    number = int(match["day"])
    step = 1 if direction == "due" else -1
    for away in range(13):
        year, month = _shifted(published.year, published.month, step * away)
        try:
            reading = _in_month(match, year, month)
        except ValueError:
            continue
        if (reading.last >= published) if direction == "due" else (date(year, month, number) <= published):
            return reading._replace(direction=direction)
    return None


def _ahead(text: str, match: re.Match[str], limit: re.Match[str] | None) -> bool:
    """Say whether what follows a phrase sets it in the future."""
    end = match.end()
    if limit and not match["day"]:
        return _turn(text, limit.end()) != "past"
    if limit and (limit["until"] or limit["from"]):
        return _turn(text, limit.end()) == "future" or (bool(limit["until"]) and _turn(text, limit.end()) is None)
    return bool(_SOON.match(text, end))


def _turn(text: str, at: int) -> str | None:
    """Return whether the first telling ending that follows is of the future or the past."""
    turn = _TURN.search(text, at, at + 80)
    return turn.lastgroup if turn else None


def _kind(text: str, match: re.Match[str], reading: _Reading, published: date | None, limit: re.Match[str] | None) -> str:
    past = "day" if any(match[name] for name in ("y", "m2", "worded", "weekday", "only", "day")) else "past"
    if match["close"] or match["yearend"]:
        return (
            "past"
            if _turn(text, match.end()) == "past" and not (limit or match["closing"]) and match["close"] != "연내"
            else "due"
            if reading.direction != "past" and match["close"] != "연초"
            else "past"
        )
    if reading.direction:
        return "due" if reading.direction == "due" else past
    if published is None:
        return "due" if limit and _turn(text, limit.end()) == "future" else past
    if reading.first > published:
        return "due" if past != "day" or not (match["worded"]) else "day"
    if reading.last < published or past == "day":
        return past
    # The year, half-year or month of publication itself.
    until = bool(limit and (limit["until"] or limit["within"]))
    turn = _turn(text, limit.end() if limit else match.end())
    return "due" if turn == "future" or (until and turn is None) or (match["ryear"] and until and turn != "past") else past


def _period(match: re.Match[str], published: date | None) -> Time | None:
    tail = (match["tail"] or "").strip()
    value = _duration(match)
    if value is None:
        return None
    if tail in ("이내", "안에", "내에", "내로", "안", "내"):
        return _within(match, published)
    if match["recent"]:
        years = re.fullmatch(r"P([0-9]+)Y", value)
        if published is None or years is None or published.year <= int(years[1]):
            return Time(match.start(), match.end(), None, "none")
        return Time(match.start(), match.end(), f"{published.year - int(years[1]):04}/{published.year:04}", "past")
    if tail.startswith(("유", "연", "동", "무", "면", "한")) and tail != "동안":
        return Time(match.start(), match.start("tail"), value, "period")
    return Time(match.start(), match.end(), value, "period")


def _duration(match: re.Match[str]) -> str | None:
    if match["half"]:
        return "P6M"
    if match["long"]:
        return _WORDED[match["long"]]
    if match["spoken"]:
        number = _SPOKEN.get(match["spoken"])
        return f"P{number}{'M' if match['unit3'] == '달' else 'Y'}" if number else None
    number = int(match["n"])
    if not number:
        return None
    if match["unit"] == "시간":
        return f"PT{number}H"
    more = f"{int(match['n2'])}M" if match["n2"] and match["unit"] == "년" else ""
    return f"P{number}{_UNITS[match['unit']]}{more}"


def _within(match: re.Match[str], published: date | None) -> Time | None:
    """Read 2년 안에 and 6개월 내에 as a deadline; a month or days within are left to the figures."""
    if not match["n"] or match["unit"] not in ("년", "개월"):
        return None
    if published is None:
        return Time(match.start(), match.end(), None, "none")
    months = int(match["n"]) * (12 if match["unit"] == "년" else 1) + int(match["n2"] or 0)
    year, month = _shifted(published.year, published.month, months)
    return Time(match.start(), match.end(), f"{year:04}-{month:02}", "due") if year <= date.max.year else None


def _joined(text: str, found: list[tuple[Time, _Reading | None]], published: date | None) -> list[Time]:
    """Join A부터 B까지 and A~B to an interval, with its length if it is told in years or months."""
    out: list[Time] = []
    place = 0
    while place < len(found):
        time, reading = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        if after and reading and after[1] and _MOVED.fullmatch(text[time.end : after[0].start]) and _MOVED_TO.match(text, after[0].end):
            out += [replace(time, kind="past"), _moved(text, after[0], reading, after[1])]
            place += 2
        elif after and reading and after[1] and _joins(text, time, after[0]) and (span := _interval(time, after[0], reading, after[1])):
            first, last = span
            kind = "due" if "due" in (time.kind, after[0].kind) and (published is None or last.last >= published) else time.kind
            if length := _length(first, last):
                out.append(Time(time.start, after[0].end, length, "period"))
            out.append(Time(time.start, after[0].end, f"{first.value}/{last.value}", kind))
            place += 2
        else:
            if reading and _THROUGHOUT.match(text, time.end) and (length := _length(*_ends(reading))):
                out.append(Time(time.start, time.end, length, "period"))
            out.append(time)
            place += 1
    return out


def _moved(text: str, time: Time, first: _Reading, last: _Reading) -> Time:
    """Return the second of two times of which the first becomes it: ``내년 1월에서 7월로``, in the year of the first if it names none."""
    span = None if _NAMES_YEAR.search(text, time.start, time.end) else _interval(time, time, first, last)
    return replace(time, value=span[1].value if span else time.value, kind="due")


def _ends(reading: _Reading) -> tuple[_Reading, _Reading]:
    """Return the first and the last year, month or day of a reading."""
    first, _, last = reading.value.partition("/")
    return reading._replace(value=first), reading._replace(value=last or first)


def _joins(text: str, first: Time, last: Time) -> bool:
    """Say whether two times are the ends of one: ``7일부터 9일까지``, ``7월~9월``; ``1일부터 7일 환급`` are none."""
    between = text[first.end : last.start].strip()
    return between in ("~", "∼", "-") or (between in ("부터", "에서") and _LAST_END.match(text, last.end) is not None)


def _interval(time: Time, after: Time, first: _Reading, last: _Reading) -> tuple[_Reading, _Reading] | None:
    """Return both ends, the second one in the year or month of the first if it names none."""
    if "/" in f"{time.value}{after.value}":
        return None
    if first.first > last.last and len(last.value) > len("2024"):
        years = range(first.first.year, first.first.year + 2)
        for year in years:
            try:
                moved = last._replace(first=last.first.replace(year=year), last=last.last.replace(year=year), value=f"{year:04}{last.value[4:]}")
            except ValueError:
                continue
            if moved.last >= first.first:
                return first, moved
    return (first, last) if first.first <= last.last else None


def _length(first: _Reading, last: _Reading) -> str | None:
    if len(first.value) == len(last.value) == len("2024"):
        return f"P{last.last.year - first.first.year + 1}Y"
    if len(first.value) == len(last.value) == len("2024-11"):
        months = 12 * (last.last.year - first.first.year) + last.last.month - first.first.month + 1
        return f"P{months}M"
    return None


def _day(day: date, direction: str | None = None) -> _Reading:
    return _Reading(day, day, day.isoformat(), direction)


def _year(year: int) -> _Reading:
    return _Reading(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def _between(first: date, last: date, begun: str, ended: str, direction: str | None = None) -> _Reading:
    if last < first:
        raise ValueError(begun)
    return _Reading(first, last, begun if begun == ended else f"{begun}/{ended}", direction)


def _nearest(published: date, month: int, day: int) -> date:
    years = range(max(1, published.year - 1), min(date.max.year, published.year + 1) + 1)
    days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not days:
        raise ValueError(day)
    return min(days, key=lambda choice: abs((choice - published).days))


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    total = 12 * year + month - 1 + months
    return total // 12, total % 12 + 1


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
