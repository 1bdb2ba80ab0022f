"""Where information is made public: the channel vocabulary of catalogue tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.reference.files import Entry, FileHeader, shipped, toml_document
from gongkai.reference.matching import folded, index_by_name

_FILE = "channels.toml"
# Tables mark a box with one of these and leave the mark on the name.
_MARKS = "■□☑☐√✓▢▣●○◆◇*"
_OTHER = re.compile(r"^其[他它][:、\s]*(?=\S)")


class ChannelGroup(StrEnum):
    """Whether a channel is printed in most tables or named by single areas."""

    STANDARD = "standard"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel; `areas` are the codes of the areas that name it, empty when any may."""

    code: str
    name: str
    aliases: tuple[str, ...]
    group: ChannelGroup
    areas: tuple[str, ...]


@cache
def channels() -> tuple[Channel, ...]:
    """The channels in the order of the printed boxes, domain channels after them."""
    return parse_channels(shipped(_FILE))[1]


def find_channel(text: str) -> Channel | None:
    """The channel that one box of a table means: “■政府网站”, “其他：办税服务厅”; None when unknown."""
    wanted = folded(text.strip().strip(_MARKS))
    named = _by_name().get(wanted)
    if named is not None:
        return named
    return _by_name().get(_OTHER.sub("", wanted))


def parse_channels(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[Channel, ...]]:
    """Read the channels from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    parsed = tuple(_channel(entry) for entry in document.tables("channels"))
    document.finish()
    return header, parsed


def _channel(entry: Entry) -> Channel:
    channel = Channel(
        code=entry.text("code"),
        name=entry.text("name"),
        aliases=entry.texts("aliases"),
        group=entry.word("group", ChannelGroup),
        areas=entry.texts("areas"),
    )
    entry.finish()
    return channel


@cache
def _by_name() -> Mapping[str, Channel]:
    return index_by_name(((channel, (channel.name, *channel.aliases)) for channel in channels()), _FILE)
