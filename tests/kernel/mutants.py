"""Small changes of the kernel's source, each of which a test in this folder has to notice.

    python tests/kernel/mutants.py [FILE ...] [--slow] [--equivalent]

A change is made in the code of one function of a process that has the kernel and its tests loaded; a fork of the process
runs the tests that execute the changed line, until one fails.  What terms are made by (``_term`` and the like) has made
terms already: there a fork loads kernel and tests anew.
"""

from __future__ import annotations
import __future__

import ast
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KERNEL = ROOT / "derivations" / "kernel"
WORKERS = 2
MANY = 100
"""How many calls of a function in one test are watched for the lines that they run."""
LONGEST = 1.0
"""Seconds of computing after which a mutant counts as killed: it does not end."""
LONG = 60.0
"""The same where kernel and tests are loaded anew."""
ANEW = {("terms.py", name) for name in ("_term", "_operator", "_sort", "Signature", "")}
"""Functions by which the terms of the loaded tests were made; the empty name is the module's own level."""
SIDES = {
    "equal", "less", "at_most", "unequal", "relation", "sub", "divide", "tends", "partial", "connect", "through",
    "passage", "independent", "independence", "lim", "near", "member", "defines", "depends", "without", "for_all",
    "sum_over", "closed", "opened", "interval", "never_equal", "says", "apply", "stated", "replaced", "zip",
}  # fmt: skip
"""Calls of which two arguments are swapped."""
OPPOSITE = {
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.In: [ast.NotIn],
    ast.NotIn: [ast.In], ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
}  # fmt: skip
EQUIVALENT: list[tuple[str, str, set[str], str]] = [
    ("nearby.py", "zip(one.args[1:], other.args[1:]", {"zip: one.args[1:] and other.args[1:] swapped"}, "symmetric"),
    ("calculus.py", "zip(term.args[1:], d.by.args[1:]", {"zip: term.args[1:] and d.by.args[1:] swapped"}, "symmetric"),
    ("calculus.py", "never_equal(term, d.by)", {"never_equal: term and d.by swapped"}, "symmetric"),
    ("nearby.py", "never_equal(head, by)", {"never_equal: head and by swapped"}, "symmetric"),
    ("limits.py", "below = values.count", {"the other sign"}, "only whether it is odd is used"),
    ("limits.py", "if sign > 0 else", {"Gt becomes GtE", "0 becomes -1"}, "a sign is 1 or -1"),
    ("limits.py", "ZERO if exponent < 0 else direction", {"Lt becomes LtE", "0 becomes 1"}, "0 was refused before"),
    ("order.py", "even = term.op", {"0 becomes -1"}, "-1 is odd"),
    ("order.py", "PRECISION =", {"200 becomes 201", "200 becomes 199"}, "a working precision"),
    ("polynomials.py", "self.zero", {"0 becomes 1", "0 becomes -1"}, "not used by anything"),
    ("polynomials.py", "if term not in self.seen", {"True"}, "computed again"),
    ("polynomials.py", "if b == d", {"False"}, "the general sum of fractions, only slower"),
    ("terms.py", "seen, todo = {term}", {"term dropped"}, "no term is a part of itself"),
    ("indices.py", "expect(k.FITS[k.FINITE](over)", {"True"}, "size() refuses an endless set"),
    ("terms.py", "binds: int =", {"1 becomes 2"}, "no argument has a negative place"),
    ("terms.py", "return found if found is not None", {"False"}, "a term that is made again is the one that was found"),
]  # fmt: skip
"""Changes that change nothing that is proved: by file, a piece of the line, the changes, and the reason."""


@dataclass(frozen=True)
class Mutant:
    """A change of one statement at a file's top level."""

    file: str
    line: int
    function: str
    change: str
    text: str
    tree: ast.stmt

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}: {self.change}    {self.text}"

    @property
    def equivalent(self) -> bool:
        return any(
            self.file == file and piece in self.text and self.change in changes_
            for file, piece, changes_, _ in EQUIVALENT
        )


def unmatched(made: list[Mutant]) -> list[tuple[str, str, list[str]]]:
    """What the table of changes that change nothing says of changes that are not made."""
    found = []
    for file, piece, named, _ in EQUIVALENT:
        gone = named - {mutant.change for mutant in made if mutant.file == file and piece in mutant.text}
        if gone:
            found.append((file, piece, sorted(gone)))
    return found


# -- changes


