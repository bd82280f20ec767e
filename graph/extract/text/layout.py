"""What each line of an article is: body, headline, caption, byline, boilerplate, or a copy of an earlier line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

# One form of each mark, letter for letter, so that every offset stays what it was.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("„‟«»″＂", '"'),
        **dict.fromkeys("‚‛`´′", "'"),
        **dict.fromkeys("ㆍ・‧∙•･", "·"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u3000\t\u2009\u200a", " "),
        **dict.fromkeys("∼～〜", "~"),
        "（": "(",
        "）": ")",
        "，": ",",
        "％": "%",
        "「": "‘",
        "」": "’",
        "『": "‘",
        "』": "’",
        "《": "‘",
        "》": "’",
        "〈": "‘",
        "〉": "’",
    }
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BOILERPLATE = re.compile(
    r"무단\s?전재|재배포|저작권자|Copyright|copyright|ⓒ|©|All [Rr]ights|기사제보|제보하기|제보는|구독|클릭|▶\s?관련|관련\s?기사|\[관련|관련기사|좋아요|네이버에서|채널 추가|많이 본|기사 ?원문|AI 학습"
)
_REPORTING = "기자|특파원|PD|논설위원|편집위원|리포터|앵커"
_REPORTER = rf"[가-힣·]{{2,5}}\s?(?:인턴|수습|전문|선임|객원)?\s?(?:{_REPORTING})"
_ANY_REPORTING = re.compile(_REPORTING)
_BYLINE = re.compile(rf"[\s\[(【]*(?:[\w가-힣·.]+\s?[=|/,-]?\s?){{0,4}}{_REPORTER}(?:\s?[=|·,/]\s?|\s|[\])】]|[\w.]+@\S+|입니다|였습니다|입력|수정|[\d.:/-]+)*\.?")
_PHOTO = re.compile(
    r"^\s*(?:[\[(<【]?\s?(?:사진|영상|그래픽|표|자료|이미지|일러스트)\s?(?:\d+|설명|제공|출처)?\s?[\])>】:=|·]|/?\s?사진\s?[=:])|[\[(<]?\s?(?:사진|그래픽|영상|자료)\s?[=:]\s?[^\n]{1,25}[\])>]?\s*\.?$|/\s?사진\s?[=:]?[^\n]{0,20}$|사진\s?제공\s?[=:]?[^\n]{0,15}[\])]?$|(?:\(|\[|/|=)\s?[가-힣A-Za-z0-9· ]{1,20}(?:제공|DB|캡처|갈무리|연합|공동취재단?)[\])]?\s*\.?$|[가-힣]+\s(?:제공|캡처|갈무리)\s*$"
)
_PHOTO_POSE = re.compile(
    r"\((?:왼쪽|오른쪽|가운데|앞줄|뒷줄|왼쪽부터|왼쪽에서|오른쪽에서|맨)[^)]{0,15}\)[^.]*고 있다|(?:기념 ?촬영|사진을 찍|포즈를 취|악수(?:를 )?하|인사를 나누|손을 맞잡|기념사진|모두발언을 하|인사말을 하|발언하)[가-힣 ]{0,6}고 있다"
)
_DATELINE = re.compile(rf"^\s*(?:[\[(【<]\s?[^\])】>\n]{{1,40}}(?:[\])】>])\s*(?:{_REPORTER}\s*(?:=|:|\|)\s*|=\s*)?|{_REPORTER}\s*(?:=|:|\|)\s*)(?=\S)")
_SPEAKER = re.compile(r"^\s*[\[(【<]?\s?(앵커|기자|리포터|진행자|아나운서|사회자|MC|녹취|인터뷰|리포트)(?:\s?멘트|\s?[/|]\s?[가-힣 ]{1,12})?\s?[\])】>:]+\s*")
# What an interviewed person says in a broadcast script: [한가람/누리톡 대표 : “…”]
_INTERVIEW = re.compile(r"^[\[(<【]\s?(?=[가-힣]{2,5}\s?[/(|·,:]|[가-힣]{2,5}\s[^\[\]:]{2,30}\s?:)(?=[^\]]*[:：])(?!사진|그래픽|영상|자료|앵커|기자)")
_QUESTION = re.compile(r"^\s*(?:[QＱ문]\s?[.:)]|[-―—–]\s?[^=“]{2,120}(?:[?？]|나요|까요|(?:[나까요은는]|[는은한인던]데)[.…])\s*$|[◆◇■▶]?\s?[^.\n]{4,80}\?\s*$)")

_DASH = re.compile(r"-(?=[가-힣‘])")
_SENTENCE = 60  # letters from which a line is hardly a byline or a notice
_CLOSED = ("다", "요", "까", "죠", "음", "함", "임", "됨", "것", "지", "라", "자")
_CLOSING_MARKS = '.?!。”’")'
# What stands alone on a line: (끝), an address, a time of publication.
_RUBRIC = re.compile(r"\W*\(?끝\)?\W*|https?://\S+|[\d.:/\s-]+(?:입력|수정|게재)?")
# ▲한가람 회장이 발언하고 있다. /새벽배달협회
_POINTED = re.compile(r"^[▲△]\s?(?!“)[^▲△]{5,80}(?:고 있다|[\])])\.?\s*(?:/|\[|\()?[^.]*$")


class Span(NamedTuple):
    """Where something stands: offsets of characters of the raw body, the end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body.

    Attributes
    ----------
    start, end
        Offsets in the view, without the white space around the line.
    text_start
        Where the text proper begins: behind a dateline or the name of a speaker.
    kind
        ``body``, ``headline``, ``caption``, ``question``, ``interview`` or ``noise``.
    """

    start: int
    end: int
    text_start: int
    kind: str


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text as it stands and as it is read.

    Attributes
    ----------
    raw
        The text as it stands; offsets of evidence count its characters.
    view
        The same in Unicode form NFC with one form of each mark.
    places
        For each character of the view its offset in the raw text; ``None`` where both are alike letter for letter.
    lines
        The lines in order; copies of an earlier line are left out.
    copies
        From the start of a line in ``lines`` to the starts of its copies.
    """

    raw: str
    view: str
    places: tuple[int, ...] | None
    lines: tuple[Line, ...]
    copies: dict[int, list[int]]

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the view stands in the raw text.

        Examples
        --------
        >>> read_layout("누리톡은 밝혔다.").span(0, 3)
        Span(start=0, end=3)
        """
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[end] if end < len(self.places) else len(self.raw))


def read_layout(raw: str) -> Body:
    r"""Divide a text into lines and say what each is.

    Parameters
    ----------
    raw
        The body of an article, as it stands.

    Returns
    -------
    Body
        Its lines, with offsets.

    Examples
    --------
    >>> body = read_layout("새 상생안 나왔다\n누리톡은 6일 기금을 만들기로 했다.\n나래 기자 narae@example.org")
    >>> [line.kind for line in body.lines]
    ['headline', 'body', 'noise']
    """
    view, places = _view(raw)
    lines: list[Line] = []
    copies: dict[int, list[int]] = {}
    seen: dict[str, int] = {}
    for found in re.finditer(r"[^\n\r]+", view):
        text = found[0].strip()
        if not text:
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        key = re.sub(r"\W+", "", text)
        if key in seen and len(key) > 1:
            copies.setdefault(seen[key], []).append(start)
            continue
        seen[key] = start
        lines.append(_line(text, start, first=not any(line.kind in ("body", "caption") for line in lines)))
    return Body(raw, view, places, tuple(_with_questions(view, lines)), copies)


def _with_questions(view: str, lines: list[Line]) -> list[Line]:
    """Take for a question what begins with a dash before an answer in quotation marks, though it asks nothing, as ``-법안이 나왔다.``."""
    following = (*lines[1:], None)
    return [
        replace(line, kind="question") if line.kind == "body" and _DASH.match(view, line.start) and after is not None and view.startswith("“", after.start) else line
        for line, after in zip(lines, following, strict=False)
    ]


def _view(raw: str) -> tuple[str, tuple[int, ...] | None]:
    if unicodedata.is_normalized("NFC", raw):
        return _paired(raw.translate(_ALIKE)), None
    view: list[str] = []
    places: list[int] = []
    # A composed letter stands where its first part stands.
    for found in re.finditer(r"[ᄀ-ᅟ][ᅠ-ᆧ]?[ᆨ-ᇿ]?|.[\u0300-\u036f]*", raw, re.DOTALL):
        whole = unicodedata.normalize("NFC", found[0])
        view.append(whole)
        places.extend([found.start()] * len(whole))
    return _paired("".join(view).translate(_ALIKE)), tuple(places)


def _paired(text: str) -> str:
    """Turn straight quotation marks into opening and closing ones, line by line."""
    if '"' not in text and "'" not in text:
        return text
    out = list(text)
    inside = {'"': False, "'": False}
    for place, letter in enumerate(text):
        if letter == "\n":
            inside = {'"': False, "'": False}
        elif letter == '"':
            out[place] = "”" if inside['"'] else "“"
            inside['"'] = not inside['"']
        elif letter == "'":
            before, after = text[place - 1 : place], text[place + 1 : place + 2]
            if not inside["'"] and before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
                continue
            out[place] = "’" if inside["'"] else "‘"
            inside["'"] = not inside["'"]
    return "".join(out)


def _line(text: str, start: int, *, first: bool) -> Line:
    end = start + len(text)
    prefix = _DATELINE.match(text)
    text_start = start + (prefix.end() if prefix and _is_dateline(prefix[0]) else 0)
    bullet = re.match(r"[□ㅇ○◦◎▪■●•※*①-⑮-]\s+|(?:첫째|둘째|셋째|넷째|다섯째),?\s", text)
    if bullet:
        text_start = start + bullet.end()
    speaker = _SPEAKER.match(text)
    if speaker:
        text_start = start + speaker.end()
    spoken = _INTERVIEW.match(text)
    if spoken:
        return Line(start, end - (text[-1] in "])>"), start + spoken.end(), "interview")
    rest = text[text_start - start :]
    return Line(start, end, text_start, _kind(text, rest, first=first))


def _is_dateline(prefix: str) -> bool:
    return bool(re.search(r"기자|특파원|=|뉴스|경제|일보|신문|앵커|종합|속보|단독|인사|동정|PD", prefix)) and not re.search(r"사진|그래픽|영상", prefix)


def _kind(text: str, rest: str, *, first: bool) -> str:
    if _is_noise(text):
        return "noise"
    if _PHOTO.search(text) or ("고 있다" in text and _PHOTO_POSE.search(text)) or _POINTED.match(text):
        return "caption"
    if _QUESTION.match(text):
        return "question"
    if first and not re.search(r"[.。][”’\")]*$", text) and not text.startswith(("□", "ㅇ", "○", "◦", "-")):
        return "headline"
    return "body" if rest else "noise"


def _is_noise(text: str) -> bool:
    """Say whether a line is no part of the article; a long sentence may speak of copyright or hold an address."""
    if (len(text) <= _SENTENCE or not text.rstrip(_CLOSING_MARKS).endswith(_CLOSED)) and _BOILERPLATE.search(text):
        return True
    if len(text) < _SENTENCE and _MAIL.search(text):
        return True
    return bool((_ANY_REPORTING.search(text) and _BYLINE.fullmatch(text)) or _RUBRIC.fullmatch(text))
