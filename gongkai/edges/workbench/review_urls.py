"""Addresses of the inbox, the batch, the routes, and of what a person sets about reviews."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.edges.workbench.views import batch_signing, handing, inbox, routes, standing_in

review_urls = [
    path("inbox/", inbox.inbox, name="inbox"),
    re_path(r"^inbox/inbox\.(?P<ending>xlsx|csv)$", inbox.export, name="inbox_export"),
    path("inbox/cases/<int:case_id>/", inbox.case, name="review_case"),
    path("done/", inbox.done, name="done"),
    path("sign/", batch_signing.batch, name="batch_signing"),
    path("documents/<int:edition_id>/delegate/", handing.delegate, name="document_delegate"),
    path("documents/<int:edition_id>/send-back/", handing.send_back, name="document_send_back"),
    path("documents/<int:edition_id>/remind/", handing.remind, name="document_remind"),
    path("routes/", routes.routes, name="routes"),
    path("routes/new/", routes.create, name="route_new"),
    path("routes/<int:route_id>/", routes.edit, name="route"),
    path("routes/<int:route_id>/remove/", routes.remove, name="route_remove"),
    path("me/standing-in/", standing_in.standing_in, name="standing_in"),
    path("me/standing-in/absences/", standing_in.register, name="absence_register"),
    path("me/standing-in/absences/<int:absence_id>/end/", standing_in.end, name="absence_end"),
    path("me/standing-in/hand-over/", standing_in.hand_over, name="hand_over"),
    path("me/standing-in/phrases/", standing_in.add_phrase, name="phrase_add"),
    path("me/standing-in/phrases/<int:phrase_id>/remove/", standing_in.remove_phrase, name="phrase_remove"),
]
