"""What Hypothesis calls when it is imported, so that `st.from_type(kp.Session)` works.

Everyone who has both installed pays for it with each run of Hypothesis. So nothing of ours is
loaded and registered before a name of the front door is first used; and the strategies themselves
are loaded when Hypothesis first asks for one.
"""

from __future__ import annotations

from kpbargaining.later import at_first_use

TYPE_CHECKING = False  # typing would cost more than the rest of this module
if TYPE_CHECKING:
    from typing import Any

__all__ = ["offer"]


def offer() -> None:
    """Have the strategies registered at the first use of our names; at once if that has been."""
    at_first_use(_register)


def _register() -> None:
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 (see above)

    from kpbargaining.dataset import Dataset  # noqa: PLC0415 (see above)
    from kpbargaining.records.evidence import Evidence  # noqa: PLC0415 (see above)
    from kpbargaining.records.kinds import BY_CLASS  # noqa: PLC0415 (see above)
    from kpbargaining.values.days import Days  # noqa: PLC0415 (see above)
    from kpbargaining.values.passages import Passage  # noqa: PLC0415 (see above)
    from kpbargaining.values.quantity import Quantity  # noqa: PLC0415 (see above)
    from kpbargaining.values.when import PartialDate, Span  # noqa: PLC0415 (see above)

    values = (Days, PartialDate, Passage, Quantity, Span)
    for cls in (*values, *BY_CLASS, Evidence, Dataset):
        register_type_strategy(cls, _strategy)


def _strategy(cls: type[Any]) -> Any:
    from kpbargaining.strategies.typed import of_type  # noqa: PLC0415 (see above)

    return of_type(cls)
