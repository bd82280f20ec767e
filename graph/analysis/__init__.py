"""What the graph is for: pledges and what became of them, who sides with whom, who meets whom, who moved where, and how far to trust it.

Functions over a PolicyGraph, or over the tables that others of them return. Results are pandas tables and NetworkX graphs;
every row leads back to its claims.
"""

from graph.analysis.brokers import brokers
from graph.analysis.careers import career_paths, moves, posts, revolving, transitions
from graph.analysis.chance import against_chance
from graph.analysis.coalitions import backbone, coalitions, disparity, partitions, stability
from graph.analysis.cooling_off import cooling_off_end, within_cooling_off
from graph.analysis.coverage import disagreements, first_seen, months, outlets, sources_per_claim, support
from graph.analysis.demands import demands
from graph.analysis.discourse import distinct, statements, windows
from graph.analysis.meetings import co_attendance, contacts, presence, two_sided
from graph.analysis.pledges import history, ledger, overdue, status_labels
from graph.analysis.polarisation import camps, polarisation, polarisation_by_chance
from graph.analysis.projections import affiliation, conflict, congruence, contention, subtract, two_mode
from graph.analysis.responses import response_time, responses, urged_then_pledged, waiting
from graph.analysis.sectors import sector_labels, sectors
from graph.analysis.sums import commitments, totals
from graph.analysis.without import leave_one_outlet_out, without_outlet

__all__ = [
    "affiliation",
    "against_chance",
    "backbone",
    "brokers",
    "camps",
    "career_paths",
    "co_attendance",
    "coalitions",
    "commitments",
    "conflict",
    "congruence",
    "contacts",
    "contention",
    "cooling_off_end",
    "demands",
    "disagreements",
    "disparity",
    "distinct",
    "first_seen",
    "history",
    "leave_one_outlet_out",
    "ledger",
    "months",
    "moves",
    "outlets",
    "overdue",
    "partitions",
    "polarisation",
    "polarisation_by_chance",
    "posts",
    "presence",
    "response_time",
    "responses",
    "revolving",
    "sector_labels",
    "sectors",
    "sources_per_claim",
    "stability",
    "statements",
    "status_labels",
    "subtract",
    "support",
    "totals",
    "transitions",
    "two_mode",
    "two_sided",
    "urged_then_pledged",
    "waiting",
    "windows",
    "within_cooling_off",
    "without_outlet",
]
