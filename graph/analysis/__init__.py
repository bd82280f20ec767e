"""What the graph is for: pledges and what became of them, who sides with whom, who meets whom, who moved where, and how far to trust it.

Functions over a PolicyGraph, or over the tables that others of them return. Results are pandas tables and NetworkX graphs;
every row leads back to its claims.
"""

from graph.analysis.sectors import sector_labels, sectors

__all__ = [
    "sector_labels",
    "sectors",
]
