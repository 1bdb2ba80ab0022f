"""The limits in force today as the texts give them, written down apart from the rule table.

Code, nature, term in words, article, certainty. U: the document is known, the clause was not read.
"""

from __future__ import annotations

U = "（条款未核对）"

KNOWN: tuple[tuple[str, str, str, str, str], ...] = (
    # Publication
    ("publication.general", "limit", "20个工作日", "第二十六条", "read"),
    ("negative_list.examination", "limit", "1年", "第十八条", "unverified"),
    ("proposal.reply", "limit", "20个工作日", "第二十六条", "read"),
    ("environment.report", "promptly", "及时", "第五十六条", "read"),
    ("archive.opening", "limit", "25年", "第二十七条", "read"),
    ("catalogue.new_area", "limit", "3个月", U, "copy"),
    ("subsidy.public_notice", "at_least", "7日", U, "unverified"),
    # Requests
    ("foi.reply", "limit", "20个工作日", "第三十三条", "read"),
    ("foi.reply_extension", "at_most", "20个工作日", "第三十三条", "read"),
    ("foi.supplement_notice", "limit", "7个工作日", "第三十条", "read"),
    ("foi.reply_after_supplement", "limit", "20个工作日", "第三十条、第三十三条", "read"),
    ("foi.third_party", "limit", "15个工作日", "第三十二条", "read"),
    ("foi.joint_body", "limit", "15个工作日", "第三十四条", "read"),
    ("foi.fee_notice", "limit", "20个工作日", U, "unverified"),
    ("foi.fee_payment", "limit", "20个工作日", U, "unverified"),
    ("foi.reply_after_payment", "limit", "20个工作日", U, "unverified"),
    # Relief
    ("relief.reconsideration", "limit", "60日", "第二十条", "read"),
    ("relief.reconsideration_decision", "limit", "60日", "第六十二条", "read"),
    ("relief.reconsideration_extension", "at_most", "30日", "第六十二条", "read"),
    ("relief.reconsideration_simplified", "limit", "30日", "第六十二条", "read"),
    ("relief.litigation", "limit", "6个月", "第四十六条", "read"),
    ("relief.litigation_after_reconsideration", "limit", "15日", "第四十五条", "read"),
    ("relief.litigation_after_refusal", "limit", "15日", "第三十四条", "read"),
    # Annual reports
    ("report.department", "limit", "每年1月31日前", "第四十九条", "read"),
    ("report.government", "limit", "每年3月31日前", "第四十九条", "read"),
    ("report.website", "limit", "每年1月31日前", U, "copy"),
    ("enforcement.annual_overview", "limit", "每年1月31日前", U, "unverified"),
    # Finance
    ("budget.government", "limit", "20日", "第十四条", "read"),
    ("budget.department", "limit", "20日", "第十四条", "read"),
    ("budget.unit", "limit", "20日", "第六条", "read"),
    ("budget.approval_department", "limit", "20日", "第五十二条", "read"),
    ("budget.approval_unit", "limit", "15日", "第五十二条", "read"),
    ("final_accounts.approval_department", "limit", "20日", "第八十条", "read"),
    ("final_accounts.approval_unit", "limit", "15日", "第八十条", "read"),
    ("debt.budget", "limit", "20日", "第十四条", "read"),
    ("debt.term_information", "limit", "每年6月30日前", U, "unverified"),
    # Enforcement, credit
    ("licence.decision", "limit", "7个工作日", U, "copy"),
    ("penalty.decision", "limit", "7个工作日", U, "copy"),
    ("enforcement.decision", "limit", "20个工作日", U, "copy"),
    ("penalty.withdrawal", "limit", "3个工作日", "第四十八条、第八十五条", "read"),
    ("company.registry_information", "limit", "20个工作日", "第六条", "unverified"),
    ("company.own_information", "limit", "20个工作日", "第十条", "unverified"),
    ("inspection.result", "promptly", "及时", "第五十四条", "read"),
    ("credit.minor_most", "at_most", "3个月", U, "copy"),
    ("credit.general_least", "at_least", "3个月", U, "copy"),
    ("credit.general_most", "at_most", "1年", U, "copy"),
    ("credit.serious_least", "at_least", "1年", U, "copy"),
    ("credit.serious_most", "at_most", "3年", U, "copy"),
    # Participation, rules, normative documents
    ("participation.draft_comment", "at_least", "30日", "第十五条", "read"),
    ("participation.hearing_materials", "before", "7日", "第十六条", "read"),
    ("participation.legality_review", "at_least", "7个工作日", "第二十六条", "read"),
    ("participation.market_rules_comment", "at_least", "30日", "第六十二条", "read"),
    ("rulemaking.draft_comment", "at_least", "30日", "第十五条", "read"),
    ("rulemaking.hearing_notice", "before", "30日", "第十六条", "read"),
    ("rulemaking.force", "at_least", "30日", "第三十二条", "read"),
    ("rulemaking.filing", "limit", "30日", "第三十四条", "read"),
    ("normative.validity", "at_most", "5年", U, "copy"),
    ("normative.trial_validity", "at_most", "2年", U, "unverified"),
    ("normative.review", "before", "6个月", U, "copy"),
    # Land and houses
    ("land.preliminary_notice", "at_least", "10个工作日", "第二十六条", "read"),
    ("land.compensation_plan", "at_least", "30日", "第二十八条", "read"),
    ("land.expropriation_notice", "limit", "15个工作日", "第三十一条", "read"),
    ("house.compensation_comment", "at_least", "30日", "第十条", "read"),
    # Bidding and procurement
    ("bidding.candidates", "limit", "3日", "第五十四条", "read"),
    ("bidding.candidates_period", "at_least", "3日", "第五十四条", "read"),
    ("procurement.result", "limit", "2个工作日", "第四十三条", "read"),
    ("procurement.contract", "limit", "2个工作日", "第五十条", "read"),
    ("procurement.single_source", "at_least", "5个工作日", "第三十八条", "read"),
    ("procurement.intention", "before", "30日", U, "unverified"),
    # Interpretation and response
    ("interpretation.follow", "limit", "3个工作日", U, "unverified"),
    ("opinion.authoritative_info_hours", "limit", "5小时", U, "copy"),
    ("opinion.press_conference", "limit", "24小时", U, "copy"),
    ("opinion.response", "limit", "48小时", U, "copy"),
    # Services
    ("licence.supplement_notice", "limit", "5个工作日", "第三十二条、第八十二条", "read"),
    ("licence.hearing_notice", "before", "7个工作日", "第四十八条、第八十二条", "read"),
    ("service.bad_review", "promptly", "及时", U, "unverified"),
    # Petitions and hotlines
    ("petition.registration", "limit", "15日", "第二十二条", "read"),
    ("petition.acceptance_notice", "limit", "15日", "第二十三条", "read"),
    ("petition.transfer_objection", "limit", "5个工作日", "第二十三条", "read"),
    ("petition.closing", "limit", "60日", "第三十四条", "read"),
    ("petition.closing_extension", "at_most", "30日", "第三十四条", "read"),
    ("petition.review_request", "limit", "30日", "第三十五条", "read"),
    ("petition.review", "limit", "30日", "第三十五条", "read"),
    ("petition.second_review_request", "limit", "30日", "第三十六条", "read"),
    ("petition.second_review", "limit", "30日", "第三十六条", "read"),
    ("hotline.consultation", "promptly", "及时", U, "copy"),
    ("hotline.complaint", "promptly", "及时", U, "copy"),
    # Villages: the text in force since 2026 was not read
    ("village.general", "limit", "每季度", "第三十条", "unverified"),
    ("village.finance", "limit", "每月", "第三十条", "unverified"),
    ("village.major", "promptly", "及时", "第三十条", "unverified"),
    ("village.approval", "promptly", "及时", "第三十条", "unverified"),
    ("residents.accounts", "promptly", "及时", "第十六条", "unverified"),
    # Websites and new media
    ("website.error_report", "limit", "3个工作日", U, "unverified"),
    ("website.message", "limit", "15个工作日", U, "unverified"),
    ("website.inquiry", "limit", "3个月", U, "copy"),
    ("website.message_publication", "limit", "2个月", U, "copy"),
    ("website.home_update", "limit", "14日", U, "copy"),
    ("website.news_update", "limit", "14日", U, "copy"),
    ("website.notice_update", "limit", "6个月", U, "copy"),
    ("website.service_statistics", "limit", "3个月", U, "copy"),
    ("website.temporary_offline", "at_most", "30日", U, "unverified"),
    ("website.permanent_offline_notice", "at_least", "10个工作日", U, "unverified"),
    ("website.spot_check", "limit", "每半年", U, "copy"),
    ("new_media.filing", "promptly", "及时", U, "copy"),
    ("new_media.update", "limit", "14日", U, "copy"),
    # Management
    ("management.briefing", "limit", "每年", U, "copy"),
    ("management.training", "limit", "每年", U, "copy"),
    ("management.progress", "limit", "每季度", U, "copy"),
)
