"""The list of formats out, each with a function from a published case to the bytes of a file. Loads all of them."""

from timeline.exports.chronology import to_markdown
from timeline.exports.document import to_json
from timeline.exports.graphs import to_gexf, to_graphml
from timeline.exports.ical import to_ics
from timeline.exports.linked import to_jsonld
from timeline.exports.material import Format
from timeline.exports.pictures import to_pdf, to_png, to_svg
from timeline.exports.tables import to_csv
from timeline.exports.timelinejs import to_timelinejs
from timeline.exports.workbook import to_xlsx

FORMATS: tuple[Format, ...] = (
    Format("json", "the whole case as one file that `timeline` reads again", to_json),
    Format("csv", "a table of events", to_csv),
    Format("xlsx", "sheets of events, sources, actors, obligations and claims", to_xlsx),
    Format("md", "a chronology with bounds, status and sources", to_markdown),
    Format("timelinejs", "the JSON that TimelineJS shows", to_timelinejs),
    Format("graphml", "the graph of events, actors and obligations", to_graphml),
    Format("gexf", "the same graph, for Gephi", to_gexf),
    Format("jsonld", "linked data: schema.org, dates in EDTF", to_jsonld),
    Format("ics", "a calendar of events and due days", to_ics),
    Format("svg", "the chart, to scale freely", to_svg),
    Format("png", "the chart as a picture; needs a browser", to_png),
    Format("pdf", "the chart on a page; needs a browser", to_pdf),
)
"""Every format, in the order of the docs."""
