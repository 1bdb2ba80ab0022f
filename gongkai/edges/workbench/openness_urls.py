"""Addresses of secrecy reviews, of the regular examination, and of small steps on openness."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import openness, reexamination, referrals, secrecy

openness_urls = [
    path(
        "documents/<int:edition_id>/distribution/",
        openness.confirm_distribution,
        name="document_distribution",
    ),
    path("secrecy/", secrecy.sheets, name="secrecy"),
    path("secrecy/sheets.csv", secrecy.export, name="secrecy_export"),
    path("secrecy/sheets/<int:edition_id>/", secrecy.sheet, name="secrecy_sheet"),
    path("secrecy/referrals/", referrals.referrals, name="secrecy_referrals"),
    path("secrecy/referrals/<int:referral_id>/", referrals.referral, name="secrecy_referral"),
    path("reexaminations/", reexamination.reexaminations, name="reexaminations"),
    path("reexaminations/<int:reexamination_id>/", reexamination.reexamination, name="reexamination"),
]
