"""The rules of the house: which way imports go, how long modules are, what no code may do."""

from __future__ import annotations

import ast
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import EvidenceError, KGError
from kg.graph import vocab
from kg.model import (
    Bound,
    Claim,
    Entity,
    EntityType,
    Event,
    Quantity,
    TimeExpression,
)

ROOT = Path(__file__).parents[1]
KG = ROOT / "kg"
MODULES = sorted(KG.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

TIERS: tuple[set[str], ...] = (
    {"errors"},
    {"model"},
    {"read", "nlp", "lang"},
    {"extract"},
    {"link"},
    {"pipeline"},
    {"graph"},
    {"export", "query", "store"},
    {"corpus"},
    {"cli"},
)
# What may be imported where, by the path below kg/.
ONLY = {
    "rdflib": ("graph/", "export/", "query/", "store/"),
    "pyshacl": ("graph/",),
    "pyoxigraph": ("graph/", "export/", "query/", "store/"),
    "pyvis": ("export/html/",),
    "networkx": ("graph/project.py", "graph/layout.py", "export/"),
    "click": ("cli/",),
    "torch": ("train/",),
    "onnxruntime": ("nlp/", "train/"),
    "rapidfuzz": ("graph/", "link/"),
    "trafilatura": ("read/page.py",),
}
HEAVY = ("rdflib", "onnxruntime", "pyvis", "networkx", "numpy", "pyoxigraph", "pyshacl", "torch",
         "trafilatura", "tokenizers", "kg.pipeline")  # fmt: skip
TOP_LEVEL = {
    "pyproject.toml", "README.md", "seeds", "kg", "ontology", "tests", "output", "Makefile",
    "LICENSE", "NOTICE", "CHANGELOG.md",
}  # fmt: skip


def name_of(path: Path) -> str:
    """``graph/build.py``: a module's path below kg/."""
    return path.relative_to(KG).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, wherever in it, with full names."""
    package = ["kg", *path.relative_to(KG).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def package_of(module: str) -> str | None:
    """``graph`` of ``kg.graph.build``; None for what is not ours, or is all of ``kg``."""
    parts = module.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 else None


def tier(package: str) -> int | None:
    """Where a package stands, the lowest first."""
    return next((place for place, tier in enumerate(TIERS) if package in tier), None)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A module imports its own package and what lies below; training is imported by nobody."""
    own = path.relative_to(KG).parts[0].removesuffix(".py")
    if own in {"__init__", "__main__"}:
        return
    for module in imports(path):
        package = package_of(module)
        if package is None or package == own or tier(package) is None:
            assert package != "train" or own == "train", f"{name_of(path)} imports {module}"
            continue
        if own != "train":
            place = tier(own)
            assert place is not None, f"{own} has no place in the house"
            below = tier(package) or 0
            beside = own in {"read", "nlp", "lang"} and package in {"read", "nlp", "lang"}
            assert below < place or beside, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_where_they_belong(path: Path) -> None:
    """rdflib from the graph on, pyvis in the page, click in the command line, and so on."""
    for module in imports(path):
        places = ONLY.get(module.split(".")[0])
        if places is not None:
            assert name_of(path).startswith(places), f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_idea(path: Path) -> None:
    """At most 400 lines, and a docstring that says what it is; no utils, no managers."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert path.stem not in {"util", "utils", "helpers", "common", "misc"}
    assert not re.search(r"^class \w*Manager\b", text, re.MULTILINE)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_library_does_not_print_exit_or_swallow(path: Path) -> None:
    """Output and exit codes belong to the command line; an exception is handled or passed on."""
    name = name_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and not name.startswith("train/"):
            called = ast.unparse(node.func)
            assert called != "print", f"{name}, line {node.lineno}"
            outside = called not in {"sys.exit", "os._exit", "exit", "quit"}
            assert outside or name.startswith("cli/"), f"{name}, line {node.lineno}"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name}, line {node.lineno}: bare except"
            silent = all(isinstance(statement, ast.Pass) for statement in node.body)
            assert not silent, f"{name}, line {node.lineno}: swallowed exception"


def test_errors_are_one_tree() -> None:
    """No other module of the library defines exceptions; each has an exit code."""
    for path in MODULES:
        if path.name == "errors.py" or name_of(path).startswith("train/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                assert not any(base.endswith(("Error", "Exception")) for base in bases), path
    for error in KGError.__subclasses__():
        assert error.exit_code in {1, 2, 3, 4}
        assert error.__doc__


@pytest.mark.parametrize(
    "fact",
    [
        lambda: Entity(key="k", type=EntityType.PERSON, name="n", mentions=()),
        lambda: Event(key="k", type="AID", mode=None, label="l", mentions=()),
        lambda: Claim(key="k", events=(), mentions=()),
        lambda: Quantity(key="k", mentions=(), bound=Bound.EXACT, value=1),
        lambda: TimeExpression(key="k", mentions=(), edtf="2025"),
    ],
    ids=["entity", "event", "claim", "quantity", "time"],
)
def test_a_fact_needs_a_mention(fact: object) -> None:
    """No layer can hold a fact without the characters that say it."""
    with pytest.raises(EvidenceError):
        fact()  # type: ignore[operator]


CLOSED = [name for name in dir(vocab) if type(getattr(vocab, name)).__name__ == "ClosedNamespace"]


@pytest.mark.parametrize("name", CLOSED)
def test_vocabularies_are_closed(name: str) -> None:
    """A term that is not declared is an exception, by attribute and by key."""
    namespace = getattr(vocab, name)
    with pytest.raises(AttributeError):
        namespace.noSuchTermAtAll  # noqa: B018
    with pytest.raises(KeyError):
        namespace["noSuchTermAtAll"]


def test_queries_use_declared_terms() -> None:
    """Every prefixed name of the named queries is a term of the closed vocabularies."""
    spaces = {prefix: space for prefix, space in vocab.PREFIXES.items() if prefix != "xsd"}
    closed = {str(getattr(vocab, name)): getattr(vocab, name) for name in CLOSED}
    for path in sorted(KG.rglob("*.rq")):
        text = re.sub(r'"[^"\n]*"|#.*', "", path.read_text(encoding="utf-8"))
        for prefix, term in re.findall(r"(?<![\w?])([a-z]+):(\w+)", text):
            namespace = closed.get(spaces.get(prefix, ""))
            if namespace is not None:
                assert namespace[term], f"{path.name}: {prefix}:{term}"


def test_the_top_level_holds_what_it_may() -> None:
    """Nothing is committed at the top level but what the design lists, and dot files."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {Path(name).parts[0] for name in listed}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_nothing_of_the_seed_is_in_the_code() -> None:
    """No five words in a row of the seed article stand in code or rules."""
    rows = {
        words[place : place + 5]
        for path in (ROOT / "seeds").glob("*.txt")
        for words in [tuple(re.findall(r"\w+", path.read_text(encoding="utf-8").lower()))]
        for place in range(len(words) - 4)
    }
    for path in sorted(KG.rglob("*")):
        if path.suffix in {".py", ".toml", ".js", ".html", ".css", ".rq"}:
            words = tuple(re.findall(r"\w+", path.read_text(encoding="utf-8").lower()))
            found = [words[i : i + 5] for i in range(len(words) - 4) if words[i : i + 5] in rows]
            assert not found, f"{path}: {found[:3]}"


def test_test_files_have_names_of_their_own() -> None:
    """No two test files share a name."""
    names = Counter(path.name for path in TESTS if path.name.startswith("test_"))
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_test_is_put_off(path: Path) -> None:
    """Each test file says what it is about, and no test is skipped or expected to fail."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
            assert "xfail" not in marks, node.name
            assert "mark.skip(" not in marks, node.name


HELP = "from kg.cli import cli; cli(['--help'], standalone_mode=False)"


def test_help_imports_nothing_heavy() -> None:
    """``kg --help`` and each command's help come without the graph, the model or the page."""
    program = (
        "import sys\nfrom kg.cli import cli\nfrom kg.cli.group import COMMANDS\n"
        "for words in [['--help'], *([name, '--help'] for name in COMMANDS)]:\n"
        "    cli(words, standalone_mode=False)\n"
        f"print('heavy:', *sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "heavy:"


def test_help_comes_at_once() -> None:
    """``kg --help`` takes at most a quarter of a second of processor time, the best of five."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) <= 0.25


def readme() -> str:
    """The README's text."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_documents_every_command() -> None:
    """Each command and exit code is in the README, and each command there exists."""
    from kg.cli.group import COMMANDS  # noqa: PLC0415

    text = readme()
    for name in COMMANDS:
        assert f"kg {name}" in text, name
    for code in "01234":
        assert re.search(rf"^\W*{code}\b", text, re.MULTILINE), f"exit code {code}"
    for name in re.findall(r"^\s*(?:\$ )?kg ([a-z]\w*)", text, re.MULTILINE):
        assert name in COMMANDS, name


def test_the_readme_begins_with_the_two_commands() -> None:
    """``make demo`` and ``make test`` are on the first screen."""
    first = "\n".join(readme().splitlines()[:40])
    assert "make demo" in first
    assert "make test" in first


def test_every_format_and_language_is_documented() -> None:
    """The README names every exporter, and the help of ``kg build`` too."""
    from kg.cli.build import command  # noqa: PLC0415
    from kg.export import EXPORTERS  # noqa: PLC0415

    (option,) = [param for param in command.params if param.name == "names"]
    for name in EXPORTERS:
        assert name in readme(), name
        assert name in str(option.help), name  # type: ignore[attr-defined]
