"""``timeline preview`` without a browser: what it serves, to whom, and what it makes of all that happens to files."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.previewing import PATIENCE, Running, preview
from timeline.build import examine, render
from timeline.cli import main
from timeline.new import CASE_SCHEMA, offer_ids
from timeline.preview import Latest, Shot
from timeline.preview.shown import shown

MEETINGS = """
events:
  first: {type: public_meeting, convener: city, title: A first meeting, when: 2021-05-10, cites: s1}
  second: {type: public_meeting, convener: city, title: A second meeting, when: after first, cites: s1}
"""


@pytest.fixture
def meetings(case: Callable[..., Path]) -> Path:
    return case(MEETINGS)


@pytest.fixture
def running(meetings: Path) -> Iterator[Running]:
    with preview(meetings) as one:
        yield one


def retitle(case: Path, old: str, new: str) -> None:
    """Another text in place of one, saved as many editors do: a new file, moved to the place of the old one."""
    file = case / "case.yaml"
    part = file.with_name(".case.yaml.swp")
    part.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")
    part.replace(file)


def until(messages: Iterator[dict[str, Any]], right: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first message that is right; the stream itself ends a wait that is in vain."""
    return next(one for one in messages if right(one))


# What is served


def test_the_page_is_the_built_one_with_a_script_more(running, meetings, tmp_path):
    out = tmp_path / "page.html"
    assert CliRunner().invoke(main, ["build", str(meetings), "-o", str(out)]).exit_code == 0
    built, served = out.read_text(encoding="utf-8"), running.ask().text
    assert "A first meeting" in served
    assert "_preview" not in built
    # What was put in, taken out again, leaves the bytes of the built page.
    for pattern in (
        r"\n<style>#_preview.*?</style>",
        r"\n<script>/\* Put into the page.*?</script>",
        r'<aside id="_preview".*?</aside>\n',
        r"'sha256-[^']+' (?=[^\n]*; connect-src 'self'\">)",
        r"; connect-src 'self'(?=\">)",
    ):
        served, found = re.subn(pattern, "", served, count=1, flags=re.DOTALL)
        assert found, pattern
    assert served == built


def test_a_save_is_seen_and_the_news_says_which_page_there_is(running, meetings):
    with running.news() as messages:
        before = next(messages)
        retitle(meetings, "A first meeting", "A meeting of all")
        after = until(messages, lambda one: one["mark"] != before["mark"])
    assert not after["failed"]
    assert "A meeting of all" in running.ask().text


def test_what_is_wrong_stands_beside_the_last_good_page_with_place_and_hint(running, meetings):
    with running.news() as messages:
        good = next(messages)
        retitle(meetings, "after first", "after frist")
        bad = until(messages, lambda one: one["failed"])
        assert bad["mark"] == good["mark"]
        text = running.ask().text
        assert "A first meeting" in text
        for words in ("case.yaml:3:", "unknown-id", "did you mean &#x27;first&#x27;?", "1 error"):
            assert words in bad["panel"], bad["panel"]
            assert words in text
        retitle(meetings, "after frist", "after first")
        assert until(messages, lambda one: not one["failed"])["mark"] == good["mark"]


def test_a_case_that_is_wrong_from_the_start_shows_what_and_then_its_page(case):
    folder = case(MEETINGS.replace("after first", "after frist"))
    with preview(folder) as running, running.news() as messages:
        first = next(messages)
        assert (first["failed"], first["mark"]) == (True, "")
        text = running.ask().text
        assert "No page yet" in text
        assert "did you mean &#x27;first&#x27;?" in text
        retitle(folder, "after frist", "after first")
        until(messages, lambda one: one["mark"])
        assert "A second meeting" in running.ask().text


def test_markup_in_a_mistake_is_shown_and_not_run(tmp_path):
    from timeline.problems import At, Problem

    one = Problem(At("<b>.yaml", 1, 2), "code", "<script>alert(1)</script>", "</aside><img src=x onerror=alert(1)>")
    text = shown(Shot(1, problems=(one,)))
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


# What happens to files


