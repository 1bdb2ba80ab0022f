"""The fields that the kind of a document declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.edges.workbench.forms.base import WorkbenchForm

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


class KindForm(WorkbenchForm):
    """What a document of this kind says beyond its text."""

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> KindForm:
        """The form of an edition, filled with what is stored or with what was sent."""
        return cls(data)

    def changes(self) -> dict[str, Any]:
        """Fields of `Draft` with what was entered; `values` of other kinds are not among them."""
        return {}
