"""Lines of a table with their pages and files: read, cleaned, and found wanting or good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.guarding import queries as guarding
from gongkai.core.importing import queries, rules
from gongkai.core.importing.commands.guarding import guard
from gongkai.core.importing.enums import Field
from gongkai.core.importing.models import ImportRun, OldAddress
from gongkai.core.information.commands import migrating
from gongkai.core.information.commands.hygiene import take_in
from gongkai.core.information.rules import BODY_LENGTH, MOST_ATTACHMENTS
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text.markup.from_text import plain_to_html
from gongkai.text.markup.sanitising import plain_text, sanitise
from gongkai.text.old_site import Address, Material, body_of_page, rewritten

_OFFICE_LINK = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar", ".ofd", ".txt")


@dataclass(slots=True)
class File:
    """A file of the folder that belongs to a document; `shown` is how the page or the table calls it."""

    path: str
    shown: str
    addresses: list[str] = field(default_factory=list)
    """As the page writes them."""
    key: int = 0
    sha256: str = ""
    original: str | None = None
    removed: tuple[str, ...] = ()


@dataclass(slots=True)
class Prepared:
    """A line on its way. `html` and `text` are filled only for what is going to be written."""

    row: rules.Row
    html: str = ""
    text: str = ""
    files: dict[str, File] = field(default_factory=dict)
    """By path within the folder."""
    key: int = 0
    public_id: str = ""


def look_at(run: ImportRun, lines: Sequence[rules.Line]) -> list[Prepared]:
    """Read lines as `prepare` does, but keep no file and reserve nothing."""
    material = queries.material_of(run)
    prepared = _read(run, lines, material)
    for each in _good(prepared):
        _cleaned(each, lambda address: None)
    _guard(_good(prepared), material)
    return prepared


def prepare(run: ImportRun, lines: Sequence[rules.Line]) -> list[Prepared]:
    """Read lines, store their files, and give documents and files the keys that the bodies name."""
    material = queries.material_of(run)
    prepared = _read(run, lines, material)
    for each in _good(prepared):
        _store(each, material)
    good = _good(prepared)
    reserved = migrating.reserve(len(good), sum(len(each.files) for each in good))
    keys = iter(reserved.files)
    for each, (key, public_id) in zip(good, reserved.documents, strict=True):
        each.key, each.public_id = key, public_id
        for file in each.files.values():
            file.key = next(keys)
        _cleaned(each, _replacer(each, material, queries.mapping_of(run).host))
    _guard(_good(prepared), material)
    return prepared


def _guard(prepared: list[Prepared], material: Material) -> None:
    in_force = guarding.rules_in_force()
    for each in prepared:
        files = [(file.path, file.shown) for file in each.files.values()]
        guard(each.row, each.text, files, material, in_force)


def _good(prepared: list[Prepared]) -> list[Prepared]:
    return [each for each in prepared if not each.row.is_refused]


def _read(run: ImportRun, lines: Sequence[rules.Line], material: Material) -> list[Prepared]:
    mapping = queries.mapping_of(run)
    prepared = [Prepared(rules.read_row(line, mapping)) for line in lines]
    _refuse_strangers(run, prepared)
    _refuse_moved(prepared)
    for each in _good(prepared):
        try:
            each.html = _page(each.row, material, mapping.content_place)
            _gather(each, material)
        except InvalidInput as error:
            each.row.refuse(Field.CONTENT, each.row.content_file, error.message)
    return prepared


def _refuse_strangers(run: ImportRun, prepared: list[Prepared]) -> None:
    """Bodies of another division or without a credit code, and items that do not hold for the body.

    A body with a catalogue of its own publishes under its own row for the item that was meant.
    """
    bodies = organisations.list_bodies(division_id=run.division_id, include_closed=True).in_bulk()
    lower = catalogue.lines_below({each.row.item_id for each in _good(prepared)})
    fitting: dict[int, dict[int, int]] = {}
    for each in _good(prepared):
        row = each.row
        body = bodies.get(row.body_id)
        if body is None:
            row.refuse(Field.BODY, "", "发布机构不属于迁移的地区")
            continue
        if not body.uscc:
            row.refuse(Field.BODY, body.name, "该单位没有登记统一社会信用代码，不能编索引号")
        if row.body_id not in fitting:
            own = catalogue.items_for_body(row.body_id).values_list("pk", flat=True)
            fitting[row.body_id] = {lower.get(item, item): item for item in own}
        item = fitting[row.body_id].get(row.item_id)
        if item is None:
            row.refuse(Field.COLUMN, "", f"对应的公开事项不在“{body.name}”适用的目录中")
        else:
            row.item_id = item


def _refuse_moved(prepared: list[Prepared]) -> None:
    """Lines whose old address leads somewhere already, and twins within the batch; like titles are said."""
    good = _good(prepared)
    paths = {each.row.place.path for each in good if each.row.place}
    known = set(OldAddress.objects.filter(path__in=paths).values_list("host", "path"))
    titles: dict[int, set[str]] = {}
    for each in good:
        titles.setdefault(each.row.body_id, set()).add(each.row.title)
    twins = migrating.twins(titles)
    for each in good:
        row = each.row
        if row.place and (row.place.host, row.place.path) in known:
            row.refuse(Field.OLD_ADDRESS, row.place.path, "这个网址的信息已经迁移过，或在清单中重复")
            continue
        if row.place:
            known.add((row.place.host, row.place.path))
        if (row.body_id, row.title) in twins:
            row.remark(Field.TITLE, row.title, "该单位已有同名信息，请核对是否重复")


def _page(row: rules.Row, material: Material, place: str) -> str:
    if row.content_file:
        path = material.find(row.content_file)
        if path is None:
            raise InvalidInput(f"材料中没有正文文件“{row.content_file[:100]}”")
        row.content_file = path
        text = material.page(path)
        if path.lower().endswith(".txt"):
            return plain_to_html(text)
        return body_of_page(text, place)
    if "<" not in row.content:
        return plain_to_html(row.content)
    return body_of_page(row.content, place)


def _gather(each: Prepared, material: Material) -> None:
    """The files that the table lists and the page shows or links to, each once."""
    row = each.row
    for listed in row.attachments:
        path = material.find(listed, row.content_file)
        if path is None:
            row.refuse(Field.ATTACHMENTS, listed, "材料中没有这个附件")
            return
        each.files.setdefault(path, File(path, path.rpartition("/")[2])).addresses.append(listed)

    def note_file(address: Address) -> None:
        path = material.find(address.value, row.content_file)
        is_file = address.is_image or address.value.lower().partition("?")[0].endswith(_OFFICE_LINK)
        if path is not None and is_file:
            shown = address.words or path.rpartition("/")[2]
            each.files.setdefault(path, File(path, shown)).addresses.append(address.value)
        elif is_file and not address.is_image and not urlsplit(address.value).netloc:
            row.remark(Field.CONTENT, address.value, "正文链接的文件不在材料中，链接保留")

    rewritten(each.html, note_file)
    if len(each.files) > MOST_ATTACHMENTS:
        row.refuse(Field.ATTACHMENTS, "", f"附件和图片共{len(each.files)}个，超过{MOST_ATTACHMENTS}个")


def _store(each: Prepared, material: Material) -> None:
    names: set[str] = set()
    for file in each.files.values():
        base = file.path.rpartition("/")[2]
        suffix = base.rpartition(".")[2].lower()
        shown = file.shown if file.shown.lower().endswith(f".{suffix}") else f"{file.shown[:100]}.{suffix}"
        try:
            taken = take_in(material.chunks(file.path), base, converts=False)
        except InvalidInput as error:
            each.row.refuse(Field.ATTACHMENTS, file.path, error.message)
            return
        file.sha256, file.removed = taken.public.sha256, taken.removed
        file.original = taken.original.sha256 if taken.original != taken.public else None
        file.shown = _free_name(clean_name(shown), names)
        names.add(file.shown)


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number = 2
    free = name
    while free in taken:
        free = f"{stem}（{number}）{dot}{suffix}"
        number += 1
    return free


def _replacer(each: Prepared, material: Material, host: str) -> Callable[[Address], str | None]:
    """Addresses of files become ours; absolute ones of the old site lose their host and are redirected."""
    by_address = {address: file for file in each.files.values() for address in file.addresses}

    def replace(address: Address) -> str | None:
        file = by_address.get(address.value)
        if file is not None:
            return f"/documents/{each.public_id}/files/{file.key}/"
        parts = urlsplit(address.value)
        if host and (parts.hostname or "").lower() == host:
            return parts._replace(scheme="", netloc="").geturl()
        if each.row.place and not parts.scheme and not address.value.startswith(("/", "#")):
            return urljoin(each.row.place.path, address.value)
        return None

    return replace


def _cleaned(each: Prepared, replace: Callable[[Address], str | None]) -> None:
    row = each.row
    try:
        clean = sanitise(rewritten(each.html, replace))
        each.html, each.text = clean.html, plain_text(clean.html)
    except InvalidInput as error:
        row.refuse(Field.CONTENT, row.content_file, error.message)
        return
    if len(each.html) > BODY_LENGTH:
        row.refuse(Field.CONTENT, row.content_file, f"正文超过{BODY_LENGTH // 10_000}万字符")
    elif not each.text.strip() and not each.files:
        row.refuse(Field.CONTENT, row.content_file, "正文是空的，也没有附件")
    risky = [line for line in clean.removed if "脚本" in line or "内嵌" in line or "表单" in line]
    if risky:
        row.remark(Field.CONTENT, row.content_file, "；".join(risky))


def year_of(row: rules.Row) -> int:
    """The year of publication in China, which the index number names."""
    assert row.published_at is not None
    return clock.day_of(row.published_at).year
