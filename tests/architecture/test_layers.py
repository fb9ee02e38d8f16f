"""The picture of the house in design.md holds."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "loa"

# What asks the time, by the name it is called on; the second group only when it is
# called without a moment to look at.
CLOCKS = {
    ("timezone", "now"),
    ("dates", "now"),
    ("dates", "today"),
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
}
CLOCKS_WHEN_EMPTY = {("timezone", "localdate"), ("timezone", "localtime")}
# Where the clock is read: what a request, a command or a job begins with. The frame
# around a page (`shell`) and the sheet of components (`sheet`) are parts of views.
MAY_READ_THE_CLOCK = re.compile(
    r"loa/(cli/|config/|jobs/|common/(dates|sheet)\.py|desk/shell\.py"
    r"|\w+/(\w+/)?(views|jobs|middleware|context|templatetags)(/|\.py|_\w+\.py))"
)


def layers() -> list[list[str]]:
    """The layers of pyproject.toml, top first."""
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    picture = next(each for each in contracts if each["type"] == "layers")
    return [re.findall(r"\w+", layer) for layer in picture["layers"]]


def sources() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("loa", cache_dir=None)


def test_imports_point_down_and_the_core_is_plain_python():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_only_an_apps_own_urls_import_its_views(graph):
    strangers = []
    for module in graph.modules:
        if not re.fullmatch(r"loa\.\w+\.views(\.\w+)*", module):
            continue
        app = ".".join(module.split(".")[:2])
        own = re.compile(rf"{re.escape(app)}\.(urls|views)(\.\w+)*")
        strangers += [
            f"{importer} imports {module}"
            for importer in graph.find_modules_that_directly_import(module)
            if not own.fullmatch(importer)
        ]
    assert not strangers


def test_foreign_keys_point_downward():
    height = {name: -row for row, names in enumerate(layers()) for name in names}
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("loa."):
            continue
        own = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if field.auto_created or other is None:
                continue
            if not other.__module__.startswith("loa."):
                continue
            theirs = other.__module__.split(".")[1]
            if theirs != own and height[theirs] >= height[own]:
                wrong.append(f"{model.__name__}.{field.name} → {theirs}")
    assert not wrong


def asks_the_time(node: ast.AST) -> bool:
    """Whether this piece of a program asks what time it is."""
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        return node.module == "loa.common.dates" and bool(names & {"now", "today"})
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if not isinstance(node.func.value, ast.Name):
        return False
    called = (node.func.value.id, node.func.attr)
    return called in CLOCKS or (called in CLOCKS_WHEN_EMPTY and not node.args)


def clock_reads(path: Path) -> list[int]:
    """The lines of `path` that ask what time it is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.lineno for node in ast.walk(tree) if asks_the_time(node)]


def test_the_clock_is_read_in_views_commands_and_jobs_only():
    wrong = [
        f"{shown}:{line}"
        for path in sources()
        if not MAY_READ_THE_CLOCK.match(shown := path.relative_to(ROOT).as_posix())
        for line in clock_reads(path)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("from django.utils import timezone\nat = timezone.now()\n", [2]),
        ("from loa.common.dates import today, short_day\n", [1]),
        ("def f(at):\n    return timezone.localtime(at)\n", []),
    ],
)
def test_a_clock_in_the_wrong_place_would_be_seen(tmp_path, code, lines):
    path = tmp_path / "services.py"
    path.write_text(code)

    assert clock_reads(path) == lines


def test_no_file_is_called_after_nothing():
    vague = {"utils", "helpers", "manager", "data", "info", "process", "misc"}
    assert not [path for path in sources() if path.stem in vague]


def test_every_package_of_the_house_is_in_the_picture():
    rooms = {folder.name for folder in PACKAGE.iterdir() if folder.is_dir()}
    drawn = {name for names in layers() for name in names}
    assert rooms - {"__pycache__"} <= drawn
