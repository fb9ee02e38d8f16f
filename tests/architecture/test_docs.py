"""What can be set, typed, granted or relied on is written down."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from loa.cli import command_names
from loa.jobs.periodic import MINUTELY, ROUTINES
from loa.orgs.models import Role

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
# Set by the program itself, or by Django and its servers, never by a person.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
READ = re.compile(
    r"env\.(?:text|flag|words)\(\s*\"(\w+)\"|environ(?:\.get\(|\[)\s*\"(\w+)\""
)


def settings_read() -> set[str]:
    """Every name that the program or its tests take from the environment."""
    names = set()
    for folder in ("loa", "tests", "scripts", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            found = READ.findall(path.read_text(encoding="utf-8"))
            names |= {first or second for first, second in found}
    return {name for name in names if name.startswith(("LOA_", "DATABASE"))}


def test_every_setting_is_documented_and_no_other():
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))

    assert documented == settings_read() - NOT_OURS


def test_every_command_is_documented_and_no_other():
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### `loa ([\w-]+)`", text, re.MULTILINE))

    assert documented == set(command_names())


def test_every_role_is_documented():
    text = (REFERENCE / "permissions.md").read_text(encoding="utf-8")

    assert {role.value for role in Role} == set(
        re.findall(r"^\| [^|]+ \| `(\w+)`", text, re.MULTILINE)
    )


def jobs_there_are() -> set[str]:
    """`app.function` of every function that a worker may be given."""
    names = set()
    for path in (ROOT / "loa").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        app = path.relative_to(ROOT / "loa").parts[0]
        for name in re.findall(
            r"^@task\b[^\n]*(?:\n[^\n]+)*?\ndef (\w+)", code, re.MULTILINE
        ):
            names.add(f"{app}.{name}")
    return names | set(ROUTINES) | set(MINUTELY)


def test_every_job_is_documented_and_no_other():
    text = (REFERENCE / "jobs.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([\w.]+)`", text, re.MULTILINE))

    assert documented == jobs_there_are()


def audit_actions_used() -> dict[str, str]:
    """Each action that the code records, and the file that does."""
    used = {}
    for path in (ROOT / "loa").rglob("*.py"):
        if path.name == "audit_actions.py":
            continue
        code = path.read_text(encoding="utf-8")
        for action in re.findall(r"action=\s*f?\"([a-z_]+\.[a-z_.]+)\"", code):
            used[action] = path.relative_to(ROOT).as_posix()
    return used


def audit_sentences() -> dict[str, str]:
    """Each action that has a sentence."""
    from importlib import import_module, util

    sentences: dict[str, str] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.audit_actions"
        if config.name.startswith("loa.") and util.find_spec(name):
            sentences |= import_module(name).ACTIONS
    return sentences


def test_every_audit_action_has_its_sentence():
    missing = {
        action: file
        for action, file in audit_actions_used().items()
        if action not in audit_sentences()
    }
    assert not missing


def test_audit_actions_are_app_noun_past():
    wrong = [
        action
        for action in audit_sentences()
        if not re.fullmatch(r"[a-z]+(\.[a-z_]+){2}", action)
    ]
    assert not wrong


def listed_libraries() -> set[str]:
    names = set()
    for path in (ROOT / "requirements").glob("*.in"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"([A-Za-z][\w.-]*)", line):
                names.add(found[1].lower())
    return names


def test_every_library_has_its_line_of_why():
    text = (DOCS / "decisions/0002-dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    why = {name.lower() for name, licence, _why in rows if licence != "---"}

    assert why - {"library"} == listed_libraries()


@pytest.mark.parametrize("name", ["base", "dev", "tools"])
def test_the_locked_list_holds_what_was_asked_with_digests_and_no_address(name):
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    locked = {
        found.lower()
        for found in re.findall(r"^([\w.-]+)(?:\[|==)", text, re.MULTILINE)
    }
    asked = set()
    for line in (ROOT / f"requirements/{name}.in").read_text().splitlines():
        if found := re.match(r"([A-Za-z][\w.-]*)", line):
            asked.add(found[1].lower())

    assert asked <= locked
    assert text.count("--hash=sha256:") >= len(locked)
    assert "://" not in text


def test_every_link_between_documents_leads_somewhere():
    broken = []
    for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "deploy/README.md"]:
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" in target or target.startswith("mailto:"):
                continue
            if not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)} → {target}")
    assert not broken


def test_every_page_is_in_the_index():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    index += (DOCS / "vi/README.md").read_text(encoding="utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    lost = {page for page in pages if page.removeprefix("vi/") not in index}

    assert lost == {"index.md"}


def test_every_decision_is_numbered_in_order():
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_file_names_a_place_of_somebodys_machine():
    home = re.compile(r"/(?:work|home|root|Users)/\w")
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if parts[0] in {".git", ".venv", "var", "build"} or "__pycache__" in parts:
            continue
        if path.suffix in {".py", ".md", ".toml", ".html", ".in", ".sh", ".yaml"}:
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [
                f"{'/'.join(parts)}:{number}"
                for number, line in enumerate(lines, 1)
                if home.search(line)
            ]
    assert not found