def changes(node: ast.AST, parent: ast.AST, field: str):
    """New nodes for a node, each with what is said of it."""
    if is_condition(node, parent, field) and not isinstance(node, ast.Constant):
        yield "negated", ast.UnaryOp(ast.Not(), node)
        yield "False", ast.Constant(False)
        if not isinstance(parent, ast.While):
            yield "True", ast.Constant(True)
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                for other in OPPOSITE[type(op)]:
                    new = deepcopy(node)
                    new.ops[place] = other()
                    yield f"{type(op).__name__} becomes {other.__name__}", new
        case ast.BoolOp(op=op, values=values):
            new = deepcopy(node)
            new.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} swapped", new
            for place in range(len(values)):
                new = deepcopy(node)
                del new.values[place]
                yield f"{ast.unparse(values[place])} dropped", new
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not dropped", operand
        case ast.Set(elts=elements):
            for place, element in enumerate(elements):
                rest = [e for at, e in enumerate(elements) if at != place]
                new = ast.Set(rest) if rest else ast.Call(ast.Name("set", ast.Load()), [], [])
                yield f"{ast.unparse(element)} dropped", new
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield f"{ast.unparse(right)} dropped", left
            yield f"{ast.unparse(left)} dropped", right
        case ast.BinOp(left=left, op=ast.Sub() | ast.Add() as op, right=right):
            if isinstance(left, ast.Constant) and isinstance(left.value, str):
                return
            yield "the other sign", ast.BinOp(left, ast.Add() if isinstance(op, ast.Sub) else ast.Sub(), right)
            yield "right side dropped", left
        case ast.Return(value=ast.Tuple(elts=[first, claim])) if not (isinstance(first, ast.Tuple) and not first.elts):
            yield "no hypotheses", ast.Return(ast.Tuple([ast.Tuple([], ast.Load()), claim], ast.Load()))
        case ast.AugAssign(op=ast.BitOr()) | ast.Continue():
            yield "removed", ast.Pass()
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="add" | "need" | "append" | "extend" | "pop" | "insert"))):
            yield "removed", ast.Pass()
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments) if name in SIDES:
            for place in range(len(arguments) - 1):
                pair = arguments[place : place + 2]
                if any(isinstance(a, ast.Starred) for a in pair) or ast.dump(pair[0]) == ast.dump(pair[1]):
                    continue
                new = deepcopy(node)
                new.args[place : place + 2] = reversed(deepcopy(pair))
                yield f"{name}: {' and '.join(map(ast.unparse, pair))} swapped", new
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield f"{value} becomes {value + 1}", ast.Constant(value + 1)
            if value or not isinstance(parent, ast.Subscript):
                yield f"{value} becomes {value - 1}", ast.Constant(value - 1)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) if field == "value" and isinstance(
            parent, (ast.Assign, ast.AnnAssign)
        ):
            if all(isinstance(e, ast.Constant) for e in elements):
                for place, element in enumerate(elements):
                    new = deepcopy(node)
                    del new.elts[place]
                    yield f"{ast.unparse(element)} dropped", new


def is_condition(node: ast.AST, parent: ast.AST, field: str) -> bool:
    match parent:
        case ast.If() | ast.IfExp() | ast.While() | ast.Assert():
            return field == "test"
        case ast.comprehension():
            return field == "ifs"
        case ast.Call(func=ast.Name(id="expect"), args=[first, *_]):
            return node is first
    return False


