"""Mistakes we know by name, looked for in every file: each complaint gives file, line and what to do instead."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "sheqi_desktop"
Found = Iterator[tuple[int, str]]
LINTS: list[Callable[[Path, ast.Module], Found]] = []


def lint(check: Callable[[Path, ast.Module], Found]) -> Callable[[Path, ast.Module], Found]:
    """Register a check that is run over every module of the program and of ``db``."""
    LINTS.append(check)
    return check


# ------------------------------------------------------------------------------ reading code
@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def sources() -> list[Path]:
    return sorted([*CODE.rglob("*.py"), *(ROOT / "db").rglob("*.py")])


def inside(path: Path, *rooms: str) -> bool:
    """Tell whether a module of the program is in one of these rooms, or is one of these files."""
    place = path.relative_to(ROOT).as_posix()
    return any(place == f"sheqi_desktop/{room}" or place.startswith(f"sheqi_desktop/{room}/") for room in rooms)


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield every call with the last word of what is called, and what stands before it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, node.func.id, ""
            elif isinstance(node.func, ast.Attribute):
                yield node, node.func.attr, ast.unparse(node.func.value)


def literal(node: ast.AST | None) -> bool:
    """Tell whether a text is written out here, so that nothing from a record can be in it."""
    if isinstance(node, ast.IfExp):
        return literal(node.body) and literal(node.orelse)
    if isinstance(node, ast.BinOp):
        return literal(node.left) and literal(node.right)
    return isinstance(node, ast.Constant)


@cache
def strings(tree: ast.Module) -> list[tuple[int, str]]:
    """Give every piece of text with its line, docstrings left out, those of values too."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
    ]


# ------------------------------------------------------------------------------ what records may say is hostile
@lint
def a_label_shows_no_variable_as_rich_text(path: Path, tree: ast.Module) -> Found:
    labels: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            if ast.unparse(node.value.func).endswith("QLabel"):
                labels |= {ast.unparse(target) for target in node.targets}
    for call, name, before in calls(tree):
        if name == "QLabel" and call.args and not literal(call.args[0]):
            if ast.unparse(call.args[0]) not in ("self", "parent"):
                yield call.lineno, "QLabel(variable): use the plain-text label"
        if name == "setText" and before in labels and not literal(call.args[0]):
            yield call.lineno, f"{before} is a bare QLabel and shows a variable: use the plain-text label"
        rich = any(re.search(r"Qt\.(TextFormat\.)?RichText", ast.unparse(said)) for said in call.args)
        if rich or name in ("setHtml", "insertHtml", "appendHtml"):
            yield call.lineno, "no rich text: what a record says is shown as it is"


@lint
def a_tool_tip_is_plain(path: Path, tree: ast.Module) -> Found:
    for call, name, before in calls(tree):
        if not call.args or (name not in ("setToolTip", "setWhatsThis") and (before, name) != ("QToolTip", "showText")):
            continue
        said = call.args[1 if name == "showText" else 0]
        if not literal(said) and not ast.unparse(said).startswith("harmless("):
            yield call.lineno, f"{name}(variable): use plain_tooltip(), or harmless(…) where there is no widget"


@lint
def dialogs_open_in_one_place(path: Path, tree: ast.Module) -> Found:
    if inside(path, "gui/ask.py"):
        return
    for node in ast.walk(tree):
        word = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if word in ("QMessageBox", "QFileDialog", "QInputDialog"):
            yield node.lineno, f"{word} is opened by gui/ask.py only"


@lint
def a_paragraph_is_made_by_para(path: Path, tree: ast.Module) -> Found:
    own = any(isinstance(node, ast.FunctionDef) and node.name == "para" for node in tree.body)
    for call, name, _ in calls(tree):
        if name == "Paragraph" and not (own and inside(path, "reports")):
            yield call.lineno, "Paragraph() reads markup: use para(), which escapes"


@lint
def a_cell_is_never_a_formula(path: Path, tree: ast.Module) -> Found:
    guessing = re.compile(r"write_(\w*formula|url|row|column|rich_string)$")
    for call, name, before in calls(tree):
        if guessing.match(name) or (name == "write" and re.search(r"(?i)sheet|(^|\.)ws$", before)):
            yield call.lineno, f"{before}.{name}() guesses or runs: write_string, write_number, write_datetime"
        if name == "Workbook" and all(said != "strings_to_formulas" for _, said in strings(tree)):
            yield call.lineno, "Workbook() without strings_to_formulas switched off"


@lint
def nothing_read_is_run(path: Path, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if name.partition(".")[0] in ("pickle", "cPickle", "dill", "marshal", "shelve", "yaml"):
                yield node.lineno, f"{name} runs or trusts what it reads"
    for call, name, before in calls(tree):
        if (name in ("eval", "exec", "compile", "__import__") and not before) or (before, name) == ("os", "system"):
            yield call.lineno, f"{name}() is not for us"
        if any(word.arg == "shell" for word in call.keywords):
            yield call.lineno, "no shell"


# ------------------------------------------------------------------------------ SQL
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|ATTACH|DETACH|PRAGMA|VACUUM|WITH)\s")
RUNS_SQL = ("execute", "executemany", "executescript", "exec_driver_sql")


