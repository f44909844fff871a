"""An invented case as a finished View: every kind of mark, claim, obligation and relation, and some hostile text.

Only for tests and screenshots of the drawing rooms; no person, place or body in it exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from timeline.view.found import Found, FoundRow, FoundTable
from timeline.view.model import (
    Card,
    Chart,
    Cite,
    HowToRead,
    Lane,
    Link,
    Mark,
    Owed,
    Reason,
    Related,
    Said,
    SourceEntry,
    Stretch,
    View,
)  # fmt: skip

AS_OF = date(2024, 11, 15)
HOSTILE = '</script><img src=x onerror=alert(1)> <b>bold?</b> & "quoted" {{ 7*7 }}'

FAMILIES = {
    "incident": "what happened on the street",
    "complaint": "complaint and investigation",
    "personnel": "personnel",
    "oversight": "oversight",
    "prosecution": "prosecution",
    "litigation": "litigation",
    "government": "government and monitoring",
    "public": "policy and public",
}
BODIES = {
    "doj": "State attorney general",
    "hall": "City Hall",
    "dept": "Police department",
    "officers": "Officers",
    "board": "Police Oversight Board",
    "courts": "Courts, prosecutor",
    "press": "Press, public",
}
SOURCES = ("courier-2023-04-02", "board-minutes", "ag-letter", "docket-118", "hall-release", "courier-2024-11-15")


@dataclass(frozen=True)
class E:
    """One event in short: where it belongs and what bounds it has."""

    id: str
    body: str
    family: str
    type: str
    title: str
    dates: str
    words: str
    label: str = ""
    modality: str = "occurred"
    flags: str = ""
    summary: str = ""
    thread: str = "force"
    cites: tuple[tuple[int, str], ...] = ((1, "line 2"),)
    extra: dict[str, object] = field(default_factory=dict)


def day(text: str) -> date | None:
    """``2024-01-31``, or None for ``..``."""
    return None if text == ".." else date.fromisoformat(text)


EVENTS = (
    E("practice", "dept", "public", "policy in force", "Names of officers who fire a weapon are not released", "../2023-03-27",
      "before 28 March 2023", "Practice: names not released", thread="names"),
    E("riverside", "dept", "incident", "use of force", "Officers use force on a man at Riverside Court", "2023-02-03/2023-02-03",
      "3 February 2023", "Force at Riverside Court"),
    E("second", "dept", "incident", "use of force", "A second arrest at Riverside Court ends with a broken wrist", "2023-02-10/2023-02-20",
      "mid February 2023", "Second arrest, broken wrist"),
    E("video", "press", "public", "records action", "A bystander’s video is passed to the Courier", "2023-02-20/2023-03-20",
      "about March 2023", "Bystander’s video reaches the paper", flags="doubtful"),
    E("report", "press", "public", "media report", "The Courier reports on three arrests at Riverside Court", "2023-04-02/2023-04-02",
      "2 April 2023", "The Courier reports on three arrests"),
    E("complaint", "press", "complaint", "complaint received", "Two residents complain to the board", "2023-04-02/2023-04-30",
      "in April 2023", "Two residents complain"),
    E("statement", "hall", "public", "public statement", "The mayor asks for patience", "2023-04-05/2023-04-05", "5 April 2023",
      "Mayor asks for patience"),
    E("taskforce", "hall", "oversight", "body created", "A task force on releasing names is announced", "2023-05-09/2023-05-09",
      "9 May 2023", "Task force announced", modality="announced", thread="names"),
    E("policy", "hall", "public", "policy action", "A policy on releasing officers’ names is expected from the task force",
      "2023-05-09/..", "after 9 May 2023, no date given", "Policy on names expected, no date given", modality="expected",
      thread="names"),
    E("meeting", "hall", "public", "public meeting", "Some forty residents meet the mayor at the library", "2023-05-23/2023-05-24",
      "23 or 24 May 2023", "Residents meet the mayor", thread="names"),
    E("inquiry", "board", "complaint", "investigation opened", "The board opens an inquiry", "2023-06-01/2023-06-30", "June 2023",
      "Board opens an inquiry"),
    E("ag-letter-1", "doj", "government", "government letter", "The attorney general writes to the department", "../2023-06-13",
      "before 14 June 2023", "First letter to the department", thread="records"),
    E("ag-reply", "dept", "government", "government letter", "The department answers that it has no such records",
      "2023-06-13/2023-07-10", "between 13 June and 10 July 2023", "Department answers: no such records", thread="records"),
    E("ag-letter-2", "doj", "government", "government letter", "The attorney general demands arrest records from 14 departments",
      "2023-08-24/2023-08-24", "24 August 2023", "Letters to 14 departments", thread="records"),
    E("subpoena", "doj", "government", "compulsory process", "A subpoena, if the answer falls short", "2023-08-24/..",
      "after 24 August 2023", "Subpoena, if the answer falls short", modality="conditional", thread="records"),
    E("suspended", "officers", "personnel", "duty status change", "Seven officers are suspended with pay",
      "2023-09-01/2023-09-30/2024-05-01/2024-06-30", "from September 2023 to May or June 2024", "Suspended with pay"),
    E("desk", "dept", "personnel", "reassignment", "Seven officers are placed on desk duty", "2023-11-01/2024-01-31",
      "about December 2023", "Desk duty, seven officers"),
    E("gun", "dept", "personnel", "duty status change", "Their service weapons are taken", "2023-11-01/2024-01-31",
      "about December 2023", "Service weapons taken", modality="inferred"),
    E("hearing-off", "board", "oversight", "hearing held", "The January hearing is not held", "2024-01-18/2024-01-18",
      "18 January 2024", "January hearing not held", modality="did_not_occur"),
    E("asked", "officers", "oversight", "review requested", "The officers ask the board to review their reassignment",
      "2023-11-01/2024-07-31", "on a Wednesday between 1 November 2023 and 31 July 2024", "Officers ask for a review", flags="weekly"),
    E("grand-jury", "courts", "prosecution", "charging decision", "A grand jury declines to charge two officers",
      "2024-02-14/2024-02-14", "14 February 2024", "Grand jury: no charge for two"),
    E("referral", "courts", "prosecution", "prosecution referral", "The case of the other five goes to the prosecutor",
      "2024-02-14/2024-03-15", "between 14 February and 15 March 2024", "Five cases go to the prosecutor"),
    E("suit", "courts", "litigation", "lawsuit filed", "A resident sues the city in federal court", "2024-03-21/2024-03-21",
      "21 March 2024", "Resident sues the city"),
    E("chief", "dept", "personnel", "appointment", "An acting chief serves", "2024-04-02/2024-04-02/../..", "since 2 April 2024",
      "Acting chief serves", flags="ongoing span"),
    E("program", "dept", "government", "funding action", "A state grant pays for body cameras",
      "2023-03-01/2023-03-31/2024-01-10/..", "from March 2023, ended on an unknown day after 10 January 2024",
      "State grant for body cameras", flags="unknown span", thread="records"),
    E("ruling", "board", "oversight", "commission ruling", "The board rules that the officers should be back on duty",
      "2024-07-01/2024-07-31", "July 2024", "Ruling: back on duty",
      summary="By three votes to two. The written order was not at hand; the Courier quotes two passages."),
    E("enforce", "courts", "litigation", "lawsuit filed", "Their attorneys ask the courts to enforce the ruling",
      "2024-07-31/2024-11-15", "between 31 July and 15 November 2024", "Attorneys ask the courts to enforce it"),
    E("waiting", "hall", "public", "public statement", "The mayor says the city waits for the prosecutor", "2024-11-15/2024-11-15",
      "15 November 2024", "Mayor: waiting for the prosecutor"),
    E("no-charges", "courts", "prosecution", "charging decision", "A notice that no charges will follow", "2024-11-15/..",
      "after 15 November 2024", "Notice of no charges", modality="conditional"),
    E("rumour", "press", "public", "public statement", "A former officer speaks of a second list", "../..", "date not known",
      "A former officer speaks of a second list", thread="names"),
    E("audit", "board", "oversight", "recommendation issued", "The board’s auditor recommends early release of video and of names",
      "2024-05-14/2024-05-14", "14 May 2024", "Auditor recommends early release of video and of names", thread="names"),
    E("settlement", "courts", "litigation", "settlement", "A settlement of the Riverside suit is proposed", "2024-09-01/2024-09-30",
      "September 2024", "Settlement proposed", modality="announced"),
    E("council", "hall", "litigation", "settlement", "The council votes on the settlement", "2024-12-10/2024-12-10",
      "10 December 2024", "Council vote on the settlement", modality="expected"),
    E("petition", "press", "public", "public statement", "A petition with 2,100 names is handed over", "2024-06-06/2024-06-08",
      "about 7 June 2024", "Petition with 2,100 names"),
    E("hostile", "press", "public", "public statement", HOSTILE, "2024-08-20/2024-08-20", "20 August 2024", HOSTILE[:60],
      summary=HOSTILE),
    E("camera", "dept", "public", "policy action", "A rule on body cameras takes effect", "2024-10-01/2024-10-01",
      "1 October 2024", "Body camera rule takes effect", thread="records"),
)  # fmt: skip

LINKS = (
    ("riverside", "report", "concerns", "reports on"),
    ("report", "statement", "responds_to", "answers"),
    ("report", "complaint", "results_from", "follows from"),
    ("complaint", "inquiry", "responds_to", "answers"),
    ("taskforce", "policy", "implements", "carries out"),
    ("ag-letter-1", "ag-reply", "responds_to", "answers"),
    ("ag-letter-2", "subpoena", "enforces", "would enforce"),
    ("desk", "asked", "appeals", "appeals against"),
    ("asked", "ruling", "rules_on", "rules on"),
    ("ruling", "enforce", "enforces", "seeks to enforce"),
    ("desk", "ruling", "alters", "overturns"),
    ("riverside", "suit", "concerns", "is about"),
    ("suit", "settlement", "rules_on", "would settle"),
    ("settlement", "council", "rules_on", "decides on"),
    ("grand-jury", "no-charges", "alters", "would close"),
)
AFTER = {
    "concerns": "told of in", "responds_to": "answered by", "results_from": "led to", "implements": "carried out by",
    "enforces": "to be enforced by", "appeals": "appealed in", "rules_on": "ruled on by", "alters": "overturned by",
}  # fmt: skip
MODALITY = {
    "occurred": "", "announced": "announced", "expected": "expected, not known to have happened",
    "conditional": "only if something else happens", "inferred": "inferred, not reported", "did_not_occur": "did not happen",
}  # fmt: skip


def mark(event: E) -> Mark:
    """The event's mark on the chart."""
    bounds = [day(part) for part in event.dates.split("/")]
    span = len(bounds) == 4
    first, last, end_first, end_last = bounds if span else (*bounds, *bounds)
    return Mark(event.id, event.label or event.title, event.family, event.modality, span, first, last, end_first, end_last,
                ongoing="ongoing" in event.flags, end_unknown="unknown" in event.flags, doubtful="doubtful" in event.flags,
                words=event.words, days=weekly(first, last) if "weekly" in event.flags else ())  # fmt: skip