def sites(node: ast.AST, function: str = ""):
    """Each node with its parent, its field, its place in that, and the function that it is in."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "defaults", "kw_defaults", "bases", "keywords"):
            continue
        inside = node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not function else function
        for place, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(part, ast.AST) or isinstance(part, (ast.JoinedStr, ast.Raise, ast.arguments)):
                continue
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                continue
            if getattr(part, "name", "") == "__repr__" or "__slots__" in ast.dump(part)[:60]:
                continue
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "expect" and place:
                continue
            yield part, node, field, place, inside
            yield from sites(part, inside)


def mutants_of(path: Path):
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    module = ast.parse(source)
    for top in module.body:
        if isinstance(top, (ast.Import, ast.ImportFrom)) or (
            isinstance(top, ast.AnnAssign) and "TypeAlias" in ast.unparse(top.annotation)
        ):
            continue
        holder = ast.Module([top], [])
        base = compiled(top, path)
        seen = {base}
        for node, parent, field, place, function in list(sites(holder)):
            for change, new in list(changes(node, parent, field)):
                line = getattr(node, "lineno", None) or getattr(parent, "lineno", top.lineno)
                ast.copy_location(new, node if hasattr(node, "lineno") else parent)
                put(parent, field, place, new)
                tree = ast.fix_missing_locations(deepcopy(top if holder.body[0] is top else holder.body[0]))
                put(parent, field, place, node)
                try:
                    code = compiled(tree, path)
                except (SyntaxError, ValueError):
                    continue
                if code not in seen:
                    seen.add(code)
                    text = lines[line - 1].strip()
                    if text == "continue":
                        text = f"{lines[line - 2].strip()} continue"
                    yield Mutant(path.name, line, function, change, text, tree)


def put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def compiled(top: ast.stmt, path: Path):
    return compile(
        ast.Module([top], []), str(path), "exec", flags=__future__.annotations.compiler_flag, dont_inherit=True
    )


# -- running


class Loaded:
    """Kernel and tests in this process, and which tests run which lines."""

    def pytest_runtestloop(self, session) -> bool:
        self.items = [item for item in session.items if not any(item.iter_markers("xfail"))]
        self.lines: dict[tuple[str, int], list] = {}
        timed = []
        for item in self.items:
            here, calls = set(), Counter()

            def on_line(frame, event, argument, here=here):
                here.add((frame.f_code.co_filename, frame.f_lineno))
                return on_line

            def on_call(frame, event, argument, calls=calls):
                code = frame.f_code
                if not code.co_filename.startswith(str(KERNEL)) or calls[code] > MANY:
                    return None
                calls[code] += 1
                return on_line

            begun = time.perf_counter()
            sys.settrace(on_call)
            try:
                run(item)
            finally:
                sys.settrace(None)
            took = time.perf_counter() - begun
            timed.append((took, item, {(Path(file).name, line) for file, line in here}))
        timed.sort(key=lambda entry: entry[0])
        self.items = [item for _, item, _ in timed]
        for _, item, lines in timed:
            for line in lines:
                self.lines.setdefault(line, []).append(item)
        return True


def forget() -> None:
    """Nothing that was computed before is kept."""
    for name, module in list(sys.modules.items()):
        if name.startswith("derivations.kernel."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def run(item) -> None:
    forget()
    item.obj(**(item.callspec.params if hasattr(item, "callspec") else {}))


def quiet_settings() -> None:
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutants", database=None, derandomize=True, deadline=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutants")


def options(*files: str) -> list[str]:
    return [*(files or (str(HERE),)), "--noconftest", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:terminal", "-x", "--rootdir",
            str(ROOT), "-o", "addopts=--import-mode=importlib"]  # fmt: skip


def codes(code, found):
    """All code objects in a code object by their qualified names and first lines."""
    for constant in code.co_consts:
        if hasattr(constant, "co_qualname"):
            found[constant.co_qualname, constant.co_firstlineno] = constant
            codes(constant, found)
    return found


def install(mutant: Mutant, live):
    """Put a mutant's code into the functions that are loaded; returns what takes it out again."""
    before = []
    code = compiled(mutant.tree, KERNEL / mutant.file)
    if mutant.function == "":
        module = sys.modules[f"derivations.kernel.{mutant.file[:-3]}"]
        names = dict(vars(module))
        exec(code, names)
        for name, value in names.items():
            old = vars(module).get(name)
            if value is not old and name != "__builtins__":
                for other in [m for n, m in sys.modules.items() if n.startswith("derivations.kernel.")]:
                    for bound_, found in list(vars(other).items()):
                        if found is old and old is not None:
                            before.append((other, bound_, found))
                            setattr(other, bound_, value)
    for key, new in codes(code, {}).items() if mutant.function else ():
        for function in live.get((mutant.file, *key), ()):
            if function.__code__ != new and len(function.__code__.co_freevars) == len(new.co_freevars):
                before.append((function, "__code__", function.__code__))
                function.__code__ = new

    def undo() -> None:
        for thing, name, value in before:
            setattr(thing, name, value)

    return undo


def trial(mutant: Mutant, loaded: Loaded, live) -> str:
    """killed, survived, or not run, as a fork of this process finds."""
    if (mutant.file, mutant.function) in ANEW:
        return forked(lambda: loaded_anew(mutant), LONG)
    items = loaded.lines.get((mutant.file, mutant.line)) if mutant.function else loaded.items
    if not items:
        items = {
            item: 0
            for (file, line), found in loaded.lines.items()
            if file == mutant.file and abs(line - mutant.line) <= 3
            for item in found
        }
    if not items:
        return "not run"

    def noticed() -> bool:
        undo = install(mutant, live)
        try:
            for item in items:
                try:
                    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
                    run(item)
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                except BaseException:
                    return True
            return False
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            undo()

    if mutant.file == "terms.py":
        return forked(noticed, LONGEST)
    signal.signal(signal.SIGVTALRM, too_long)
    return "killed" if noticed() else "survived"


def too_long(*_):
    raise TimeoutError