@cache
def looped_over_literals(tree: ast.Module) -> frozenset[str]:
    """Give the names that only ever stand for one of several texts written out in a ``for`` line."""
    nodes = list(ast.walk(tree))
    loops = [node for node in nodes if isinstance(node, ast.For) and isinstance(node.target, ast.Name)]
    safe = {
        id(n.target): n.target.id for n in loops if isinstance(n.iter, ast.Tuple) and all(map(literal, n.iter.elts))
    }
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and id(n) not in safe}
    return frozenset(safe.values()) - bound - {node.arg for node in nodes if isinstance(node, ast.arg)}


def harmless_in_sql(node: ast.AST, ours: frozenset[str]) -> bool:
    """Tell whether what is put into SQL is ours: a CONSTANT, number, hex digits, marks to bind, a ``sql_…`` helper."""
    if isinstance(node, ast.FormattedValue):
        return harmless_in_sql(node.value, ours)
    if isinstance(node, ast.JoinedStr):
        return all(harmless_in_sql(part, ours) for part in node.values)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("lower", "upper"):
            return harmless_in_sql(node.func.value, ours)
        name = ast.unparse(node.func).rpartition(".")[2]
        marks = re.match(r"""['"], ?['"]\.join\(['"\[(]+\?['"]""", ast.unparse(node))
        return name.startswith("sql_") or name in ("hex", "int", "len") or bool(marks)
    if isinstance(node, ast.Name | ast.Attribute):
        name = ast.unparse(node).rpartition(".")[2]
        return name.isupper() or ast.unparse(node) in ours
    return isinstance(node, ast.Constant)


@lint
def sql_is_not_glued(path: Path, tree: ast.Module) -> Found:
    suspects: list[ast.AST] = [
        call.args[0]
        for call, name, before in calls(tree)
        if call.args and (name in RUNS_SQL or (name == "text" and not inside(path, "gui", "reports")))
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0] if node.values else None, ast.Constant):
            suspects += [node] if SQL.match(str(node.values[0].value)) else []
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            suspects += [node] if SQL.match(node.left.value) else []
    ours = looped_over_literals(tree)
    for node in dict.fromkeys(suspects):
        if isinstance(node, ast.JoinedStr) and not harmless_in_sql(node, ours):
            yield node.lineno, "SQL from an f-string: bind the value, or name it by a CONSTANT or a sql_… helper"
        if isinstance(node, ast.BinOp) and not (harmless_in_sql(node.left, ours) and harmless_in_sql(node.right, ours)):
            if isinstance(node.op, ast.Mod) or not literal(node):
                yield node.lineno, "SQL glued together: bind the value"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            yield node.lineno, "SQL from format(): bind the value"


# ------------------------------------------------------------------------------ one clock, one palette
@lint
def only_the_clock_asks_the_time(path: Path, tree: ast.Module) -> Found:
    if inside(path, "domain/clock.py"):
        return
    kinds = {"now", "utcnow", "today", "currentDate", "currentDateTime", "currentTime", "time", "time_ns", "localtime"}
    asked = ("datetime", "date", "time", "QDate", "QTime", "QDateTime")
    for call, name, before in calls(tree):
        if name in kinds and before.rpartition(".")[2] in asked:
            if name != "time" or before == "time":
                yield call.lineno, f"{before}.{name}(): ask domain/clock.py, so that a test can set it"


@lint
def colours_stand_in_the_theme(path: Path, tree: ast.Module) -> Found:
    hexes = re.compile(r"(?<![\w&])#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![\w])")
    for line, said in strings(tree):
        if hexes.search(said):
            yield line, f"{hexes.search(said).group()}: a colour has a name in resources/theme/tokens.toml"
    for call, name, _ in calls(tree):
        if name in ("QColor", "HexColor") and len(call.args) and isinstance(call.args[0], ast.Constant):
            if isinstance(call.args[0].value, int):
                yield call.lineno, f"{name}(number): a colour has a name in resources/theme/tokens.toml"


# ------------------------------------------------------------------------------ words people read
BANNED = ("同步", "缓存", "数据库异常", "非法", "请联系管理员", "操作成功")
HAN = r"[\u3400-\u9fff\U00020000-\U000323af”’》】）]"
HALF_WIDTH = re.compile(rf"{HAN}[,:;!?]\s*(?:{HAN}|[“‘《【]|$)|{HAN}\(\s*{HAN}|{HAN}\)\s*{HAN}")