EVENT = "more: {type: public_meeting, convener: city, title: A third meeting, when: 2021-06, cites: s1}\n"
HAPPENS: dict[str, Callable[[Path], object]] = {
    "a file of events is added": lambda home: (home / "events" / "a.yaml").write_text(EVENT, encoding="utf-8"),
    "it is changed": lambda home: (home / "events" / "a.yaml").write_text(EVENT.replace("third", "last")),
    "it is deleted": lambda home: (home / "events" / "a.yaml").unlink(),
    "the case is half saved": lambda home: (home / "case.yaml").write_text("case: te\ntitle: {a"),
    "the case is empty": lambda home: (home / "case.yaml").write_bytes(b""),
    "the case is no text": lambda home: (home / "case.yaml").write_bytes(b"\xff\xfe\x00\x00"),
    "the case is gone": lambda home: (home / "case.yaml").unlink(),
    "the case is a folder": lambda home: (home / "case.yaml").mkdir(),
}


def test_whatever_happens_to_the_files_the_last_good_page_stays_and_the_next_one_comes(running, meetings):
    whole = (meetings / "case.yaml").read_text(encoding="utf-8")
    (meetings / "events").mkdir()
    with running.news() as messages:
        seen = next(messages)
        for what, happen in HAPPENS.items():
            happen(meetings)
            number = seen["number"]
            seen = until(messages, lambda one, number=number: one["number"] > number)
            assert "A first meeting" in running.ask().text, what
        assert seen["failed"]
        (meetings / "case.yaml").rmdir()
        (meetings / "case.yaml").write_text(whole.replace("A first", "A very first"), encoding="utf-8")
        until(messages, lambda one: not one["failed"])
        assert "A very first meeting" in running.ask().text


def test_a_folder_that_is_gone_and_comes_back_is_watched_again(running, meetings):
    away = meetings.with_name("away")
    with running.news() as messages:
        good = next(messages)
        meetings.rename(away)
        until(messages, lambda one: one["failed"])
        shutil.copytree(away, meetings)
        until(messages, lambda one: not one["failed"])
        retitle(meetings, "A first meeting", "A meeting after the move")
        until(messages, lambda one: one["mark"] != good["mark"])
        assert "A meeting after the move" in running.ask().text


def test_thousands_of_saves_are_survived_and_the_last_one_counts(running, meetings):
    """Far more saves than builds: what comes while one is being built waits for the next."""
    file = meetings / "case.yaml"
    text = file.read_text(encoding="utf-8")
    with running.news() as messages:
        first = next(messages)["number"]
        for number in range(3_000):
            file.write_text(text.replace("A first meeting", f"Meeting {number}."), encoding="utf-8")
        last = next(one for one in messages if "Meeting 2999." in running.ask().text)
    assert 0 < last["number"] - first < 1_000
    assert running.process.poll() is None


def test_a_single_file_is_watched_and_its_neighbours_are_not(case, tmp_path):
    folder = case(MEETINGS)
    with preview(folder / "case.yaml") as running, running.news() as messages:
        first = next(messages)
        (folder / "notes.yaml").write_text("nothing: here\n", encoding="utf-8")
        retitle(folder, "A first meeting", "A meeting of all")
        assert until(messages, lambda one: one["mark"] != first["mark"])["number"] == first["number"] + 1


def test_an_archived_copy_belongs_to_the_case(case):
    folder = case(
        """
        sources:
          s1: {kind: letter, title: A letter, publisher: city, published: 2021-06-01, archive: copies/letter.txt}
        events:
          a: {type: public_meeting, convener: city, title: A meeting, when: 2021-05, cites: {source: s1, at: L1, quote: on a day in May}}
        """,
        files={"copies/letter.txt": "We met on a day in May."},
    )
    with preview(folder) as running, running.news() as messages:
        assert not next(messages)["failed"]
        (folder / "copies" / "letter.txt").write_text("We met on a day in June.\n", encoding="utf-8")
        assert "on a day in May" in until(messages, lambda one: one["failed"])["panel"]


def test_a_mistake_of_ours_does_not_end_the_preview():
    def broken() -> Any:
        raise ZeroDivisionError("nobody thought of this")

    shot = Latest(broken, str).again()
    assert [one.code for one in shot.problems] == ["unreadable"]
    assert "nobody thought of this" in shot.problems[0].message


