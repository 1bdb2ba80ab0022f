"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.components.views import gallery
from gongkai.edges.workbench.views import (
    attachments,
    documents,
    drafting,
    home,
    item_change,
    new_document,
    profile,
    reviewing,
    signing_in,
)

app_name = "workbench"

_account = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.second_step, name="second_step"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("me/", profile.profile, name="profile"),
    path("me/password/", profile.password, name="password"),
    path("me/second-factor/", profile.totp_begin, name="totp_begin"),
    path("me/second-factor/confirm/", profile.totp_confirm, name="totp_confirm"),
    path("me/second-factor/remove/", profile.totp_remove, name="totp_remove"),
]

_documents = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", new_document.new_document, name="document_new"),
    path("documents/<int:edition_id>/", reviewing.document, name="document"),
    path("documents/<int:edition_id>/edit/", drafting.edit, name="document_edit"),
    path("documents/<int:edition_id>/item/", item_change.change_item, name="document_item"),
    path("documents/<int:edition_id>/import/", drafting.import_text, name="document_import"),
    path("documents/<int:edition_id>/preview/", drafting.preview, name="document_preview"),
    path("documents/<int:edition_id>/completeness/", drafting.completeness, name="document_completeness"),
    path("documents/<int:edition_id>/attachments/", attachments.attach, name="attachments"),
    path(
        "documents/<int:edition_id>/attachments/<int:attachment_id>/remove/",
        attachments.detach,
        name="attachment_remove",
    ),
    path("documents/<int:edition_id>/discard/", drafting.discard, name="document_discard"),
    path("documents/<int:edition_id>/submit/", drafting.submit, name="document_submit"),
    path("documents/<int:edition_id>/recall/", reviewing.recall, name="document_recall"),
    path("documents/<int:edition_id>/decide/", reviewing.decide, name="document_decide"),
    path("documents/<int:edition_id>/secrecy/", reviewing.secrecy, name="document_secrecy"),
    path("documents/<int:edition_id>/publish/", reviewing.publish, name="document_publish"),
    path("documents/<int:edition_id>/correct/", reviewing.correct, name="document_correct"),
    path("documents/<int:edition_id>/withdraw/", reviewing.withdraw, name="document_withdraw"),
    path("files/<int:attachment_id>/", attachments.attachment, name="attachment"),
]

urlpatterns = [
    path("", home.home, name="home"),
    *_account,
    *_documents,
    path("gallery/", gallery, name="gallery"),
]