@lint
def words_on_screen_are_ours(path: Path, tree: ast.Module) -> Found:
    if not inside(path, "gui", "cli", "operations", "domain/trouble"):
        return
    for line, said in strings(tree):
        for word in BANNED:
            if word in said:
                yield line, f"“{word}” is not a word we say: {said.strip()[:40]}"
        if said.strip() == "失败":
            yield line, "“失败” alone says nothing: what did not happen, and what now?"
        if clash := HALF_WIDTH.search(said):
            yield line, f"half-width punctuation in Chinese, “{clash.group()}”: {said.strip()[:40]}"


# ------------------------------------------------------------------------------ run them
@pytest.mark.parametrize("check", LINTS, ids=lambda check: check.__name__)
def test_the_program_keeps_the_rule(check):
    wrong = [
        f"{path.relative_to(ROOT)}:{line}  {why}"
        for path in sources()
        for line, why in sorted(check(path, parsed(path)))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


MISTAKES = {
    a_label_shows_no_variable_as_rich_text: "a = QLabel(name)|a = QLabel()\na.setText(name)|box.setHtml(x)"
    "|a.setTextFormat(Qt.RichText)",
    a_tool_tip_is_plain: "w.setToolTip(name)|w.setToolTip(f'{name}')|QToolTip.showText(pos, name)",
    dialogs_open_in_one_place: "QMessageBox.warning(self, a, b)|from x import y\nQtWidgets.QFileDialog()",
    a_paragraph_is_made_by_para: "Paragraph(name, style)|platypus.Paragraph(name)",
    a_cell_is_never_a_formula: "sheet.write(0, 0, x)|s.write_formula(0, 0, '=1')|ws.write_row(0, 0, row)|Workbook(p)",
    nothing_read_is_run: "import pickle|from yaml import load|eval(said)|os.system(said)|run(said, shell=True)",
    sql_is_not_glued: "c.execute(f'SELECT {x}')|q = f'DELETE FROM {x}'|c.execute('SELECT ' + x)|text('SELECT %s' % x)"
    "|c.execute('SELECT {}'.format(x))",
    only_the_clock_asks_the_time: "datetime.now()|dt.date.today()|time.time()|QDate.currentDate()",
    colours_stand_in_the_theme: "a = 'color: #12343B;'|b = '#fff'|QColor(18, 52, 59)|HexColor(0x12343B)",
    words_on_screen_are_ours: "a = '正在同步'|a = '失败'|a = '好,再来'|a = f'共{n}条:'|a = '王(男)的'|a = '请选择:'",
}


@pytest.mark.parametrize("check", LINTS, ids=lambda check: check.__name__)
def test_the_rule_would_notice(check):
    here = CODE / "gui" / "not_written.py"
    for mistake in MISTAKES[check].split("|"):
        assert list(check(here, ast.parse(mistake))), mistake


def test_every_module_has_a_name_that_says_something():
    rooms_for_anything = {
        "utils",
        "util",
        "helpers",
        "helper",
        "manager",
        "managers",
        "common",
        "base",
        "misc",
        "tools",
    }
    wrong = [str(p.relative_to(ROOT)) for p in [*CODE.rglob("*"), *(ROOT / "tests").rglob("*")]
             if p.stem in rooms_for_anything and (p.is_dir() or p.suffix == ".py")]  # fmt: skip
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_file_holds_one_idea():
    sized = [(len(p.read_text("utf-8").splitlines()), p) for p in [*sources(), *(ROOT / "tests").rglob("*.py")]]
    wrong = [f"{size} lines  {p.relative_to(ROOT)}" for size, p in sorted(sized, reverse=True) if size >= 350]
    assert not wrong, "350 lines or more; is there more than one idea in it?\n" + "\n".join(wrong)


# ------------------------------------------------------------------------------ nothing of our machines is published
def published() -> list[Path]:
    """Give what is committed or about to be; without git, everything but what the tools make."""
    if shutil.which("git") and (ROOT / ".git").exists():
        said = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
        )
        return [ROOT / name for name in said.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    made = re.compile(r"/(\.venv|build|dist|demo-[^/]*|__pycache__|\.[a-z]+_cache|\.hypothesis)/")
    return [p for p in ROOT.rglob("*") if p.is_file() and not made.search(p.as_posix())]


def test_no_file_names_a_package_index_or_a_folder_of_this_machine():
    told = re.compile(
        r"pypi\.(?:org|python\.org)|pythonhosted\.org|registry\.(?:npmjs|yarnpkg|npmmirror)\.|mirrors?\.[\w.-]+/pypi"
        r"|https?://[^\s\"']*/(?:simple|packages)/|--(?:extra-)?index[-]url"
        r"|(?<![\w.])/(?:root|home|Users|work)/\w|[A-Z]:\\Users\\\w"
    )
    wrong = []
    for path in published():
        content = path.read_bytes()
        if b"\0" in content[:4096]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if (found := told.search(line)) or f"{ROOT}/" in line:
                wrong.append(f"{path.relative_to(ROOT)}:{number}  {found.group() if found else ROOT}")
    assert not wrong, "\n" + "\n".join(wrong)
