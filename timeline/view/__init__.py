"""What is shown where, as plain values."""

from timeline.view.build import Extras, build_view
from timeline.view.model import View

__all__ = ["Extras", "View", "build_view"]