def weekly(first: date | None, last: date | None) -> tuple[date, ...]:
    """The first day and every seventh after it, up to the last."""
    if not first or not last:
        return ()
    return tuple(date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, 7))


def cite(number: int, locator: str = "", quote: str = "") -> Cite:
    """A citation of one of the sources."""
    return Cite(number, SOURCES[number - 1], locator, quote)


SAID = {
    "desk": (
        Said("desk.mayor", "the mayor", "asserts", "the measure protects and does not punish", "what the measure is", "",
             contradicts=("the officers’ attorney: it is a punishment without a hearing",), cites=(cite(1, "line 4"),)),
        Said("desk.officers", "the officers’ attorney", "asserts", "it is a punishment without a hearing", "what the measure is",
             contradicts=("the mayor: the measure protects and does not punish",), cites=(cite(6, "lines 7 to 9"),)),
        Said("desk.pay", "the Courier", "asserts", "they lost a fifth of their pay", "pay", "a fifth lost", "conflict",
             "the payroll shows full pay", cites=(cite(1, "line 11"),)),
    ),
    "waiting": (Said("waiting.mayor", "the mayor", "denies", "the ruling is not being ignored", cites=(cite(6, "line 3"),)),),
    "riverside": (
        Said("riverside.chief", "the chief", "declines", "to say how many officers were there", cites=(cite(1, "line 6"),)),
        Said("riverside.witness", "a resident", "characterises", "a beating", cites=(cite(1, "line 5"),), status="issue",
             note="one witness, not named"),
    ),
}  # fmt: skip
FACTS = {
    "desk": (("officers", "7"), ("pay", "kept"), ("characterised as", "disputed")),
    "ruling": (("outcome", "overturned"), ("ordered", "return to duty"), ("vote", "3 to 2")),
    "ag-letter-2": (("recipients", "14 departments"), ("force", "demands")),
    "suit": (("cause", "civil rights"), ("court", "federal district court")),
}
WHO = {
    "desk": (("subject", "Seven officers"), ("decided by", "Police department")),
    "ruling": (("body", "Police Oversight Board"),),
    "waiting": (("speaker", "Mayor"),),
    "suit": (("plaintiff", "A resident"), ("defendant", "The city")),
}
WHY = {
    "desk": (
        Reason("about seven months before the ruling", (cite(6, "line 2", "some seven months before"),), "desk"),
        Reason("the ruling came in July 2024", (cite(6, "line 2"),), "ruling"),
    ),
    "ag-letter-1": (
        Reason("before publication", (cite(3),)),
        Reason("the letter was published on 13 June 2023", (cite(3),)),
    ),
}


