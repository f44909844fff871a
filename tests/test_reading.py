"""Reading a case: everything wrong is said at once, with its place and a way out, and nothing else is lost."""

from __future__ import annotations

import pytest

import timeline
from timeline.files import read, read_text

MEETING = "{type: public_meeting, convener: city, title: A meeting, when: 2021-05, cites: s1}"


def problems(path):
    """Every problem of a case, the ones that stop it and the ones that stand."""
    try:
        return timeline.load(path).problems
    except timeline.CaseError as refused:
        return refused.problems


def errors(path):
    return [problem for problem in problems(path) if problem.is_error]


def places(found):
    """Code, file, line and column of each."""
    return [(p.code, p.at.file.rpartition("/")[2], p.at.line, p.at.column) for p in found]


# What is read


HEAD = "case: two\ntitle: T\nas_of: 2021-06-30\n"
SOURCES = "sources:\n  s1: {kind: letter, title: A, publisher: city, published: 2021-06-01}\n"
ACTORS = "actors:\n  city: {kind: institution, institution_kind: municipality, name: City}\n"
OWED = "obligations:\n  o: {label: O, created_by: a, obligor: city, force: requested, due: unspecified, cites: s1}\n"


def test_a_case_may_be_one_file_or_a_folder(case):
    """The same case both ways, whichever of the two is named."""
    one = case(f"{HEAD}{SOURCES}{ACTORS}{OWED}events:\n  a: {MEETING}\n  b: {MEETING}\n", whole=True, folder="one")
    parts = {
        "sources.yaml": SOURCES,
        "actors.yaml": ACTORS,
        "obligations.yaml": OWED,
        "events/one.yaml": f"events:\n  a: {MEETING}\n",
        "events/two.yaml": f"events:\n  b: {MEETING}\n",
    }
    several = case(HEAD, files=parts, whole=True)
    for path in (one, one / "case.yaml", several):
        found = timeline.load(path)
        assert {id_: str(event.dates) for id_, event in found.events.items()} == {"a": "May 2021", "b": "May 2021"}
        assert [owed.id for owed in found.open()] == ["o"]


def test_the_sections_may_stand_without_their_key_in_their_own_files(case):
    home = case("", files={"events/a.yaml": f"a: {MEETING}\n"})
    assert list(timeline.load(home).events) == ["a"]


def test_scalars_are_read_as_typed(case):
    """NO is not false, 17:00 not 1020, 0123 not 83, 2019-07-04 not a date, 1.10 not 1.1, null in a text not nothing."""
    home = case("""
        events:
          a:
            type: separation
            title: NO
            label: 0123
            summary: 1.10
            when: 2021-05-04
            subject: officers
            refs: {docket: 0044, time: 17:00, yes: on, date: 2019-07-04, exp: 1e3, hex: 0x1F, sep: 1_000, null: none}
            cites: s1
    """)
    found = timeline.load(home).events["a"].written
    assert (found.title, found.label, found.summary) == ("NO", "0123", "1.10")
    assert dict(found.refs) == {
        "docket": "0044",
        "time": "17:00",
        "yes": "on",
        "date": "2019-07-04",
        "exp": "1e3",
        "hex": "0x1F",
        "sep": "1_000",
        "null": "none",
    }


def test_text_of_any_script_is_kept_and_a_byte_order_mark_is_not(case):
    home = case(f"events:\n  a: {MEETING.replace('A meeting', 'Reunión — 会議 🙂 العربية')}\n")
    file = home / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert timeline.load(home).events["a"].title == "Reunión — 会議 🙂 العربية"


def test_an_alias_may_repeat_a_block(case):
    home = case("""
        events:
          a: {type: public_meeting, convener: city, title: A, when: 2021-05, cites: &here [s1 L2, s2 L3]}
          b: {type: public_meeting, convener: city, title: B, when: 2021-05, cites: *here}
    """)
    assert [c.locator for c in timeline.load(home).events["b"].written.cites] == ["L2", "L3"]


# Problems and their places


