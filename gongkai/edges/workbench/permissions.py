"""Which role may do what, for people to read. The test of this table compares it with the policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.enums import APPROVERS, TOWNSHIP_KEEPERS
from gongkai.core.information.enums import PUBLISHERS, PURGERS, WITHDRAWERS, WRITERS
from gongkai.core.powers.enums import KEEPERS as POWER_KEEPERS
from gongkai.core.powers.enums import SORTERS
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.edges.components.shapes import Grid, GridMark, GridRow
from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.execution import COMMANDS

_SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
_SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
_AUDIT = frozenset({Role.AUDIT_ADMINISTRATOR})
_OFFICE = frozenset({Role.OPEN_AFFAIRS_OFFICE})
_OPERATORS = frozenset({Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR})
_REVIEW, _SECRECY, _SIGN_OFF = (frozenset({step.role}) for step in STANDARD_ROUTE)


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Deeds of one kind with the roles that have anything to do with them."""

    label: str
    grid: Grid


ROLES_BY_DEED: dict[str, dict[str, frozenset[Role]]] = {
    "文件": {
        "information.document.draft": WRITERS,
        "information.draft.save": WRITERS,
        "information.draft.discard": WRITERS,
        "information.draft.restore": WRITERS,
        "information.draft.erase": PURGERS,
        "information.attachment.add": WRITERS,
        "information.edition.submit": WRITERS,
        "information.edition.recall": WRITERS,
        "information.edition.review": _REVIEW,
        "information.edition.secrecy": _SECRECY,
        "information.edition.sign_off": _SIGN_OFF,
        "information.edition.publish": PUBLISHERS,
        "information.correction.start": WRITERS,
        "information.document.withdraw": WITHDRAWERS,
    },
    "标准目录": {
        "catalogue.catalogue.create": _OFFICE,
        "catalogue.upload.receive": _OFFICE,
        "catalogue.upload.correct": _OFFICE,
        "catalogue.upload.import": _OFFICE,
        "catalogue.item.add": _OFFICE,
        "catalogue.item.update": _OFFICE,
        "catalogue.item.remove": _OFFICE,
        "catalogue.item.adopt": _OFFICE,
        "catalogue.area.adopt": _OFFICE,
        "catalogue.match.confirm": _OFFICE,
        "catalogue.exemption.propose": _OFFICE,
        "catalogue.exemption.approve": APPROVERS,
        "catalogue.exemption.end": _OFFICE,
        "catalogue.version.submit": _OFFICE,
        "catalogue.version.return": APPROVERS,
        "catalogue.version.publish": APPROVERS,
        "catalogue.standard.register": _OFFICE,
        "catalogue.content_standard.set": _OFFICE,
    },
    "乡镇和村的目录": {
        "catalogue.catalogue.derive@township": TOWNSHIP_KEEPERS,
        "catalogue.item.update@township": TOWNSHIP_KEEPERS,
        "catalogue.item.align@township": TOWNSHIP_KEEPERS,
        "catalogue.version.submit@township": TOWNSHIP_KEEPERS,
    },
    "领域责任、权责清单和负面清单": {
        "responsibilities.area.assign": _OFFICE,
        "responsibilities.assignment.end": _OFFICE,
        "responsibilities.matrix.fill": _OFFICE,
        "powers.upload.receive": _OFFICE,
        "powers.upload.import": _OFFICE,
        "powers.power.create": POWER_KEEPERS,
        "powers.power.revise": POWER_KEEPERS,
        "powers.power.cancel": POWER_KEEPERS,
        "powers.link.save": SORTERS,
        "powers.information.save": SORTERS,
        "powers.sorting.submit": SORTERS,
        "powers.sorting.recall": SORTERS,
        "powers.sorting.confirm": _OFFICE,
        "powers.sorting.return": _OFFICE,
        "powers.sorting.reopen": POWER_KEEPERS,
        "powers.entry.add": _OFFICE,
        "powers.entry.examine": _OFFICE,
        "powers.entry.end": _OFFICE,
    },
    "站点": {
        "publishing.site.update": _OPERATORS,
        "operations.delivery.revive": _OPERATORS,
    },
    "机构和账号": {
        "organisations.division.create": _SYSTEM,
        "organisations.body.create": _SYSTEM,
        "organisations.body.update": _SYSTEM | _OFFICE,
        "organisations.body.rename": _SYSTEM,
        "organisations.body.merge": _SYSTEM,
        "organisations.body.close": _SYSTEM,
        "identity.account.create": _SYSTEM,
        "identity.account.disable": _SYSTEM,
        "identity.password.reset": _SYSTEM,
        "identity.account.unlock": _SECURITY,
        "identity.role.grant": _SECURITY,
        "identity.role.revoke": _SECURITY,
        "operations.audit.verify": _AUDIT,
        "operations.audit.export": _AUDIT,
    },
}


def matrix() -> list[MatrixGroup]:
    """The table in groups; each group has the columns that it needs."""
    return [
        MatrixGroup(label, _grid(deeds, _columns(deeds.values()))) for label, deeds in ROLES_BY_DEED.items()
    ]


def _columns(role_sets: Iterable[frozenset[Role]]) -> list[Role]:
    used = {role for roles in role_sets for role in roles}
    return [role for role in Role if role in used or role in ADMINISTRATORS]


def _grid(deeds: dict[str, frozenset[Role]], columns: Sequence[Role]) -> Grid:
    return Grid(
        columns=[role.label for role in columns],
        rows=[
            GridRow(_label(tag), [GridMark(allowed=role in roles) for role in columns])
            for tag, roles in deeds.items()
        ],
    )


def _label(deed: str) -> str:
    """A deed is the tag of a command, with `@` and where it is done if that decides who may."""
    return COMMANDS[deed.partition("@")[0]].label
