"""Who acts. Nothing is written without one."""

from dataclasses import dataclass

KINDS = frozenset({"user", "worker", "command", "system"})


class AnonymousActor(ValueError):
    """An actor must say what kind it is and which one."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`kind` is one of KINDS; `name` is an id or a fixed word, never a person's name or address."""

    kind: str
    name: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not self.name:
            raise AnonymousActor(f"no actor of kind {self.kind!r}")

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def user_actor(user_id: int) -> Actor:
    return Actor("user", str(user_id))
