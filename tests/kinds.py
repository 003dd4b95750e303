"""Which kinds of events the code records, read from the sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for path in (ROOT / "notifier").rglob("*.py") if "migrations" not in path.parts)


class Unreadable(AssertionError):
    """A kind is not written where it can be found: give it as a string, a named constant, or through event_for."""


def recorded_kinds() -> dict[str, str]:
    """Every kind a `Fact` is made with, and where; what `event_for` gives stands in the table of states."""
    found = {}
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        for function, call in _facts(tree):
            where = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
            kind = _kind(call)
            if kind is None:
                raise Unreadable(where)
            for name in _values(kind, tree, function, where):
                found[name] = where
    return found


def _facts(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Fact":
                    yield function, node


def _kind(call: ast.Call) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
    return call.args[0] if call.args else next(iter(named), None)


def _values(node: ast.expr, tree: ast.Module, function: ast.FunctionDef | None, where: str) -> set[str]:
    """The strings an expression can be: a constant, a choice of two, a name for either, a caller's argument."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _values(node.body, tree, function, where) | _values(node.orelse, tree, function, where)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "event_for":
        return set()
    if isinstance(node, ast.Subscript):
        return _entries(node.value, tree, function, where)
    if isinstance(node, ast.Name | ast.Attribute):
        return _named(node, tree, function, where)
    raise Unreadable(where)


def _named(node: ast.Name | ast.Attribute, tree: ast.Module, function: ast.FunctionDef | None, where: str) -> set[str]:
    if isinstance(node, ast.Attribute):
        source = _imported(ast.unparse(node.value), tree)
        return _in_module(node.attr, source, where)
    for scope in (function, tree):
        assigned = list(_assigned(node.id, scope)) if scope else []
        if assigned:
            return set().union(*(_values(value, tree, function, where) for value in assigned))
    if function and (place := _argument(node.id, function)) is not None:
        given = list(_given(function.name, place, node.id, tree))
        if given:
            return set().union(*(_values(value, tree, caller, where) for caller, value in given))
    return _in_module(node.id, _imported(node.id, tree), where)


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    body = scope.body if isinstance(scope, ast.Module) else ast.walk(scope)
    for node in body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _matched(name, target, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value and ast.unparse(node.target) == name:
            yield node.value


def _matched(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _matched(name, one, part)
    elif isinstance(target, ast.Name) and target.id == name:
        yield value


def _entries(node: ast.expr, tree: ast.Module, function: ast.FunctionDef | None, where: str) -> set[str]:
    tables = [value for value in _assigned(ast.unparse(node), tree) if isinstance(value, ast.Dict)]
    if not tables:
        raise Unreadable(where)
    return set().union(*(_values(value, tree, function, where) for table in tables for value in table.values))


def _argument(name: str, function: ast.FunctionDef) -> int | None:
    names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    return names.index(name) if name in names else None


def _given(function: str, place: int, name: str, tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, ast.expr]]:
    """What callers in the same file hand over."""
    for caller in ast.walk(tree):
        if not isinstance(caller, ast.FunctionDef):
            continue
        for node in ast.walk(caller):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                named = [keyword.value for keyword in node.keywords if keyword.arg == name]
                yield from ((caller, value) for value in named or node.args[place : place + 1])


def _imported(name: str, tree: ast.Module) -> str:
    """The module a name comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    inside = ROOT / f"{node.module.replace('.', '/')}/{alias.name}.py"
                    return f"{node.module}.{alias.name}" if inside.is_file() else node.module
    return ""


def _in_module(name: str, module: str, where: str) -> set[str]:
    path = ROOT / f"{module.replace('.', '/')}.py"
    if not module.startswith("notifier.") or not path.is_file():
        raise Unreadable(where)
    tree = ast.parse(path.read_text())
    values = list(_assigned(name, tree))
    if not values:
        raise Unreadable(where)
    return set().union(*(_values(value, tree, None, where) for value in values))
