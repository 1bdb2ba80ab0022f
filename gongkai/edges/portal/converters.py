"""What may stand in an address; anything else is simply not found and never reaches the database."""

from __future__ import annotations

from gongkai.kernel.ids import ALPHABET, PUBLIC_ID_LENGTH


class _Text:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PublicId(_Text):
    """The identifier of a document or an item."""

    regex = f"[{ALPHABET}]{{{PUBLIC_ID_LENGTH}}}"


class AreaCode(_Text):
    """The code of an area; a region may add its own beside the 26."""

    regex = "[0-9A-Za-z]{1,2}"


class Number:
    """A whole number that fits every column it is compared with."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