def card(event: E) -> Card:
    """The event's card, with its relations read both ways."""
    titles = {one.id: one.title for one in EVENTS}
    shown = mark(event)
    exact = shown.earliest is not None and shown.earliest == shown.latest
    back = tuple(
        Related(rel, words, a, titles[a], cites=(cite(1, "line 2"),)) for a, b, rel, words in LINKS if b == event.id
    )
    onward = tuple(Related(rel, AFTER[rel], b, titles[b]) for a, b, rel, words in LINKS if a == event.id)
    detail = (
        ""
        if exact or not (shown.earliest or shown.latest)
        else f"from {shown.earliest or 'unknown'} to {shown.latest or 'unknown'}"
    )
    return Card(
        event.id, event.type.replace(" ", "_"), event.type.capitalize(), event.family, event.title, event.summary,
        event.modality, MODALITY[event.modality], event.words, detail, (event.words,), WHY.get(event.id, ()),
        "the answer falls short of the demand" if event.id == "subpoena" else "", WHO.get(event.id, ()),
        FACTS.get(event.id, ()), SAID.get(event.id, ()), back, onward,
        (("back", "Return the officers to duty"),) if event.id in ("ruling", "no-charges") else (),
        tuple(cite(n, at) for n, at in event.cites), event.thread, event.id == "desk",
    )  # fmt: skip


