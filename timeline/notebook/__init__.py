"""How a case shows itself in Jupyter: what a cell displays, a graph that draws itself, progress, and the explorer."""