def test_a_page_that_would_say_a_withheld_name_is_not_shown(case):
    """What the public page must not hold is not served either; the last good one stays."""
    folder = case(MEETINGS, files={"private.yaml": "actors:\n  mayor: {name: Rowena Ashby}\n"})
    good = Latest(lambda: examine(folder), render)
    page = good.again().page
    retitle(folder, "A first meeting", "A meeting with rowena-ashby")
    shot = good.again()
    assert shot.failed
    assert shot.page == page


# Ids for editors


@pytest.fixture
def alder(tmp_path: Path) -> Path:
    """A case as ``timeline new`` writes it."""
    folder = tmp_path / "alder"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    return folder


def offered(folder: Path) -> list[str]:
    """The events' ids that the schema beside a case offers."""
    schema = json.loads((folder / CASE_SCHEMA).read_text(encoding="utf-8"))
    return schema["$defs"]["event_ids"]["examples"]


EVENTS = ["complaint", "finding", "request", "rule", "stop"]


def test_editors_are_offered_the_ids_that_are_there_by_each_good_save(alder):
    """And by no other; nothing else of the schema changes, and what is written is no save."""
    before = json.loads((alder / CASE_SCHEMA).read_text(encoding="utf-8"))
    assert before["$defs"]["event_ids"] == {"examples": []}
    with preview(alder) as running, running.news() as messages:
        first = next(messages)["number"]
        assert offered(alder) == EVENTS
        retitle(alder, "  request:\n", "  asked:\n")
        assert until(messages, lambda one: one["failed"])["number"] == first + 1
        assert offered(alder) == EVENTS
        retitle(alder, "(after|responds_to:|created_by:) request", r"\1 asked")
        number = until(messages, lambda one: not one["failed"])["number"]
        assert offered(alder) == ["asked", "complaint", "finding", "rule", "stop"]
        retitle(alder, "The board upholds", "The review board upholds")
        assert next(messages)["number"] == number + 1
    after = json.loads((alder / CASE_SCHEMA).read_text(encoding="utf-8"))
    assert {**after, "$defs": {}} == {**before, "$defs": {}}
    assert {name for name, one in after["$defs"].items() if one != before["$defs"][name]} == {
        f"{of}_ids" for of in ("actor", "event", "source", "obligation")
    }
    assert [path.name for path in (alder / ".timeline").iterdir() if path.suffix == ".part"] == []


NOT_OURS: dict[str, Callable[[Path], object]] = {
    "there is none": lambda file: file.unlink(),
    "it is another schema": lambda file: file.write_text('{"title": "Ours", "$defs": {}}', encoding="utf-8"),
    "it is no JSON": lambda file: file.write_text("<<<<<<< HEAD\n{}", encoding="utf-8"),
    "it is no text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "it is a list": lambda file: file.write_text("[]", encoding="utf-8"),
    "it is a folder": lambda file: (file.unlink(), file.mkdir()),
    "it is protected": lambda file: file.chmod(0o444),
    "it leads elsewhere": lambda file: file.symlink_to(file.rename(file.parents[2] / "elsewhere.json")),
    "its folder leads elsewhere": lambda file: file.parent.symlink_to(file.parent.rename(file.parents[2] / "other")),
}


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_other_file_is_written(alder, what):
    """Whatever stands where ``new`` would have put its schema is left, and the page is shown all the same."""
    NOT_OURS[what](alder / CASE_SCHEMA)
    kept = everything(alder.parent)
    ran = Latest(lambda: examine(alder), lambda examined: (offer_ids(alder, examined.whole), render(examined))[1])
    assert not ran.again().failed
    assert everything(alder.parent) == kept


