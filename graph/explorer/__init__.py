"""PolicyGraph to one HTML page, through pyvis: the page opens offline, asks nothing of the network and runs nothing of the data.

``page.py`` makes the pyvis Network and the page from ``explorer.html.j2``; ``packed.py`` puts the tables into it, ``terms.py`` the
vocabulary and ``layout.py`` the places on the map. The scripts of the page are written in ``client/`` and built into ``bundle/``
when the package is installed; ``stories/`` holds the guided walks. ``simple/`` is the page of ``to_pyvis``, for notebooks and small
views, and what is written where there is no bundle.
"""

from __future__ import annotations

from graph.explorer.page import explorer_html, is_built, to_pyvis, write_explorer

__all__ = ["explorer_html", "is_built", "to_pyvis", "write_explorer"]
