"""PolicyGraph to one HTML page, through pyvis: the page opens offline, asks nothing of the network and runs nothing of the data.

``page.py`` makes the pyvis Network and the page, ``packed.py`` puts the tables into the page. The page itself is
``explorer.html.j2`` and ``explorer.css``; its scripts, in the order in which they run, are ``tables.js`` (unpacks the
tables), ``words.js`` (dates, amounts and labels in Korean and English), ``finder.js`` (search), ``layout.js``
(which neighbours, and where), ``picture.js`` (the drawing), ``card.js`` (card and table) and ``explorer.js`` (what is shown,
and the address that holds it).
"""

from __future__ import annotations

from graph.explorer.page import explorer_html, to_pyvis, write_explorer

__all__ = ["explorer_html", "to_pyvis", "write_explorer"]
