"""Which part of society an organisation or a person belongs to, on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import PG, schema

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph


def sectors(policy: PolicyGraph) -> pd.Series:
    """Return the sector of each organisation.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.Series
        Names of ``pg:Sector`` (``government``, ``business``, ``civil_society`` …) by id of the organisation; the
        vocabulary says to which sector each type of organisation belongs.

    Examples
    --------
    >>> import graph as kg
    >>> sectors(kg.load("data"))["org/naver"]
    'business'
    """
    named = {concept.iri: concept.name for concept in schema().schemes[PG + "Sector"].values()}
    of_type = {concept.name: named.get(concept.sector or "", "") for concept in schema().schemes[PG + "OrganizationType"].values()}
    organizations = policy.entities[policy.entities["id"].str.startswith("org/")]
    found: pd.Series = organizations.set_index("id")["type"].map(of_type).fillna("")
    return found


def sector_labels(language: str = "ko") -> dict[str, str]:
    """Return the labels of the sectors, in the order of the vocabulary.

    Parameters
    ----------
    language
        ``ko`` or ``en``.

    Examples
    --------
    >>> sector_labels("en")["civil_society"]
    'civil society and unions'
    """
    return {name: concept.label[language] for name, concept in schema().schemes[PG + "Sector"].items()}
