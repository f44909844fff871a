"""``timeline new``: what it writes is a whole case that nothing is wrong with, and it never writes over anything."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

import timeline
from timeline.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_a_new_case_has_nothing_wrong_with_it_and_can_be_built(desk):
    assert run("new", "alder").exit_code == 0
    assert run("check", "alder", "--strict").output == "alder: nothing to report, 1 accepted with a reason\n"
    assert run("build", "alder", "-o", "alder.html").exit_code == 0
    assert [one.id for one in timeline.load("alder").open()] == ["written-rule"]
    assert "case: alder  #" in Path("alder/case.yaml").read_text(encoding="utf-8")


def test_it_prints_the_two_commands_to_run_next_and_the_second_builds_the_page(desk):
    ran = run("new", "Our Case")
    preview, build = ran.stdout.splitlines()
    assert (preview, build) == ("timeline preview 'Our Case'", "timeline build 'Our Case' -o our-case.html")
    assert run("build", "Our Case", "-o", "our-case.html").exit_code == 0


def test_for_programs_it_says_what_was_written_and_what_to_run(desk):
    said = json.loads(run("new", "alder", "--json").stdout)
    assert said["folder"] == "alder"
    assert all(Path(name).is_file() for name in said["files"])
    assert said["next"] == ["timeline preview alder", "timeline build alder -o alder.html"]


@pytest.mark.parametrize("file", ["notes.txt", ".git/HEAD"])
def test_a_folder_that_is_not_empty_is_left_as_it_is(desk, file):
    kept = desk / "alder" / file
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", encoding="utf-8")
    ran = run("new", "alder")
    assert ran.exit_code == 2
    assert ran.stderr == (
        "alder: no case can be started there: the folder is not empty; name one that is, or that is not there yet\n"
    )
    assert [path for path in desk.rglob("*") if path.is_file()] == [kept]


def test_a_file_is_no_folder(desk):
    (desk / "alder").write_text("mine", encoding="utf-8")
    ran = run("new", "alder")
    assert (ran.exit_code, ran.stderr) == (2, "alder: no case can be started there: it is a file; name a folder\n")
    assert (desk / "alder").read_text(encoding="utf-8") == "mine"


def test_the_folder_one_stands_in_will_do_if_it_is_empty(desk):
    assert run("new", ".").exit_code == 0
    assert run("check", ".").exit_code == 0


def test_what_cannot_be_written_leaves_nothing_behind(desk, monkeypatch):
    """The disk is full half-way through."""
    write = Path.write_text

    def full(path: Path, text: str, **more: str) -> int:
        if path.name == "case.schema.json":
            raise OSError(28, "No space left on device")
        return write(path, text, **more)

    monkeypatch.setattr(Path, "write_text", full)
    ran = run("new", "alder")
    assert (ran.exit_code, ran.stderr) == (2, "alder: no case can be started there: No space left on device\n")
    assert list(desk.iterdir()) == []


# Editors, git and CI


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2 without dates: what stands between the server of an editor and the schema."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def test_editors_find_the_schema_and_the_case_fits_it(desk):
    run("new", "alder")
    text = Path("alder/case.yaml").read_text(encoding="utf-8")
    linked = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)[1]
    schema = json.loads(Path("alder", linked).read_text(encoding="utf-8"))
    assert schema == json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator(schema).validate(yaml.load(text, AsEditorsRead))  # noqa: S506 - a SafeLoader
    settings = json.loads(Path("alder/.vscode/settings.json").read_text(encoding="utf-8"))
    assert all(Path("alder", name).is_file() for name in settings["yaml.schemas"])
    covered = {pattern for patterns in settings["yaml.schemas"].values() for pattern in patterns}
    companions = {"case.yaml", "sources.yaml", "actors.yaml", "events/*.yaml", "obligations.yaml", "private.yaml"}
    assert {f"/{name}" for name in companions} <= covered


def test_editors_can_be_offered_the_ids_that_are_there_and_still_take_others(desk):
    run("new", "alder")
    schema = json.loads(run("schema", "--ids-of", "alder").stdout)
    field = schema["$defs"]["ComplaintReceived"]["properties"]["intake_body"]
    offered = schema["$defs"][field["anyOf"][0]["$ref"].removeprefix("#/$defs/")]["examples"]
    assert offered == ["board", "chief", "driver", "officers", "paper", "police"]
    read = yaml.load(Path("alder/case.yaml").read_text(encoding="utf-8"), AsEditorsRead)  # noqa: S506 - a SafeLoader
    read["events"]["stop"]["subject"] = "somebody-later"
    jsonschema.Draft202012Validator(schema).validate(read)
    assert "x-refers" not in run("schema").stdout
    assert run("schema", "--ids-of", "none").exit_code == 2


def test_real_names_and_copies_stay_out_of_version_control(desk):
    run("new", "alder")
    Path("alder/archive").mkdir()
    for name in ("private.yaml", "archive/report.pdf", "page.html"):
        Path("alder", name).write_text("x", encoding="utf-8")
    subprocess.run(["git", "init", "-q", "alder"], check=True)
    listed = subprocess.run(
        ["git", "-C", "alder", "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "case.yaml" in listed
    assert not {"private.yaml", "archive/report.pdf", "page.html"} & set(listed)


def test_the_hook_and_the_workflow_run_commands_that_are_there(desk, monkeypatch):
    run("new", "alder")
    hook = yaml.safe_load(Path("alder/.pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    jobs = yaml.safe_load(Path("alder/.github/workflows/check.yaml").read_text(encoding="utf-8"))["jobs"]
    install, check = [step["run"] for step in jobs["check"]["steps"] if "run" in step]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    assert install == f"pip install {project}"
    monkeypatch.chdir("alder")
    for command in (hook["entry"], check):
        name, *words = command.split()
        assert (name, run(*words).exit_code) == ("timeline", 0)
    assert "--format github" in check
    assert not hook["pass_filenames"]


# From a table


def test_a_table_becomes_a_case_with_everything_beside_it(desk):
    (desk / "log.csv").write_text(
        "date,what,officer\n2021-03-01,A stop on Alder Street,Officer A\n2021-04-02,A complaint,Officer A\n",
        encoding="utf-8",
    )
    ran = run("new", "alder", "--from", "log.csv", "--map", "officer=subject")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines() == ["timeline preview alder", "timeline build alder -o alder.html"]
    assert [str(event.dates) for event in timeline.load("alder").events.values()] == ["1 March 2021", "2 April 2021"]
    assert Path("alder/.timeline/case.schema.json").is_file()
    assert "private.yaml" in Path("alder/.gitignore").read_text(encoding="utf-8")


def test_a_table_that_cannot_be_read_starts_nothing(desk):
    ran = run("new", "alder", "--from", "none.csv")
    assert ran.exit_code == 1
    assert ran.stderr.startswith("none.csv")
    assert not Path("alder").exists()


def test_columns_are_for_a_table(desk):
    assert run("new", "alder", "--map", "a=b").exit_code == 2
