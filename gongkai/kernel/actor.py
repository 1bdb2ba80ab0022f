"""Who acts: the one value that commands, policies and the audit log know people by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    SYSTEM = "system"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held over a body, over a division and all below it, or (both None) over the installation."""

    role: str
    body_id: int | None = None
    division_id: int | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who is away, and for whom another person stands in (代理): who it is, with what rights."""

    account_id: int
    name: str
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A snapshot of who acts, with the rights held at that moment.

    It carries names and not only keys, so that an audit row stays readable after an account is gone.
    `stands_in_for`: whose steps of a review the person may decide today; no other right follows from it.
    """

    account_id: int | None
    name: str
    kind: ActorKind
    body_id: int | None = None
    body_name: str = ""
    grants: tuple[Grant, ...] = ()
    address: str = ""
    stands_in_for: tuple[Principal, ...] = ()

    @classmethod
    def system(cls, task: str) -> Actor:
        """The product itself, doing `task` on no person's behalf."""
        return cls(account_id=None, name=task, kind=ActorKind.SYSTEM)

    @classmethod
    def public(cls, address: str = "") -> Actor:
        """A visitor who is not signed in."""
        return cls(account_id=None, name="公众", kind=ActorKind.PUBLIC, address=address)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    def snapshot(self) -> dict[str, object]:
        """What the audit log keeps of the actor (no rights: they are rows of their own)."""
        return {
            "account_id": self.account_id,
            "name": self.name,
            "kind": self.kind.value,
            "body_id": self.body_id,
            "body_name": self.body_name,
            "address": self.address,
        }