MISTAKES = [
    ("a: {type: public_meeting, title: A, when: 2021, cites: s1, convener: city, ▸convenor: x}",
     "unknown-key", "event 'a' has no field 'convenor'", "did you mean 'convener'?"),
    ("a: {title: A, when: 2021, cites: s1, type: ▸public_meating}",
     "unknown-type", "'public_meating' is not an event type", "did you mean 'public_meeting'?"),
    ("a: {title: A, when: 2021, cites: s1, type: ▸[public_meeting]}",
     "unknown-type", "is not an event type", ""),
    ("a: {title: A, when: 2021, cites: s1, type: ▸{public_meeting: x}}",
     "unknown-type", "is not an event type", "did you mean 'public_meeting'?"),
    ("▸a: {title: A, when: 2021, cites: s1}",
     "missing-field", "event 'a' needs 'type'", "timeline types"),
    ("a: ▸{type: public_meeting, title: A, when: 2021, cites: s1}",
     "missing-field", "event 'a' needs 'convener'", ""),
    ("a: {type: policy_action, title: A, when: 2021, body: city, topic: T, step: ▸adoptd, cites: s1}",
     "wrong-value", "'adoptd' is not one of the allowed values", "did you mean 'adopted'? One of: proposed"),
    ("a: ▸{type: policy_action, title: A, when: 2021, body: city, topic: T, cites: s1}",
     "missing-field", "event 'a' needs 'step'", "one of: proposed, adopted"),
    ("▸A_b: {type: public_meeting, convener: city, title: A, when: 2021, cites: s1}",
     "wrong-value", "'A_b' is not in the form this field takes", "lower case letters, digits and hyphens"),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, cites: ▸s1 line two}",
     "wrong-value", "'line two' is not a place in a source", ""),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, cites: [s1, ▸s1 L9-3]}",
     "wrong-value", "'cites' 2: 'L9-3' runs backwards", ""),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, time: ▸25:00, cites: s1}",
     "wrong-value", "'25:00'", "a time of day is written 22:34"),
    ("a: {type: public_meeting, convener: city, title: ▸'', when: 2021, cites: s1}",
     "wrong-value", "'title': the text is empty", "leave the key out"),
    ("a: {type: public_meeting, convener: city, title: ▸" + "x" * 121 + ", when: 2021, cites: s1}",
     "wrong-value", "'title': the text is too long", "at most 120 characters"),
    ("a: ▸{type: public_meeting, convener: city, title: , when: 2021, cites: s1}",
     "wrong-value", "'title': nothing stands after the colon", "leave the key out"),
    ("a: {type: public_meeting, convener: [city, ▸{b: c}], title: A, when: 2021, cites: s1}",
     "wrong-value", "'convener' 2", "write text here"),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, attendance: ▸lots, cites: s1}",
     "wrong-value", "'lots' is not a count", ""),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, agent_unstated: ▸maybe, cites: s1}",
     "wrong-value", "'maybe'", "true or false"),
    ("a: {type: public_meeting, convener: city, title: A, when: 2021, cites: s1, "
     "claims: {▸stanse: y, says: x, cites: s1}}",
     "unknown-key", "event 'a', 'claims' has no field 'stanse'", "did you mean 'stance'?"),
    ("a: {type: reassignment, subject: officers, to_status: ▸full_duty, title: A, when: 2021, cites: s1}",
     "wrong-value", "'full_duty' is not one of the allowed values", "modified_assignment"),
    ("a: ▸nothing",
     "wrong-value", "event 'a' has no fields", "'key: value' lines"),
    ("▸a:",
     "wrong-value", "event 'a' has no fields", "'key: value' lines"),
]  # fmt: skip
"""What stands below `events:`, ▸ before the place that is named; then code, message and hint."""


@pytest.mark.parametrize(("text", "code", "said", "hint"), MISTAKES, ids=[row[2] for row in MISTAKES])
def test_each_mistake_in_an_event_is_one_problem_at_its_place_with_a_way_out(case, text, code, said, hint):
    [problem] = errors(case(f"events:\n  {text.replace('▸', '')}\n"))
    assert (problem.code, problem.at.line, problem.at.column) == (code, 2, 3 + text.index("▸"))
    assert problem.at.file.endswith("/case.yaml")
    assert said in problem.message
    assert hint in problem.hint


