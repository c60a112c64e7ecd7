"""What every record has."""

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.roles import Checked, key
from kpbargaining.values.texts import Id

__all__ = ["Record"]


@frozen(kw_only=True, repr=False)
class Record(Checked):
    """One thing in the world, known by its id; it refers to others by their ids only."""

    id: Id = field(metadata=key("The record's own name, unique over all kinds"))

    def __attrs_post_init__(self) -> None:
        """Hold the id to the round: only what lives inside one is named `<round>/<name>`."""
        super().__attrs_post_init__()
        prefix, slash, _ = self.id.partition("/")
        home = getattr(self, "round", None)
        if (prefix if slash else None) != home:
            form = "an id without /" if home is None else "an id of the form <round>/<name>"
            raise InvalidValue(form, self.id, "id")