OWED = (
    Owed("records", "Hand over the arrest records", "The department", "hand over arrest records", "was told to",
         "the attorney general", "ag-letter-2", "Letters to 14 departments", "24 August 2023", "open",
         "open, no evidence either way", True, False, "none", (449, 449), "449 days", "no date set", "15 November 2024",
         "the records, or a withdrawal of the demand", cites=(cite(3, "page 2"),), since=(date(2023, 8, 24), date(2023, 8, 24))),
    Owed("back", "Return the seven officers to duty", "The city", "return the seven officers to duty", "was ordered to",
         "the Police Oversight Board", "ruling", "Ruling: back on duty", "July 2024", "open", "open, disputed", True, True, "some",
         (107, 137), "107 to 137 days", "no date set", "15 November 2024", "an order that puts them back",
         said=(Said("back.mayor", "the mayor", "denies", "the ruling is not being ignored", cites=(cite(6, "line 3"),)),),
         cites=(cite(6, "line 2"),), since=(date(2024, 7, 1), date(2024, 7, 31))),
    Owed("names-policy", "Set a policy on names", "The task force", "set a policy on releasing names", "undertook to", "the mayor",
         "taskforce", "Task force announced", "9 May 2023", "open", "open, no evidence either way", True, False, "none", (556, 556),
         "556 days", "no date set", "", "a published policy", cites=(cite(5),), since=(date(2023, 5, 9), date(2023, 5, 9))),
    Owed("answer", "Answer the first letter", "The department", "answer the letter", "was asked to", "the attorney general",
         "ag-letter-1", "First letter", "before 14 June 2023", "fulfilled_on_time", "fulfilled", False, False, "some", None, "",
         "by 10 July 2023", "", "", cites=(cite(3),)),
    Owed("notice", "Notify the officers", "The prosecutor", "notify the officers", "is to", "the city", "no-charges",
         "Notice of no charges", "after 15 November 2024", "not_triggered", "not triggered", False, False, "none", None, "", "", "", "",
         condition="only once a decision not to charge is made", cites=(cite(6, "line 8"),)),
)  # fmt: skip


