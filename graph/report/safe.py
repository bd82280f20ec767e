"""What a notebook shows, as HTML that cannot run and asks for nothing."""

from __future__ import annotations

import base64
import re
from html import escape
from io import BytesIO
from typing import Any

import bleach
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()  # noqa: SIM905 - reads better
)
_ATTRIBUTES = {"a": ["href"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"]}
_SHORT = 12
_FRAME = re.compile(r'<iframe sandbox="allow-scripts" title="[^"]*" style="[^"]*" srcdoc="[^"]*"></iframe>')  # what figures.Frame writes
_SILENT = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"<td>(\s*[-+−]?[\d,]+(?:\.\d+)?\s*%?\s*|\s*\d{4}(?:-\d\d){1,2}\s*)</td>")


class Renderer(IPythonRenderer):
    """Markdown to HTML: HTML in it is shown as text, formulas become pictures, links lead to chapters or to the web.

    Parameters
    ----------
    chapter
        Name of the chapter, with which the anchors of its headings begin.
    chapters
        Names of all chapters, to which links between notebooks lead.
    """

    def __init__(self, chapter: str, chapters: frozenset[str]) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)
        self.chapter, self.chapters = chapter, chapters
        self.headings: list[tuple[int, str, str]] = []  # level, anchor, text as HTML

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Note a heading for the table of contents; the first level is the chapter's."""
        anchor = self.chapter if level == 1 and not self.headings else f"{self.chapter}-{len(self.headings)}"
        self.headings.append((level, anchor, text))
        deeper = min(level + 1, 6)
        return f'<h{deeper} id="{escape(anchor)}">{text}</h{deeper}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Lead to a chapter or an address of the web; of any other link only the words stay."""
        name = url.rpartition("/")[2].partition("#")[0].removesuffix(".ipynb")
        if url.partition("#")[0].endswith(".ipynb") and name in self.chapters:
            return f'<a href="#{escape(name)}">{text}</a>'
        return super().link(text, url, title) if re.match(r"https?://", url) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Show a picture that stands in the notebook itself; of any other only the words."""
        return super().image(text, url, title) if url.startswith("data:image/") else escape(text)

    def inline_math(self, body: str) -> str:
        """Draw a formula in the line."""
        return formula(body)

    def block_math(self, body: str) -> str:
        """Draw a formula on a line of its own."""
        return f'<span class="formula">{formula(body, 13)}</span>'

    def latex_environment(self, name: str, body: str) -> str:
        """Show an environment, of which the drawing knows none, as it was written."""
        whole = rf"\begin{{{name}}}{body}\end{{{name}}}"
        return f"<code>{escape(whole)}</code>"


def markdown(text: str, renderer: Renderer) -> str:
    """Turn Markdown into HTML in which nothing runs."""
    return MarkdownWithMath(renderer=renderer).render(text)


def clean(html: str) -> str:
    """Let through what tables and text are made of; a drawing of :func:`graph.figures.interactive` stays in its frame.

    Parameters
    ----------
    html
        HTML that a cell shows.

    Returns
    -------
    str
        HTML without scripts, styles, pictures, forms and handlers; cells that hold a number or a day have the class ``n``.
    """
    if _FRAME.fullmatch(html):
        return f'<div class="frame">{html}</div>'
    allowed = bleach.clean(_SILENT.sub("", html), tags=_TAGS, attributes=_ATTRIBUTES, protocols=["http", "https"], strip=True, strip_comments=True)
    size = "table short" if allowed.count("<tr>") <= _SHORT else "table"  # a short one is kept on one page
    return f'<div class="{size}">' + _NUMBER.sub(r'<td class="n">\1</td>', allowed) + "</div>"


def formula(source: str, points: float = 11) -> str:
    """Draw a formula as a picture in the line, or show its source if it cannot be drawn.

    Parameters
    ----------
    source
        TeX without the dollar signs, as far as matplotlib knows it.
    points
        Size of its letters.

    Returns
    -------
    str
        HTML; the source is what a screen reader says.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    text, font, written = f"${' '.join(source.split())}$", FontProperties(size=points), BytesIO()
    with mpl.rc_context({"mathtext.fontset": "stix", "svg.hashsalt": "formula", "svg.fonttype": "path", "savefig.bbox": None, "figure.constrained_layout.use": False}):
        try:
            width, height, depth, *_ = MathTextParser("path").parse(text, dpi=72, prop=font)
            figure = Figure(figsize=((width + 2) / 72, (height + 2) / 72))
            figure.text(1 / (width + 2), (depth + 1) / (height + 2), text, fontproperties=font)
            figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        except (ValueError, RuntimeError, ZeroDivisionError):
            return f"<code>{escape(source)}</code>"
    picture = base64.b64encode(written.getvalue()).decode("ascii")
    return f'<img class="math" alt="{escape(source)}" style="height:{(height + 2) / 10:.2f}em;vertical-align:{-(depth + 1) / 10:.2f}em" src="data:image/svg+xml;base64,{picture}">'