ELSEWHERE = [
    ("events: ▸[a, b]", "not-by-id", "events are not listed by id", "without dashes"),
    ("▸event: {}", "unknown-key", "the case has no field 'event'", "did you mean 'events'?"),
    ("▸plaice: Harlow", "unknown-key", "the case has no field 'plaice'", "did you mean 'place'?"),
    ("as_of: ▸2021-06", "wrong-value", "'2021-06', which is not one day", "write the day"),
    ("as_of: ▸30.6.2021", "wrong-value", "not a date", "write '2021-06-30'"),
    ("language: ▸English", "wrong-value", "'English'", "a code such as en"),
    ("sources: {s: {kind: letter, title: A, publisher: city, url: ▸'javascript:alert(1)'}}", "wrong-value",
     "'javascript:alert(1)'", "http://"),
    ("sources: {s: {kind: letter, title: A, publisher: city, archive: ▸../x.txt}}", "wrong-value", "stays inside", "sources/letter.pdf"),
    ("sources: {s: {kind: letter, title: A, publisher: city, sha256: ▸abc}}", "wrong-value", "'abc'", "SHA-256"),
    ("sources: {s: {kind: letter, title: A, publisher: city, published: ▸2021-02-30}}", "wrong-value",
     "February 2021 has 28 days", ""),
    ("actors: {a: ▸{kind: person, name: N, size: 3}}", "wrong-value", "'size' belongs to a group", "leave it out"),
    ("actors: {a: ▸{kind: office}}", "wrong-value", "needs a 'name' or a 'label'", ""),
    ("actors: {a: {kind: group, label: A, size: ▸{min: 5, max: 2}}}", "wrong-value", "min 5 is more than max 2", ""),
    ("actors: {a: {kind: group, label: A, size: {▸mim: 5}}}", "unknown-key",
     "actor 'a', 'size' has no field 'mim'", "did you mean 'min'?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "said", "hint"), ELSEWHERE, ids=[row[2] for row in ELSEWHERE])
def test_so_is_each_mistake_elsewhere(case, text, code, said, hint):
    [problem] = errors(case(f"{text.replace('▸', '')}\n"))
    assert (problem.code, problem.at.line, problem.at.column) == (code, 1, 1 + text.index("▸"))
    assert said in f"{problem.message} {problem.hint}"
    assert hint in problem.hint


def test_a_problem_in_a_folder_names_the_file_it_stands_in(case):
    home = case("", files={"events/2021.yaml": "events:\n  a:\n    type: public_meeting\n    tittle: A\n"})
    assert ("unknown-key", "2021.yaml", 4, 5) in places(errors(home))


def test_all_problems_are_said_at_once_in_the_order_of_the_file(case):
    """Mistakes in the head, a source, an actor, three events and an obligation; each is found in one go."""
    found = errors(
        case("""
            titel: Misspelt
            sources:
              s1: {kind: new_report, title: A, publisher: city}
              s2: {kind: letter, title: A, publisher: city, published: 2021-02-30}
            actors:
              city: {kind: institution, institution_kind: municipality, name: City}
              crowd: {kind: group, label: A crowd, size: many people}
            events:
              a: {type: public_meeting, convener: city, title: A, when: soon, cites: s2}
              b: {type: public_meeting, convener: city, title: B, when: 2021-05, cites: s2, tpye: x}
              c: {type: public_meeting, convener: nobody, title: C, when: before d, cites: s3}
            obligations:
              o: {label: O, created_by: c, obligor: city, force: requested, due: some day, cites: s2}
        """)
    )
    assert [(p.at.line, p.code) for p in found] == [
        (1, "unknown-key"),
        (3, "wrong-value"),
        (4, "wrong-value"),
        (7, "wrong-value"),
        (9, "wrong-value"),
        (10, "unknown-key"),
        (11, "unknown-id"),
        (11, "unknown-id"),
        (11, "unknown-id"),
        (13, "wrong-value"),
    ]


def test_when_one_block_is_wrong_the_others_are_read_all_the_same(case):
    """And nothing is said of what merely refers to it: one mistake, one problem."""
    home = case(f"""
        events:
          good: {MEETING}
          bad: {{type: public_meeting, convener: city, title: B, when: soon, cites: s1}}
          after-bad: {{type: public_meeting, convener: city, title: C, when: 2021-05, cites: s1}}
    """)
    loaded = read(home)
    assert sorted(loaded.record.events) == ["after-bad", "good"]
    assert places(errors(home)) == [("wrong-value", "case.yaml", 3, 63)]


def test_an_event_that_is_wrong_is_not_also_unknown_where_it_is_named(case):
    """A curator who mistyped one date should not read that the event does not exist."""
    home = case("""
        events:
          bad: {type: public_meeting, convener: city, title: B, when: soon, cites: s1}
          c: {type: public_meeting, convener: city, title: C, when: after bad, concerns: bad, cites: s1}
    """)
    assert places(errors(home)) == [("wrong-value", "case.yaml", 2, 63)]


# Ids and keys


def test_a_repeated_key_is_an_error_that_names_the_first(case):
    [problem] = errors(case(f"events:\n  a: {MEETING}\n  b: {MEETING}\n  a: {MEETING}\n"))
    assert (problem.code, problem.at.line, problem.at.column) == ("repeated-key", 4, 3)
    assert "line 2" in problem.message


def test_a_repeated_key_deep_inside_is_found_too(case):
    [problem] = errors(
        case("events:\n  a: {type: public_meeting, convener: city, title: A, when: 2021, title: B, cites: s1}")
    )
    assert (problem.code, problem.at.line, problem.at.column) == ("repeated-key", 2, 67)


def test_an_id_used_in_two_files_is_an_error_that_names_the_first_place(case):
    home = case("", files=dict.fromkeys(("events/a.yaml", "events/b.yaml"), f"events:\n  a: {MEETING}\n"))
    [problem] = errors(home)
    assert places([problem]) == [("repeated-id", "b.yaml", 2, 3)]
    assert "events/a.yaml:2:3" in problem.message


def test_an_event_and_an_obligation_do_not_share_an_id(case):
    """Both are anchors on one page."""
    [problem] = errors(
        case(f"""
            events:
              a: {MEETING}
            obligations:
              a: {{label: O, created_by: a, obligor: city, force: requested, due: unspecified, cites: s1}}
        """)
    )
    assert places([problem]) == [("repeated-id", "case.yaml", 4, 3)]


# Files that are not cases, and files that mean harm


def test_a_path_that_leads_nowhere_is_one_sentence():
    [problem] = errors("no-such-folder/case.yaml")
    assert (problem.code, problem.at.file) == ("missing-file", "no-such-folder/case.yaml")


def test_a_folder_without_a_case_file_says_which_file_is_missing(tmp_path):
    [problem] = errors(tmp_path)
    assert problem.code == "missing-file"
    assert "case.yaml" in problem.message


@pytest.mark.parametrize("name", ["case.yaml", "sources.yaml", "events/x.yaml"])
def test_an_empty_file_says_what_belongs_there(case, name):
    home = case(
        "" if name == "case.yaml" else f"events:\n  a: {MEETING}\n", files={} if name == "case.yaml" else {name: ""}
    )
    (home / name).write_bytes(b"# nothing but a comment\n")
    found = [p for p in errors(home) if p.at.file.endswith(name)]
    assert [(p.code, bool(p.hint)) for p in found] == [("empty-file", True)]


@pytest.mark.parametrize(
    ("content", "code", "line", "column", "said"),
    [
        (b"just words\n", "not-a-case", 1, 1, "not a mapping"),
        (b"- a\n- b\n", "not-a-case", 1, 1, "not a mapping"),
        (b"case: x\ntitle: T\n\tplace: here\n", "syntax", 3, 1, "tab"),
        (b"case: x\n title: T\n", "syntax", 2, 7, "colon and a space"),
        (b"case: [x\ntitle: T\n", "syntax", 2, 6, "bracket is not closed"),
        (b"case: 'x\ntitle: T\n", "syntax", 1, 7, "not closed"),
        (b"case: x\n---\ncase: y\n", "second-document", 2, 1, "second document"),
        (b"case: !!python/object/apply:os.system [echo]\n", "tag", 1, 7, "not allowed"),
        (b"case: !mine x\n", "tag", 1, 7, "not allowed"),
        (b"case: *gone\n", "alias", 1, 7, "*gone"),
        (b"case: &a [*a]\n", "alias", 1, 11, "*a"),
        (b"? [a, b]\n: c\n", "bad-key", 1, 3, "plain text"),
        (b"case: x\ntitle: a\0b\n", "control-character", 2, 9, "NUL"),
        (b"case: x\ntitle: \"a\x1b[31m\"\n", "control-character", 2, 10, "escape"),
        ("case: x\n".encode("utf-16"), "encoding", 0, 0, "UTF-16"),
        (b"case: x\ntitle: caf\xe9\n", "encoding", 2, 11, "0xe9"),
        (b"case: x\ntitle: " + b"x" * 200_000 + b"\n", "huge-scalar", 2, 8, "200000 characters"),
        (b"case: " + b"[" * 5000, "too-deep", 1, 30, "24 levels"),
        (b"case: " + b"{a: " * 5000, "too-deep", 1, 99, "24 levels"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused_at_their_place(tmp_path, content, code, line, column, said):
    (tmp_path / "case.yaml").write_bytes(content)
    [problem] = errors(tmp_path)
    assert (problem.code, problem.at.line, problem.at.column) == (code, line, column)
    assert said in problem.message


@pytest.mark.parametrize("width", [9, 10])
def test_an_alias_bomb_is_refused_before_it_goes_off(tmp_path, width):
    """Ten levels of nine aliases each would be a thousand million values."""
    lines = ["a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, 10)]
    (tmp_path / "case.yaml").write_text("\n".join(lines), encoding="utf-8")
    [problem] = errors(tmp_path)
    assert problem.code == "alias-bomb"
    assert "aliases repeat" in problem.message


def test_a_broken_file_in_a_folder_does_not_hide_the_others(case):
    home = case(
        "",
        files={
            "events/a.yaml": f"events:\n  a: {MEETING}\n",
            "events/b.yaml": "events:\n\tb: broken\n",
            "events/c.yaml": "events:\n  c: {type: public_meeting, convener: city, title: C, when: soon, cites: s1}\n",
        },
    )
    assert [(code, name) for code, name, _, _ in places(errors(home))] == [
        ("syntax", "b.yaml"),
        ("wrong-value", "c.yaml"),
    ]
    assert list(read(home).record.events) == ["a"]


def test_a_message_never_carries_control_signs_to_the_terminal(case):
    """What was typed is shown, not obeyed."""
    [problem] = errors(case('events:\n  a: {type: "\\x1b[2J\\u202ekill", title: A, when: 2021, cites: s1}\n'))
    assert "\x1b" not in str(problem)
    assert "\u202e" not in str(problem)


def test_what_every_event_has_is_checked_where_the_type_is_not_one(case):
    """Everything wrong at once: a misspelt type does not hide a date that cannot be; its own fields are not judged."""
    found = case('events:\n  a: {type: rulng, court: c, title: A, when: "2018-13", cites: s1}\n')
    assert [problem.code for problem in errors(found)] == ["unknown-type", "wrong-value"]


def test_a_very_long_value_is_cut_in_the_message(case):
    [problem] = errors(case(f"events:\n  a: {{type: {'x' * 5000}, title: A, when: 2021, cites: s1}}\n"))
    assert len(str(problem)) < 1500


def test_text_is_read_like_a_file():
    loaded = read_text(
        "case: t\ntitle: T\nas_of: 2021-01-01\nevents:\n  a: {type: nothing, title: A, when: unknown, cites: []}\n"
    )
    assert places(loaded.problems) == [("unknown-type", "case.yaml", 5, 13)]
