"""The peer's whole process: rows from a JSON file to ``plotly.express.timeline`` to one HTML file.

``python peer_page.py ROWS.json OUT.html [wheel]``. As short as plotly's own documentation has it; nothing is added but,
where it is asked for, the option that lets the wheel zoom, without which a wheel over it moves nothing.
"""

import json
import sys
from pathlib import Path

import pandas as pd
import plotly.express as px

rows = pd.DataFrame(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
figure = px.timeline(rows, x_start="start", x_end="end", y="lane", color="lane", hover_name="title")
config = {"scrollZoom": True} if sys.argv[3:] == ["wheel"] else None
figure.write_html(Path(sys.argv[2]), include_plotlyjs=True, config=config)
