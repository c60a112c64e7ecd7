"""Names whose modules are loaded when they are first used.

For type checkers a room is written as an import; when the code runs, `Module` stands for it:

    if TYPE_CHECKING:
        from kpbargaining.questions import votes
    else:
        votes = Module("kpbargaining.questions.votes")

    class Dataset(Store):
        vote_log: Final = votes.vote_log
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing would cost more than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["Later", "Module", "at_first_use", "modules", "promise"]


class Later:
    """A name of a module; in a class, the function of that name takes its place at first use."""

    __slots__ = ("_module", "_name", "_place")

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def load(self) -> Any:
        """What the module calls by that name."""
        return getattr(__import__(self._module, fromlist=[self._name]), self._name)

    def __set_name__(self, owner: type, name: str) -> None:
        self._place = owner, name

    def __get__(self, instance: object, owner: type) -> Any:
        function = self.load()
        setattr(*self._place, function)
        return function.__get__(instance, owner)


class Module:
    """A module that is not loaded yet; each of its names is a `Later`."""

    __slots__ = ("_module",)

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Later:
        return Later(self._module, name)


def modules(package: str, paths: dict[str, str]) -> dict[str, Module]:
    """Stand-ins for modules of a package, by the names that they have in the importing one."""
    return {name: Module(f"{package}.{path}") for name, path in paths.items()}


class _FirstUse:
    """Whether a promised name has been used, and what waits for that."""

    __slots__ = ("_been", "_waiting")

    def __init__(self) -> None:
        self._been = False
        self._waiting: list[Callable[[], object]] = []

    def await_it(self, act: Callable[[], object]) -> None:
        """Do something when it comes; at once if it has been."""
        self._waiting.append(act)
        if self._been:
            self.come()

    def come(self) -> None:
        """Do what has waited."""
        self._been = True
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()


_first_use = _FirstUse()


def at_first_use(act: Callable[[], object]) -> None:
    """Have something done once, when a promised name is first used; at once if one has been."""
    _first_use.await_it(act)


def promise(namespace: dict[str, Any], *others: str, rooms: tuple[str, ...] = ()) -> None:
    """Make the names of a module that are `Later` its promise: each is loaded when first asked.

    They leave the *namespace* of the module, and `__all__`, `__dir__` and `__getattr__` take their
    place; *others* are promised with them. The packages *rooms* inside it can be asked for, too.
    """
    later = {name: value for name, value in namespace.items() if isinstance(value, Later)}
    hidden = [name for name, value in namespace.items() if isinstance(value, (Later, Module))]
    for name in hidden:
        del namespace[name]

    def load(name: str) -> Any:
        module = namespace["__name__"]
        if name in rooms:
            return __import__(f"{module}.{name}", fromlist=[name])
        if name not in later:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        namespace[name] = value = later[name].load()
        _first_use.come()
        return value

    namespace["__all__"] = sorted([*later, *others])
    namespace["__getattr__"] = load
    namespace["__dir__"] = lambda: sorted([*namespace["__all__"], *rooms])
