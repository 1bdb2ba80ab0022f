"""Which columns and rows of a table the public gets, as the author says it."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.core.information.rules.partial_tables import Hiding, Withheld, rows_in_words, rows_named
from gongkai.core.information.rules.tables import TableData
from gongkai.edges.workbench.forms.base import WorkbenchForm

_COLUMN = "column-"
_ROWS = {Hiding.OMIT: "rows_omitted", Hiding.MASK: "rows_masked"}
_CHOICES = [("", "公开"), (Hiding.MASK.value, "遮盖（列名保留）"), (Hiding.OMIT.value, "整列删去")]
_ROWS_LENGTH = 2_000


class TablePartsForm(WorkbenchForm):
    """A choice for each column, and rows by their numbers."""

    rows_omitted = forms.CharField(
        label="整行删去",
        required=False,
        max_length=_ROWS_LENGTH,
        help_text="填行号，如“3、5-8”。公众看不出有这些行。",
    )
    rows_masked = forms.CharField(
        label="整行遮盖",
        required=False,
        max_length=_ROWS_LENGTH,
        help_text="填行号。公众看得到有这一行，各格写作“［删减］”。",
    )
    field_names = {"rows": "rows_omitted"}

    def __init__(self, table: TableData, withheld: Withheld, sent: Any = None) -> None:
        super().__init__(
            sent,
            initial={
                **{f"{_COLUMN}{code}": hiding.value for code, hiding in withheld.columns.items()},
                **{
                    name: rows_in_words([row for row, found in withheld.rows.items() if found is hiding])
                    for hiding, name in _ROWS.items()
                },
            },
        )
        chosen = {
            f"{_COLUMN}{column.code}": forms.ChoiceField(label=column.name, choices=_CHOICES, required=False)
            for column in table.columns
        }
        self.fields = {**chosen, **self.fields}

    def clean_rows_omitted(self) -> list[int]:
        return self._rows(_ROWS[Hiding.OMIT])

    def clean_rows_masked(self) -> list[int]:
        return self._rows(_ROWS[Hiding.MASK])

    def withheld(self) -> Withheld:
        """What was chosen; a row named twice is left out."""
        given = self.cleaned_data
        columns = {
            name.removeprefix(_COLUMN): Hiding(value)
            for name, value in given.items()
            if name.startswith(_COLUMN) and value
        }
        masked = dict.fromkeys(given[_ROWS[Hiding.MASK]], Hiding.MASK)
        return Withheld(columns, masked | dict.fromkeys(given[_ROWS[Hiding.OMIT]], Hiding.OMIT))

    def _rows(self, name: str) -> list[int]:
        found = rows_named(self.cleaned_data[name])
        if isinstance(found, str):
            raise forms.ValidationError(f"没有读懂“{found[:20]}”，请填行号，如“3、5-8”。")
        return found
