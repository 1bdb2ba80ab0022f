"""The metadata of a document beside title, number and date of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.edges.workbench.forms.base import WorkbenchForm

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


class MetadataForm(WorkbenchForm):
    """Issuers, the dates kept apart, who it is for."""

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> MetadataForm:
        """The form of an edition, filled with what is stored or with what was sent."""
        return cls(data)

    def changes(self) -> dict[str, Any]:
        """Fields of `Draft` with what was entered; what the form does not show is not among them."""
        return {}
