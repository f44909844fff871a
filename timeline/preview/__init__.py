"""A case's page while it is being written: built again at each save, served on this machine alone.

Knows the last good page, the problems that stand beside it, who may ask for it and when to build it again. The page
that ``build`` would write is not touched: what is added to it is added on the way to the browser.
"""

from timeline.preview.latest import Latest, Shot
from timeline.preview.run import listening, serve

__all__ = ["Latest", "Shot", "listening", "serve"]