def test_a_case_beside_the_case_offers_nothing(alder):
    other = alder / "other.yaml"
    other.write_text((alder / "case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for case, ids in ((other, []), (alder / "case.yaml", EVENTS)):
        offer_ids(case, examine(case).whole)
        assert offered(alder) == ids


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its bytes and when it was written."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.read_bytes(), path.lstat().st_mtime_ns) for path in files}


# To whom


REFUSED = {
    "another name": {"Host": "timeline.example"},
    "another name with the port": {"Host": "timeline.example:{port}"},
    "a name that ends like ours": {"Host": "127.0.0.1.example:{port}"},
    "ours without the port": {"Host": "127.0.0.1"},
    "another port": {"Host": "127.0.0.1:1"},
    "no name": {"Host": ""},
    "another origin": {"Origin": "https://timeline.example"},
    "no origin": {"Origin": "null"},
    "another port's origin": {"Origin": "http://127.0.0.1:1"},
    "our origin by another way": {"Origin": "https://127.0.0.1:{port}"},
    "a script of another site": {
        "Sec_Fetch_Site": "cross-site",
        "Sec_Fetch_Mode": "no-cors",
        "Sec_Fetch_Dest": "script",
    },
    "a frame of another site": {
        "Sec_Fetch_Site": "cross-site",
        "Sec_Fetch_Mode": "navigate",
        "Sec_Fetch_Dest": "iframe",
    },
    "a page of another port": {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
}
ANSWERED = {
    "a script of its own": {},
    "by another of its names": {"Host": "localhost:{port}"},
    "its own page": {"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"},
    "a link somewhere": {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
}
PATHS = [
    "/case.yaml", "/private.yaml", "/../private.yaml", "/%2e%2e/private.yaml", "/..%2fprivate.yaml", "//private.yaml",
    "/./case.yaml", "/..\\private.yaml", "/%5c..%5cprivate.yaml", "/case.yaml%00.html", "/_preview/../case.yaml", "/_preview/",
    "/?/../case.yaml/..", "http://timeline.example/",
]  # fmt: skip


def test_it_answers_this_machines_browser_and_nobody_else(running):
    port = running.host.partition(":")[2]

    def asked(headers: dict[str, str], path: str) -> int:
        return running.ask(path, **{name: value.format(port=port) for name, value in headers.items()}).status

    for what, headers in REFUSED.items():
        for path in ("/", "/_preview/news"):
            assert asked(headers, path) in (400, 403), what
    for what, headers in ANSWERED.items():
        assert asked(headers, "/") == 200, what


def test_no_path_leads_to_a_file(running, meetings):
    (meetings / "private.yaml").write_text("actors:\n  mayor: {name: Rowena Ashby}\n", encoding="utf-8")
    for path in PATHS:
        answer = running.ask(path)
        assert "Rowena" not in answer.text
        assert "convener: city" not in answer.text
        assert answer.status == (200 if path.startswith("/?") else 403 if path.startswith("http:") else 404), path
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert running.ask(method=method).status == 405


def test_answers_are_kept_by_nobody_and_drawn_into_no_other_page(running):
    headers = running.ask().headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_it_listens_on_this_machine_alone(running):
    """Not on the address other machines reach this one by, where it has one."""
    port = int(running.host.partition(":")[2])
    for family, address in {(info[0], info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), port)}:
        if not address.startswith("127.") and address != "::1":
            with socket.socket(family, socket.SOCK_STREAM) as link:
                assert link.connect_ex((address, port)) != 0


# How it starts and ends


def test_a_second_preview_finds_a_port_of_its_own_and_one_that_is_asked_for_must_be_free(running, meetings):
    with preview(meetings) as other:
        assert other.url != running.url
    ran = CliRunner().invoke(main, ["preview", str(meetings), "--port", running.host.partition(":")[2]])
    assert ran.exit_code == 2
    assert "nothing can be served there: Address already in use" in ran.stderr


def test_it_ends_at_a_word_with_a_page_still_listening(running):
    with running.news() as messages:
        next(messages)
        running.process.terminate()
        assert running.process.wait(timeout=PATIENCE) == 0


def test_it_opens_the_browser_that_is_there(meetings, tmp_path):
    opened = tmp_path / "opened"
    program = f"{sys.executable} -c \"import sys; open('{opened}', 'a').write(sys.argv[1])\" %s"
    with preview(meetings, BROWSER=program) as running:
        running.ask()
    assert opened.read_text(encoding="utf-8") == running.url


def test_without_its_packages_it_says_which_line_installs_them(meetings, tmp_path):
    program = (
        "import sys\nsys.modules['watchfiles'] = None\nfrom timeline.cli import main\n"
        f"main(['preview', {str(meetings)!r}], prog_name='timeline')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=os.environ)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "preview needs more packages: pip install 'accountability-timeline[preview]'\n"


def test_a_case_that_is_not_there_is_said_at_once(tmp_path):
    ran = CliRunner().invoke(main, ["preview", str(tmp_path / "none")])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "missing-file" in ran.stderr
