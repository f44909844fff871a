"""A case's graph that draws itself: plain networkx, and a picture along time as the last line of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from timeline.notebook.shown import drawn

if TYPE_CHECKING:
    from timeline.draw.figure import Figure


class CaseGraph(nx.MultiDiGraph):  # type: ignore[type-arg]  # networkx has no parameters when it runs
    """The events, actors and obligations of a case and what joins them: networkx, with a picture."""

    def figure(self) -> Figure:
        """A line for each actor, the events along time on it, and their relations: a plotly figure."""
        from timeline.draw.network import network

        return network(self)

    def __repr__(self) -> str:
        """One line."""
        return f"<CaseGraph: {self.number_of_nodes()} nodes, {self.number_of_edges()} edges>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return drawn(self.figure(), f"{self!r}; .figure() draws it")
