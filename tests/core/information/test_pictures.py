"""Pictures within the text: kept by content, public only while the public text shows them."""

from __future__ import annotations

import pytest

from gongkai.core.information import commands, queries, rules
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.publishing import queries as publishing
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import Denied, InvalidInput, NotFound
from gongkai.text.markup.pictures import picture_address, pictures_in
from tests import factories as make
from tests.bad_files import PNG
from tests.factories import County


def put_in(county: County, edition: Edition, name: str = "治理前后.png", content: bytes = PNG) -> Attachment:
    editor = county.person(Role.DEPARTMENT_EDITOR, edition.document.body)
    return commands.attach_picture(actor=editor, edition_id=edition.pk, name=name, chunks=[content])


def showing(edition: Edition, *pictures: Attachment, alt: str = "河道治理前后对比") -> str:
    shown = "".join(
        f'<figure><img src="{picture_address(edition.document.public_id, each.pk)}" alt="{alt}"></figure>'
        for each in pictures
    )
    return f"<p>治理成效如下。</p>{shown}"


def save(county: County, edition: Edition, **fields: object) -> Edition:
    fresh = queries.get_edition(edition.pk)
    return commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=fresh.revision,
        draft=make.a_draft(**fields),
    )


def test_a_picture_is_kept_apart_from_the_files_offered(county: County) -> None:
    edition = make.draft(county)
    picture = put_in(county, edition)
    assert (picture.is_inline, picture.file.media_type, picture.name) == (True, "image/png", "治理前后.png")
    saved = save(county, edition, body_html=showing(edition, picture))
    (found,) = pictures_in(saved.body_html)
    assert (found.file_id, found.alt) == (picture.pk, "河道治理前后对比")
    assert queries.check_draft(queries.get_edition(edition.pk)).complete


def test_pasted_pictures_of_one_name_are_told_apart(county: County) -> None:
    edition = make.draft(county)
    names = [put_in(county, edition, "image.png").name for _ in range(3)]
    assert names == ["image.png", "image（2）.png", "image（3）.png"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("说明.txt", "文字".encode(), "不是图片"),
        ("图.png", b"<svg onload=alert(1)>", "类型不在允许范围内"),
        ("图.jpg", PNG, "扩展名与内容不符"),
        ("图.png", b"", "是空文件"),
        ("图.png", PNG + bytes(rules.PICTURE_SIZE), "超过 10 MB"),
    ],
)
def test_what_is_no_picture_is_refused_by_content(
    county: County, name: str, content: bytes, words: str
) -> None:
    edition = make.draft(county)
    with pytest.raises(InvalidInput, match=words):
        put_in(county, edition, name, content)
    assert not edition.attachments.exists()


def test_no_more_pictures_than_a_page_can_bear(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_PICTURES", 1)
    edition = make.draft(county)
    put_in(county, edition)
    with pytest.raises(InvalidInput, match="最多1张"):
        put_in(county, edition, "第二张.png")


def test_pictures_go_into_drafts_only(county: County) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.IN_REVIEW)
    with pytest.raises(Denied, match="审批中"):
        put_in(county, edition)


def test_a_picture_without_words_or_without_its_file_is_lacking(county: County) -> None:
    edition = make.draft(county)
    picture = put_in(county, edition)
    foreign = put_in(county, make.draft(county, "另一件"))
    save(county, edition, body_html=showing(edition, picture, alt="") + showing(edition, foreign))
    lacks = [lack.message for lack in queries.check_draft(queries.get_edition(edition.pk)).lacks]
    assert lacks == ["正文第1张图片缺说明文字", "正文第2张图片的文件已不在，请删除后重新插入"]
    with pytest.raises(InvalidInput):
        make.submit(county, edition)


def test_the_public_reads_a_picture_from_publication_on(county: County) -> None:
    edition = make.draft(county)
    shown, unused = put_in(county, edition), put_in(county, edition, "没用上.png")
    save(county, edition, body_html=showing(edition, shown))
    public_id = edition.document.public_id
    with pytest.raises(NotFound):
        publishing.public_attachment(public_id, shown.pk)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    assert publishing.public_attachment(public_id, shown.pk).pk == shown.pk
    with pytest.raises(NotFound):
        publishing.public_attachment(public_id, unused.pk)


def test_a_picture_of_the_withheld_part_stays_inside(county: County) -> None:
    edition = make.draft(county)
    shown, withheld = put_in(county, edition), put_in(county, edition, "涉密.png")
    save(
        county,
        edition,
        body_html=showing(edition, shown),
        full_html=showing(edition, shown, withheld) + "<p>附图为某公司的工艺流程。</p>",
        openness="partial",
        openness_reason="附图涉及商业秘密。",
        openness_article="《政府信息公开条例》第十五条",
    )
    make.bring_to(county, edition, EditionState.PUBLISHED)
    with pytest.raises(NotFound):
        publishing.public_attachment(edition.document.public_id, withheld.pk)
    assert publishing.public_attachment(edition.document.public_id, shown.pk)


def test_a_correction_shows_pictures_of_its_own(county: County) -> None:
    edition = make.draft(county)
    picture = put_in(county, edition)
    save(county, edition, body_html=showing(edition, picture))
    make.bring_to(county, edition, EditionState.PUBLISHED)
    second = make.correct(county, edition.document)
    (own,) = second.attachments.all()
    assert own.pk != picture.pk and own.is_inline and own.file_id == picture.file_id
    assert [found.file_id for found in pictures_in(second.body_html)] == [own.pk]
    assert queries.check_draft(queries.get_edition(second.pk)).complete
