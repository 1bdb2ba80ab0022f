"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.components.views import gallery
from gongkai.edges.workbench.guard_urls import guard_urls
from gongkai.edges.workbench.item_urls import item_urls
from gongkai.edges.workbench.layer_urls import layer_urls
from gongkai.edges.workbench.list_urls import list_urls
from gongkai.edges.workbench.moving_urls import moving_urls
from gongkai.edges.workbench.openness_urls import openness_urls
from gongkai.edges.workbench.review_urls import review_urls
from gongkai.edges.workbench.table_urls import table_urls
from gongkai.edges.workbench.validity_urls import validity_urls
from gongkai.edges.workbench.views import (
    accounts,
    attachments,
    audit,
    bodies,
    body_parts,
    calendar,
    catalogues,
    deadline_rules,
    deadlines,
    divisions,
    documents,
    drafting,
    home,
    item_change,
    new_document,
    notices,
    operating,
    previewing,
    profile,
    publishing,
    recycling,
    reviewing,
    signing_in,
)
from gongkai.edges.workbench.wording_urls import wording_urls

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
    path("documents/<int:edition_id>/preview/", previewing.preview, name="document_preview"),
    path("documents/<int:edition_id>/preview/page/", previewing.page, name="document_preview_page"),
    path("documents/<int:edition_id>/completeness/", drafting.completeness, name="document_completeness"),
    path("documents/links/check/", body_parts.check_link, name="document_link_check"),
    path("documents/<int:edition_id>/links/", body_parts.links, name="document_links"),
    path("documents/<int:edition_id>/pictures/", body_parts.add_picture, name="document_pictures"),
    path("documents/<int:edition_id>/attachments/", attachments.attach, name="attachments"),
    path(
        "documents/<int:edition_id>/attachments/<int:attachment_id>/remove/",
        attachments.detach,
        name="attachment_remove",
    ),
    path("documents/<int:edition_id>/discard/", drafting.discard, name="document_discard"),
    path("documents/<int:edition_id>/restore/", recycling.restore, name="document_restore"),
    path("documents/<int:edition_id>/erase/", recycling.erase, name="document_erase"),
    path("documents/bin/", recycling.recycle_bin, name="recycle_bin"),
    path("documents/<int:edition_id>/submit/", drafting.submit, name="document_submit"),
    path("documents/<int:edition_id>/recall/", reviewing.recall, name="document_recall"),
    path("documents/<int:edition_id>/decide/", reviewing.decide, name="document_decide"),
    path("documents/<int:edition_id>/secrecy/", reviewing.secrecy, name="document_secrecy"),
    path("documents/<int:edition_id>/publish/", publishing.publish, name="document_publish"),
    path("documents/<int:edition_id>/schedule/", publishing.schedule, name="document_schedule"),
    path("documents/<int:edition_id>/unschedule/", publishing.unschedule, name="document_unschedule"),
    path("documents/<int:edition_id>/changes/", publishing.changes, name="document_changes"),
    path("documents/<int:edition_id>/correct/", publishing.correct, name="document_correct"),
    path("documents/<int:edition_id>/withdraw/", publishing.withdraw, name="document_withdraw"),
    *table_urls,
    path(
        "documents/<int:edition_id>/processings/<int:processing_id>/retry/",
        attachments.retry,
        name="processing_retry",
    ),
    path(
        "documents/<int:edition_id>/processings/<int:processing_id>/drop/",
        attachments.drop_work,
        name="processing_drop",
    ),
    path("files/<int:attachment_id>/", attachments.attachment, name="attachment"),
]

_catalogues = [
    path("catalogues/", catalogues.catalogues, name="catalogues"),
    path("catalogues/new/", catalogues.create, name="catalogue_new"),
    *layer_urls,
]

_organisations = [
    path("divisions/", divisions.divisions, name="divisions"),
    path("divisions/<int:division_id>/", divisions.division, name="division"),
    path("divisions/<int:division_id>/update/", divisions.update, name="division_update"),
    path("divisions/<int:division_id>/new/", divisions.create, name="division_create"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.create, name="body_new"),
    path("bodies/<int:body_id>/", bodies.body, name="body"),
    path("bodies/<int:body_id>/<slug:name>/", bodies.change, name="body_change"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.create, name="account_new"),
    path("accounts/permissions/", accounts.permissions, name="permissions"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/password/", accounts.reset_password, name="account_reset_password"),
    path("accounts/<int:account_id>/roles/<int:grant_id>/", accounts.revoke, name="account_revoke"),
    path("accounts/<int:account_id>/<slug:name>/", accounts.change, name="account_change"),
]

_time = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/import/", calendar.import_notice, name="calendar_import"),
    path("calendar/versions/<int:version_id>/", calendar.version, name="calendar_version"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/export.csv", deadlines.export, name="deadlines_export"),
    path("deadline-rules/", deadline_rules.rules, name="deadline_rules"),
    path("deadline-rules/export/<slug:form>/", deadline_rules.export, name="deadline_rules_export"),
    path("deadline-rules/limits/<int:setting_id>/end/", deadline_rules.end, name="deadline_limit_end"),
    path("deadline-rules/<str:code>/", deadline_rules.rule, name="deadline_rule"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/<int:notice_id>/read/", notices.read, name="notice_read"),
]

_operations = [
    path("audit/", audit.events, name="audit"),
    path("audit/<int:event_id>/", audit.event, name="audit_event"),
    path("audit/verify/", audit.verify, name="audit_verify"),
    path("audit/export.csv", audit.export, name="audit_export"),
    path("deliveries/", operating.dead_letters, name="dead_letters"),
    path("deliveries/<int:delivery_id>/revive/", operating.revive, name="dead_letter_revive"),
    path("sites/", operating.sites, name="sites"),
    path("sites/<int:site_id>/", operating.site, name="site"),
    path("gallery/", gallery, name="gallery"),
]

urlpatterns = [
    path("", home.home, name="home"),
    *_account,
    *_documents,
    *review_urls,
    *_catalogues,
    *item_urls,
    *list_urls,
    *openness_urls,
    *guard_urls,
    *wording_urls,
    *validity_urls,
    *moving_urls,
    *_organisations,
    *_time,
    *_operations,
]
