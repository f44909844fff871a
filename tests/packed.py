"""What lies packed in a page: the chart's data, its code, and the files it offers."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any


def unpacked(text: str, id_: str) -> str:
    """One packed part of a page as text."""
    found = re.search(rf'<script type="text/plain" id="{id_}">(.*?)</script>', text, re.DOTALL)
    assert found, id_
    return gzip.decompress(base64.b85decode(found[1].strip().replace(",", "<"))).decode("utf-8")


def chart_of(text: str) -> Any:
    """What the live chart is drawn from."""
    return json.loads(unpacked(text, "_chart").rpartition("Live.chart=")[2].rstrip(";\n"))


def whole(text: str) -> str:
    """The page, and what lies packed in it but for the chart library."""
    return text + "".join(unpacked(text, id_) for id_ in re.findall(r'id="(_chart|_download-\d+)"', text))


def without_library(text: str) -> str:
    """The page and what lies packed in it, as text, without the chart library."""
    return re.sub(r'<script type="text/plain" id="_library">.*?</script>', "", whole(text), flags=re.DOTALL)
