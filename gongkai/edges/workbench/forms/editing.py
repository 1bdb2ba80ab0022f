"""The editor is one form to whoever writes, and several to the code: text, metadata, fields of the kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gongkai.core.information.rules import Draft
from gongkai.edges.workbench import body_text
from gongkai.edges.workbench.forms.drafting import DraftForm
from gongkai.edges.workbench.forms.kind_fields import KindForm
from gongkai.edges.workbench.forms.metadata import MetadataForm
from gongkai.edges.workbench.forms.openness import OpennessForm
from gongkai.kernel.errors import GongkaiError, InvalidInput

if TYPE_CHECKING:
    from django.forms import BoundField

    from gongkai.core.information.models import Edition
    from gongkai.edges.workbench.forms.base import WorkbenchForm


@dataclass(frozen=True, slots=True)
class EditorForms:
    """All that is written about a draft, sent together; templates read it like one form."""

    draft: DraftForm
    metadata: MetadataForm
    kind: KindForm
    openness: OpennessForm

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> EditorForms:
        """The forms of an edition, filled with what is stored or with what was sent."""
        return cls(
            DraftForm.of(edition, data),
            MetadataForm.of(edition, data),
            KindForm.of(edition, data),
            OpennessForm.of(edition, data),
        )

    @property
    def parts(self) -> tuple[WorkbenchForm, ...]:
        return (self.draft, self.metadata, self.kind, self.openness)

    def is_valid(self) -> bool:
        """Every part is asked, so that all mistakes are named at once."""
        return not [part for part in self.parts if not part.is_valid()]

    def written(self, stored: Draft) -> Draft:
        """What is to be kept: what no field shows stays as it is stored."""
        parts = (self.metadata.changes(), self.kind.changes(), self.openness.changes())
        changes = {name: value for part in parts for name, value in part.items()}
        changes["values"] = stored.values | parts[0].get("values", {}) | parts[1].get("values", {})
        return self.openness.arranged(replace(self.draft.draft(stored), **changes))

    def show(self, found: Draft, body_html: str) -> None:
        """Fill in what a file says, for the person to look at; what it does not say stays as it is stored."""
        shown = {
            "title": found.title,
            "document_number": found.document_number,
            "written_on": found.written_on,
            "printed_on": found.printed_on,
            "issuers": found.issuers,
            "openness": found.openness,
        }
        for part in self.parts:
            part.initial.update(
                {name: value for name, value in shown.items() if value and name in part.fields}
            )
        self.draft.initial.update(body_html=body_html, body_format=body_text.MARKUP)

    def refuse(self, error: GongkaiError) -> None:
        """Put a refusal beside the field that it concerns, in whichever part that is."""
        faults = dict(error.fields) if isinstance(error, InvalidInput) else {}
        for part in (self.metadata, self.kind, self.openness):
            own = {name: faults.pop(name) for name in list(faults) if self._is_of(part, name)}
            if own:
                part.refuse(InvalidInput(error.message, own))
        if faults or not isinstance(error, InvalidInput) or not error.fields:
            self.draft.refuse(InvalidInput(error.message, faults) if faults else error)

    @staticmethod
    def _is_of(part: WorkbenchForm, name: str) -> bool:
        return part.field_names.get(name, name) in part.fields

    @property
    def errors(self) -> dict[str, Any]:
        return {name: found for part in self.parts for name, found in part.errors.items()}

    def non_field_errors(self) -> list[str]:
        return [str(error) for part in self.parts for error in part.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        return (field for part in self.parts for field in part)