def forked(noticed, longest: float) -> str:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_VIRTUAL, longest)
            status = 1 if noticed() else 0
        except BaseException:
            status = 1
        finally:
            os._exit(status)
    return "survived" if os.waitpid(child, 0)[1] == 0 else "killed"


class Patched(MetaPathFinder):
    """Finds one module of the kernel with a changed statement."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name, path=None, target=None):
        if name != f"derivations.kernel.{self.mutant.file[:-3]}":
            return None
        mutant = self.mutant

        class Loader(SourceFileLoader):
            def get_code(self, fullname):
                file = KERNEL / mutant.file
                tree = ast.parse(file.read_text(encoding="utf-8"))
                tree.body = [mutant.tree if top.lineno == mutant.tree.lineno else top for top in tree.body]
                return compile(tree, str(file), "exec", dont_inherit=True)

        file = str(KERNEL / mutant.file)
        return spec_from_file_location(name, file, loader=Loader(name, file))


def loaded_anew(mutant: Mutant) -> bool:
    import pytest

    for name in [n for n in sys.modules if n.startswith(("derivations", "support", "tests", "test_", "kernel"))]:
        del sys.modules[name]
    sys.meta_path.insert(0, Patched(mutant))
    return bool(pytest.main(options(str(HERE / "test_terms.py")))) or bool(pytest.main(options()))


def _worker(places: list[int], tried: list[Mutant], loaded: Loaded, live: dict) -> int:
    """A process that tries these mutants, and what it writes to."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as out:
            for place in places:
                start = time.perf_counter()
                verdict = trial(tried[place], loaded, live)
                print(json.dumps([place, verdict, time.perf_counter() - start]), file=out, flush=True)
        os._exit(0)
    os.close(writer)
    return reader


def main() -> int:
    begun = time.perf_counter()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.chdir(ROOT)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    quiet_settings()
    import pytest

    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    paths = [path for path in sorted(KERNEL.glob("*.py")) if not chosen or path.name in chosen]
    loaded = Loaded()
    if pytest.main(options(), plugins=[loaded]):
        print("the tests themselves fail")
        return 2
    live: dict = {}
    for thing in gc.get_objects():
        code = getattr(thing, "__code__", None) if type(thing).__name__ == "function" else None
        if code is not None and code.co_filename.startswith(str(KERNEL)):
            key = (Path(code.co_filename).name, code.co_qualname, code.co_firstlineno)
            live.setdefault(key, []).append(thing)
    made = [mutant for path in paths for mutant in mutants_of(path)]
    known = [mutant for mutant in made if mutant.equivalent]
    unused = unmatched(made) if not chosen else []
    for file, piece, changes_ in unused:
        print(f"no such change: {file}: {piece}: {', '.join(changes_)}")
    tried = known if "--equivalent" in sys.argv else [mutant for mutant in made if not mutant.equivalent]
    gc.collect()
    gc.freeze()
    gc.disable()
    verdicts: dict[int, tuple[str, float]] = {}
    waiting = [list(range(worker, len(tried), WORKERS)) for worker in range(WORKERS)]
    while any(waiting):
        readers = [_worker(places, tried, loaded, live) for places in waiting if places]
        for reader in readers:
            with os.fdopen(reader) as lines:
                for line in lines:
                    place, verdict, took = json.loads(line)
                    verdicts[place] = verdict, took
        for _ in readers:
            os.wait()
        waiting = [[place for place in places if place not in verdicts] for places in waiting]
        for places in waiting:
            if places:  # the change ended its process
                verdicts[places.pop(0)] = "killed", 0.0
    survivors = [(mutant, verdicts[place][0]) for place, mutant in enumerate(tried) if verdicts[place][0] != "killed"]
    for mutant, verdict in survivors:
        print(f"{verdict}: {mutant.place}")
    by_file = Counter(mutant.file for mutant in made)
    left = Counter(mutant.file for mutant, _ in survivors)
    for file, number in sorted(by_file.items()):
        print(f"{file}: {number} made, {left[file]} left")
    slow = sorted(((took, tried[place].place) for place, (_, took) in verdicts.items()), reverse=True)[:3]
    if "--slow" in sys.argv:
        print(*slow, sep="\n")
    killed = len(tried) - len(survivors)
    print(
        f"{len(made)} made, {len(known)} equivalent, {killed} killed, {len(survivors)} survived"
        f" ({killed / max(1, len(tried)):.1%} killed), {time.perf_counter() - begun:.0f} s"
    )
    return int(bool(unused) or (killed < 0.98 * len(tried) and "--equivalent" not in sys.argv))


if __name__ == "__main__":
    sys.exit(main())
