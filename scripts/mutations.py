"""The small changes that `mutants.py` makes: each of a syntax tree, one at a time."""

from __future__ import annotations

import ast
from copy import copy
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

N = TypeVar("N", bound=ast.AST)

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NEVER = (ast.JoinedStr, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)
"""What is left as it is, with all that is in it: texts, and what is loaded."""
GENERIC = {"dict", "list", "set", "tuple", "type", "frozenset", "defaultdict"}
FOR_TYPES = {"annotation", "returns", "type_params", "ctx"}
"""The fields of a node that only a type checker reads."""


class Mutation(NamedTuple):
    """One change, which the tree has until the next is asked for."""

    lines: frozenset[int]
    """The lines of what is changed, and that of its statement; none if it is done on import."""
    function: str | None
    """The outermost function around it, with its line; None if it is done on import."""
    text: str


class Place(NamedTuple):
    """Where a node stands."""

    node: ast.AST
    put: Callable[[ast.AST], None]
    field: str
    """Which field of what is around it."""
    statement: ast.stmt
    function: str | None


def mutations(tree: ast.Module) -> Iterator[Mutation]:
    """Give each change of a module, always in the same order; the tree is as it was after all."""
    for place in list(places(tree, "", None, None)):
        node, function = place.node, place.function
        for new in list(changes(node, place.field)):
            if not hasattr(new, "lineno"):
                ast.copy_location(new, node)
            ast.fix_missing_locations(new)
            text = f"{node.lineno}: {short(node)} -> {short(new)}"  # type: ignore[attr-defined]
            place.put(new)
            try:
                yield Mutation(lines_of(place) if function else frozenset(), function, text)
            finally:
                place.put(node)


def short(node: ast.AST) -> str:
    """Give the first line of the code of a node."""
    return ast.unparse(node).partition("\n")[0]


def lines_of(place: Place) -> frozenset[int]:
    """Give the lines that are run when a node is."""
    node = place.node
    last = node.lineno if isinstance(node, ast.stmt) else node.end_lineno  # type: ignore[attr-defined]
    return frozenset([place.statement.lineno, *range(node.lineno, last + 1)])  # type: ignore[attr-defined]


def places(
    node: ast.AST, prefix: str, function: str | None, statement: ast.stmt | None
) -> Iterator[Place]:
    """Give every node in a node that is run, from the outside to the inside."""
    for field, value in ast.iter_fields(node):
        if field in FOR_TYPES:
            continue
        inside, before = function, prefix
        if isinstance(node, FUNCTIONS) and field == "body" and not function:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            inside = f"{prefix}{node.name}:{first}"
        elif isinstance(node, ast.ClassDef):
            before = f"{prefix}{node.name}."
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or left_alone(child, node):
                continue
            around = child if isinstance(child, ast.stmt) else statement
            if around is not None:
                put = putting(node, field, number if isinstance(value, list) else None)
                yield Place(child, put, field, around, inside)
            yield from places(child, before, inside, around)


def putting(parent: ast.AST, field: str, number: int | None) -> Callable[[ast.AST], None]:
    """Give what puts another node in a place."""

    def put(node: ast.AST) -> None:
        if number is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[number] = node

    return put


def left_alone(node: ast.AST, parent: ast.AST) -> bool:
    """Whether a node is a text or a type, with all that is in it."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")]):
            return True
        case ast.FunctionDef(decorator_list=[ast.Name(id="overload"), *_]):
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name in GENERIC or (name[0].isupper() and not name[1:].isupper())
    raised = isinstance(parent, ast.Raise)
    return raised or isinstance(node, NEVER)


def changes(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """Give what can stand in the place of a node."""
    if isinstance(node, ast.stmt):
        yield from other_statements(node)
    elif isinstance(node, ast.expr) and not (field == "comparators" and is_none(node)):
        yield from other_values(node)
        yield from other_results(node)
        if field in {"test", "ifs"} and not has_opposite(node):
            yield ast.UnaryOp(ast.Not(), node)


def other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    """Give other statements in the place of one."""
    match node:
        case ast.Return(value=ast.expr() as value) if not is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
            yield ast.Pass()
        case ast.AugAssign(op=op):
            yield ast.Pass()
            yield from (with_one(node, op=new()) for new in other(COMPUTED, op))
        case ast.Expr() | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def other_values(node: ast.expr) -> Iterator[ast.expr]:
    """Give other constants and parts in the place of one."""
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=None):
            yield ast.Constant(value=True)
        case ast.Slice(lower=lower, upper=upper, step=step):
            ends = {"lower": lower, "upper": upper, "step": step}
            yield from (with_one(node, **{name: None}) for name, end in ends.items() if end)
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield with_one(node, func=ast.Name(CALLED[name], ast.Load()))


def other_results(node: ast.expr) -> Iterator[ast.expr]:
    """Give other operations in the place of one."""
    match node:
        case ast.Compare(ops=ops):
            for number, op in enumerate(ops):
                for new in COMPARED[type(op)]:
                    yield with_one(node, ops=[*ops[:number], new(), *ops[number + 1 :]])
        case ast.BinOp(op=op):
            yield from (with_one(node, op=new()) for new in other(COMPUTED, op))
        case ast.BoolOp(op=ast.And()):
            yield with_one(node, op=ast.Or())
        case ast.BoolOp(op=ast.Or(), values=[*first, _]):
            yield with_one(node, op=ast.And())
            yield with_one(node, values=first) if first[1:] else first[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand


def other(table: dict[type, type], op: ast.AST) -> Iterator[type]:
    """Give the operator in the place of one."""
    if type(op) in table:
        yield table[type(op)]


def with_one(node: N, **fields: object) -> N:
    """Copy a node with other fields."""
    new = copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def has_opposite(node: ast.expr) -> bool:
    """Whether one of the other changes turns a condition around already."""
    match node:
        case ast.Compare(ops=[_]) | ast.UnaryOp(op=ast.Not()) | ast.Constant():
            return True
    return False


def is_none(node: ast.expr) -> bool:
    """Whether an expression is None."""
    return isinstance(node, ast.Constant) and node.value is None


def functions_in(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """Give the code of all functions in a module, with the name and line of each."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield f"{constant.co_qualname}:{constant.co_firstlineno}", constant
            yield from functions_in(constant)
