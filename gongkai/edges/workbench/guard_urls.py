"""Addresses of the scan for personal information, its rules, and the scan of everything public."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import guard_rules, masking, personal_information, releasing

_GUARD = "documents/<int:edition_id>/personal-information"

guard_urls = [
    path(f"{_GUARD}/", personal_information.findings, name="personal_information"),
    path(f"{_GUARD}/check/", personal_information.check, name="guard_check"),
    path(f"{_GUARD}/confirm/", personal_information.confirm, name="guard_confirm"),
    path(f"{_GUARD}/looked/", personal_information.looked, name="guard_looked"),
    path(f"{_GUARD}/release/", releasing.release, name="guard_release"),
    path(f"{_GUARD}/release/ask/", releasing.ask, name="guard_release_ask"),
    path(f"{_GUARD}/release/withdraw/", releasing.withdraw, name="guard_release_withdraw"),
    path(f"{_GUARD}/release/refuse/", releasing.refuse, name="guard_release_refuse"),
    path(f"{_GUARD}/masks/", masking.press, name="guard_masks"),
    path(f"{_GUARD}/mask/", personal_information.mask_text, name="guard_mask_text"),
    path(f"{_GUARD}/files/<int:attachment_id>/mask/", personal_information.mask_file, name="guard_mask_file"),
    path(f"{_GUARD}/proof/", personal_information.proof, name="guard_proof"),
    path("guard-rules/", guard_rules.rules, name="guard_rules"),
    path("guard-rules/versions/<int:number>/", guard_rules.version, name="guard_rule_version"),
    path("guard-rules/rescans/start/", guard_rules.start, name="rescan_start"),
    path("guard-rules/rescans/<int:rescan_id>/", guard_rules.rescan, name="rescan"),
]