FOUND = FoundTable(("Report 1", "3 May 2024"), (
    FoundRow("names-policy", "¶9", "Set a policy on names", "The monitor", (Found("none", "not_met", True), Found("secondary", "partly_met"))),
    FoundRow("names-policy", "¶9", "Set a policy on names", "The city", (Found("done", "met", True), None)),
    FoundRow("back", "¶10", HOSTILE, "The monitor", (None, Found("not clear", "unclear"))),
), 4)  # fmt: skip


def sample(language: str = "en") -> View:
    """The whole case as one View."""
    cards = tuple(card(event) for event in EVENTS)
    marks = {one.id: mark(one) for one in EVENTS}
    stretches = tuple(
        Stretch(one.id, one.created_by, f"open {one.days_open_words}", one.since[0], one.since[1], AS_OF, one.disputed,
                follows=(marks[one.created_by].earliest, marks[one.created_by].latest) == one.since)
        for one in OWED if one.is_open and one.since[1]
    )  # fmt: skip
    lanes = {
        "body": tuple(Lane(key, words) for key, words in BODIES.items()),
        "family": tuple(Lane(key, words.capitalize()) for key, words in FAMILIES.items()),
        "thread": (
            Lane("force", "The seven officers"),
            Lane("names", "Release of names"),
            Lane("records", "Records and cameras"),
        ),
    }
    lane_of = {
        "body": {one.id: one.body for one in EVENTS},
        "family": {one.id: one.family for one in EVENTS},
        "thread": {one.id: one.thread for one in EVENTS},
    }
    chart = Chart(tuple(marks.values()), tuple(Link(*one) for one in LINKS), stretches, lanes, lane_of,
                  date(2022, 12, 1), date(2025, 3, 1), AS_OF)  # fmt: skip
    cited = {
        number: tuple((c.id, c.title) for c in cards if any(x.number == number for x in c.cites))
        for number in range(1, 7)
    }
    sources = (
        _source(1, "Three arrests at Riverside Court", "news report", "The Courier", "2 April 2023", "https://courier.example/riverside"),
        _source(2, "Minutes of the Police Oversight Board", "minutes", "Police Oversight Board", "2023 to 2024", "mailto:clerk@board.example"),
        _source(3, "Letter to fourteen departments", "government letter", "Attorney general", "13 June 2023", "https://ag.example/letter.pdf"),
        _source(4, "Docket 118", "docket", "Federal district court", "", "javascript:alert(1)"),
        _source(5, "Task force announced", "press release", "City Hall", "9 May 2023", "https://hall.example/task-force"),
        _source(6, HOSTILE, "news report", "The Courier", "15 November 2024", "data:text/html,<script>alert(1)</script>"),
    )  # fmt: skip
    how = HowToRead(
        (("about seven months after", "six to eight calendar months after"), ("July 2024", "any day from 1 to 31 July 2024")),
        (("Desk duty: two sources differ on pay", "the payroll was seen; the report’s figure is set aside"),),
        ("one source has no archived copy",), ("14 passages not verified: no copy at hand", "two names withheld"),
        (("20 November 2024", "ruling", "the day was given as 1 July; the source gives the month only", "The Courier, line 2"),),
        "Riverside Records Desk", "CC BY 4.0", "accountability-timeline 0.1.0",
    )  # fmt: skip
    return View(
        "sample", "Seven officers, one ruling, and who has to act", "Seven officers were taken off regular duty after three arrests. "
        "A board ruled that they should be put back; the city waits for a prosecutor. Two further threads, the release of officers’ "
        "names and a demand for records, run beside it.", "Port Ashby", language, AS_OF, "15 November 2024", "public", cards, OWED,
        tuple(replace(one, cited_by=cited[one.number]) for one in sources), chart, how, tuple(FAMILIES.items()),
        {"events": len(cards), "sources": len(sources), "obligations": len(OWED), "open": 3, "actors": 9}, found=FOUND,
    )  # fmt: skip


def _source(number: int, title: str, kind: str, publisher: str, published: str, url: str) -> SourceEntry:
    return SourceEntry(number, SOURCES[number - 1], title, kind, publisher, published, url, accessed_words="16 November 2024",
                       archive_url="https://archive.example/1" if number == 1 else "", sha256="ab" * 32 if number < 3 else "",
                       copy_words="12 passages verified against the archived copy" if number < 3 else "archived copy not at hand")  # fmt: skip


def crowd(count: int = 1000) -> View:
    """The sample grown to many events, by copies shifted in time; for speed and for packing."""
    base = sample()
    marks, cards, lane_of = [], [], {mode: dict(of) for mode, of in base.chart.lane_of.items()}
    for number in range(count):
        model = base.chart.marks[number % len(base.chart.marks)]
        shift = timedelta(days=number * 37 % 900 - 450)
        moved = {name: value + shift if (value := getattr(model, name)) else None
                 for name in ("earliest", "latest", "end_earliest", "end_latest")}  # fmt: skip
        days = tuple(one + shift for one in model.days)
        marks.append(replace(model, event=f"e{number}", days=days, **moved))
        source = next(one for one in base.cards if one.id == model.event)
        cards.append(replace(source, id=f"e{number}", leads_from=(), leads_to=()))
        for of in lane_of.values():
            of[f"e{number}"] = of[model.event]
    chart = replace(
        base.chart,
        marks=tuple(marks),
        links=(),
        stretches=(),
        lane_of=lane_of,
        start=date(2021, 9, 1),
        end=date(2026, 6, 1),
    )
    owed = tuple(replace(one, created_by="e0") for one in base.owed)
    return replace(base, cards=tuple(cards), chart=chart, owed=owed)


OWN = ("data", "story", "plot", "library", "live", "peek", "ring", "stage", "shown", "none", "chart-box", "chart-title",
       "open-title", "sources-title", "how-title", "peek-title", "source-1", "source-2", "download-1", "owed-records",
       "owed-back", "wide-head", "narrow-head", "cards", "constructor", "form", "location")  # fmt: skip
"""What the page calls its own parts, near enough; an event may be called so too."""


def namesakes() -> View:
    """The sample with events called like parts of the page; everything that names them follows."""
    view = sample()
    new = dict(zip((card.id for card in view.cards), OWN, strict=False))
    named = {card.id: new.get(card.id, card.id) for card in view.cards}
    cards = tuple(
        replace(card, id=named[card.id], why=(),
                leads_from=tuple(replace(one, event=named[one.event]) for one in card.leads_from),
                leads_to=tuple(replace(one, event=named[one.event]) for one in card.leads_to))
        for card in view.cards
    )  # fmt: skip
    chart = replace(
        view.chart,
        marks=tuple(replace(mark, event=named[mark.event]) for mark in view.chart.marks),
        links=tuple(replace(one, earlier=named[one.earlier], later=named[one.later]) for one in view.chart.links),
        stretches=tuple(replace(one, event=named[one.event]) for one in view.chart.stretches),
        lane_of={mode: {named[event]: lane for event, lane in of.items()} for mode, of in view.chart.lane_of.items()},
    )
    return replace(
        view, cards=cards, chart=chart, owed=tuple(replace(one, created_by=named[one.created_by]) for one in view.owed),
        sources=tuple(replace(one, cited_by=tuple((named[event], title) for event, title in one.cited_by))
                      for one in view.sources),
        how=replace(view.how, corrections=()),
    )  # fmt: skip
