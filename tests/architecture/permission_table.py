"""Who may do what. Pure data, written by hand: a change of a policy has to be made here as well.

A command without a row fails the test. Where the answer depends on what the subject is, there is a row
for each kind of subject: `tag@kind`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gongkai.foundation.access.enums import Role


class Scope(Enum):
    """What the right must reach."""

    BODY = auto()
    """the body of the subject"""
    DIVISION = auto()
    """the division of the subject"""
    INSTALLATION = auto()
    """everything: a right over one county is not enough"""
    ANYWHERE = auto()
    """the role alone decides; what is seen depends on its reach"""
    ONESELF = auto()
    """whoever is signed in, for their own account, whatever the role; not the product itself"""
    ANYBODY = auto()
    """people and the public; not the product itself"""
    PRODUCT = auto()
    """nobody but the product itself"""


@dataclass(frozen=True)
class Row:
    scope: Scope
    roles: frozenset[Role] = frozenset()
    but_product: bool = False
    """the product itself may as well, although the scope says otherwise"""
    by_people: bool = False
    """only a person may, although the scope says otherwise"""

    @property
    def product(self) -> bool:
        return self.but_product or (not self.by_people and self.scope not in {Scope.ONESELF, Scope.ANYBODY})


def _row(scope: Scope, *roles: Role) -> Row:
    return Row(scope, frozenset(roles))


_WRITERS = (
    Role.DEPARTMENT_EDITOR, Role.TOWNSHIP_CLERK, Role.VILLAGE_CLERK, Role.OPEN_AFFAIRS_OFFICE,
)  # fmt: skip
_KEEPERS = (*_WRITERS, Role.APPROVER, Role.REQUEST_HANDLER)
_SORTERS = (Role.DEPARTMENT_EDITOR, Role.TOWNSHIP_CLERK)
_TOWNSHIP_KEEPERS = (Role.OPEN_AFFAIRS_OFFICE, Role.TOWNSHIP_CLERK)
_SYSTEM, _SECURITY, _AUDIT = (
    Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR,
)  # fmt: skip

TABLE: dict[str, Row] = {
    # --- organisations, calendars
    "organisations.division.create": _row(Scope.DIVISION, _SYSTEM),
    "organisations.division.create@root": _row(Scope.INSTALLATION, _SYSTEM),
    "organisations.division.update": _row(Scope.DIVISION, _SYSTEM),
    "organisations.body.create": _row(Scope.DIVISION, _SYSTEM),
    "organisations.body.update": _row(Scope.BODY, _SYSTEM, Role.OPEN_AFFAIRS_OFFICE),
    "organisations.body.update@village": _row(
        Scope.DIVISION, _SYSTEM, Role.OPEN_AFFAIRS_OFFICE, Role.TOWNSHIP_CLERK
    ),
    "organisations.body.register": _row(Scope.BODY, _SYSTEM),
    "organisations.body.rename": _row(Scope.BODY, _SYSTEM),
    "organisations.body.correct_name": _row(Scope.BODY, _SYSTEM),
    "organisations.body.set_parent": _row(Scope.DIVISION, _SYSTEM),
    "organisations.body.set_sector_parent": _row(Scope.BODY, _SYSTEM),
    "organisations.body.merge": _row(Scope.DIVISION, _SYSTEM),
    "organisations.body.close": _row(Scope.DIVISION, _SYSTEM),
    "organisations.succession.record": _row(Scope.DIVISION, _SYSTEM),
    "calendars.year.load": _row(Scope.INSTALLATION, _SYSTEM),
    # --- identity: the three administrators share the work
    "identity.account.create": _row(Scope.BODY, _SYSTEM),
    "identity.account.create_first": _row(Scope.PRODUCT),
    "identity.account.update": _row(Scope.BODY, _SYSTEM),
    "identity.account.disable": _row(Scope.BODY, _SYSTEM),
    "identity.account.enable": _row(Scope.BODY, _SYSTEM),
    "identity.account.unlock": _row(Scope.BODY, _SECURITY),
    "identity.role.grant": _row(Scope.BODY, _SECURITY),
    "identity.role.grant@installation": _row(Scope.INSTALLATION, _SECURITY),
    "identity.role.revoke": _row(Scope.BODY, _SECURITY),
    "identity.password.change": _row(Scope.ONESELF),
    "identity.password.reset": _row(Scope.BODY, _SYSTEM),
    "identity.session.sign_in": _row(Scope.ANYBODY),
    "identity.session.second_step": _row(Scope.ANYBODY),
    "identity.session.sign_out": _row(Scope.ONESELF),
    "identity.session.end_all": _row(Scope.BODY, _SYSTEM, _SECURITY),
    "identity.session.end_all@own": Row(Scope.ONESELF, but_product=True),
    "identity.second_factor.begin": _row(Scope.ONESELF),
    "identity.second_factor.confirm": _row(Scope.ONESELF),
    "identity.second_factor.remove": _row(Scope.BODY, _SECURITY),
    "identity.absence.register": _row(Scope.BODY, _SECURITY),
    "identity.absence.register@own": Row(Scope.ONESELF, but_product=True),
    "identity.absence.end": _row(Scope.BODY, _SECURITY),
    "identity.absence.end@own": Row(Scope.ONESELF, but_product=True),
    # --- notifications, deadlines
    "notifications.notice.send": _row(Scope.PRODUCT),
    "notifications.notice.read": _row(Scope.ONESELF),
    "notifications.notice.read_all": _row(Scope.ONESELF),
    "deadlines.deadline.open": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.pause": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.resume": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.extend": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.restart": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.meet": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.drop": _row(Scope.BODY, *_KEEPERS),
    "deadlines.deadline.move": _row(Scope.PRODUCT),
    "deadlines.deadline.rederive": _row(Scope.PRODUCT),
    "deadlines.limit.set": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "deadlines.limit.end": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    # --- operations
    "operations.delivery.revive": _row(Scope.INSTALLATION, Role.SITE_OPERATOR, _SYSTEM),
    "operations.audit.verify": _row(Scope.ANYWHERE, _AUDIT),
    "operations.audit.export": _row(Scope.ANYWHERE, _AUDIT),
    # --- catalogue
    "catalogue.areas.load": _row(Scope.INSTALLATION, _SYSTEM),
    "catalogue.national.load": _row(Scope.INSTALLATION, _SYSTEM),
    "catalogue.catalogue.create": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.upload.receive": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.upload.import": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.upload.correct": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.catalogue.derive@township": _row(Scope.DIVISION, *_TOWNSHIP_KEEPERS),
    "catalogue.item.add": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.item.update": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.item.update@township": _row(Scope.DIVISION, *_TOWNSHIP_KEEPERS),
    "catalogue.item.remove": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.item.adopt": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.area.adopt": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.item.align@township": _row(Scope.DIVISION, *_TOWNSHIP_KEEPERS),
    "catalogue.exemption.propose": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.exemption.approve": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, Role.APPROVER),
    "catalogue.exemption.refuse": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, Role.APPROVER),
    "catalogue.exemption.end": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.match.confirm": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.match.reject": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.version.submit": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.version.submit@township": _row(Scope.DIVISION, *_TOWNSHIP_KEEPERS),
    "catalogue.version.return": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, Role.APPROVER),
    "catalogue.version.publish": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, Role.APPROVER),
    "catalogue.standard.receive": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.standard.register": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.standard.register@national": _row(Scope.INSTALLATION, _SYSTEM, Role.OPEN_AFFAIRS_OFFICE),
    "catalogue.standard.follow_up": _row(Scope.PRODUCT),
    "catalogue.content_standard.set": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    # --- workflow
    "workflow.case.open": _row(Scope.BODY, *_WRITERS),
    "workflow.case.recall": _row(Scope.BODY, *_WRITERS),
    "workflow.step.approve@review": _row(Scope.BODY, Role.REVIEWER),
    "workflow.step.approve@secrecy": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "workflow.step.approve@sign_off": _row(Scope.BODY, Role.APPROVER),
    "workflow.step.return@review": _row(Scope.BODY, Role.REVIEWER),
    "workflow.step.return@secrecy": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "workflow.step.return@sign_off": _row(Scope.BODY, Role.APPROVER),
    "workflow.step.approve@countersign": _row(Scope.BODY, Role.REVIEWER),
    "workflow.step.return@countersign": _row(Scope.BODY, Role.REVIEWER),
    "workflow.step.approve@legal": _row(Scope.BODY, Role.LEGAL_REVIEWER),
    "workflow.step.return@legal": _row(Scope.BODY, Role.LEGAL_REVIEWER),
    "workflow.step.send_back@secrecy": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "workflow.case.hold@review": _row(Scope.BODY, Role.REVIEWER),
    "workflow.case.resume@review": _row(Scope.BODY, *_WRITERS, Role.REVIEWER),
    "workflow.step.delegate@review": _row(Scope.BODY, Role.REVIEWER),
    "workflow.step.remind": _row(Scope.BODY, *_WRITERS, Role.SUPERVISOR),
    "workflow.step.hand_over": _row(Scope.BODY, _SECURITY),
    "workflow.step.hand_over@own": Row(Scope.ONESELF, but_product=True),
    "workflow.step.release": _row(Scope.PRODUCT),
    "workflow.route.save": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "workflow.route.save@body": _row(Scope.BODY, Role.OPEN_AFFAIRS_OFFICE),
    "workflow.route.save@installation": _row(Scope.INSTALLATION, Role.OPEN_AFFAIRS_OFFICE),
    "workflow.route.remove": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "workflow.phrase.add": _row(Scope.ONESELF),
    "workflow.phrase.add@body": _row(Scope.BODY, Role.REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    "workflow.phrase.remove": _row(Scope.ONESELF),
    "workflow.phrase.remove@body": _row(Scope.BODY, Role.REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    # --- responsibilities, powers
    "responsibilities.area.assign": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "responsibilities.assignment.end": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "responsibilities.matrix.fill": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "responsibilities.duties.carry": _row(Scope.PRODUCT),
    "powers.power.create": _row(Scope.BODY, *_SORTERS, Role.OPEN_AFFAIRS_OFFICE),
    "powers.power.revise": _row(Scope.BODY, *_SORTERS, Role.OPEN_AFFAIRS_OFFICE),
    "powers.power.cancel": _row(Scope.BODY, *_SORTERS, Role.OPEN_AFFAIRS_OFFICE),
    "powers.power.carry": _row(Scope.PRODUCT),
    "powers.upload.receive": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "powers.upload.import": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "powers.link.lay_out": _row(Scope.BODY, *_SORTERS),
    "powers.link.save": _row(Scope.BODY, *_SORTERS),
    "powers.link.move": _row(Scope.BODY, *_SORTERS),
    "powers.link.remove": _row(Scope.BODY, *_SORTERS),
    "powers.information.save": _row(Scope.BODY, *_SORTERS),
    "powers.information.remove": _row(Scope.BODY, *_SORTERS),
    "powers.sorting.undo": _row(Scope.BODY, *_SORTERS),
    "powers.sorting.submit": _row(Scope.BODY, *_SORTERS),
    "powers.sorting.recall": _row(Scope.BODY, *_SORTERS),
    "powers.sorting.confirm": _row(Scope.BODY, Role.OPEN_AFFAIRS_OFFICE),
    "powers.sorting.return": _row(Scope.BODY, Role.OPEN_AFFAIRS_OFFICE),
    "powers.sorting.reopen": _row(Scope.BODY, *_SORTERS, Role.OPEN_AFFAIRS_OFFICE),
    "powers.entry.add": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "powers.entry.examine": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "powers.entry.end": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    # --- information
    "information.document.draft": _row(Scope.BODY, *_WRITERS),
    "information.draft.save": _row(Scope.BODY, *_WRITERS),
    "information.draft.discard": _row(Scope.BODY, *_WRITERS),
    "information.draft.restore": _row(Scope.BODY, *_WRITERS),
    "information.draft.purge": _row(Scope.PRODUCT),
    "information.draft.erase": _row(Scope.BODY, Role.OPEN_AFFAIRS_OFFICE),
    "information.attachment.add": _row(Scope.BODY, *_WRITERS),
    "information.attachment.remove": _row(Scope.BODY, *_WRITERS),
    "information.picture.add": _row(Scope.BODY, *_WRITERS),
    "information.document.start": _row(Scope.BODY, *_WRITERS),
    "information.document.import": _row(Scope.BODY, *_WRITERS),
    "information.source.keep": _row(Scope.BODY, *_WRITERS),
    "information.table.put": _row(Scope.BODY, *_WRITERS),
    "information.table.remove": _row(Scope.BODY, *_WRITERS),
    "information.table.receive": _row(Scope.BODY, *_WRITERS),
    "information.table.fill": _row(Scope.BODY, *_WRITERS),
    "information.table.withhold": _row(Scope.BODY, *_WRITERS),
    "information.edition.submit": _row(Scope.BODY, *_WRITERS),
    "information.edition.recall": _row(Scope.BODY, *_WRITERS),
    "information.edition.review": _row(Scope.BODY, Role.REVIEWER),
    "information.edition.secrecy": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "information.edition.sign_off": _row(Scope.BODY, Role.APPROVER),
    "information.edition.publish": _row(Scope.BODY, *_WRITERS, Role.APPROVER),
    "information.publication.schedule": Row(
        Scope.BODY, frozenset({*_WRITERS, Role.APPROVER}), by_people=True
    ),
    "information.publication.unschedule": _row(Scope.BODY, *_WRITERS, Role.APPROVER),
    "information.schedule.drop": _row(Scope.PRODUCT),
    "information.display.end": _row(Scope.PRODUCT),
    "information.correction.start": _row(Scope.BODY, *_WRITERS),
    "information.document.withdraw": _row(Scope.BODY, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    # --- moving an old site
    "importing.archive.receive": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.open": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.map": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.check": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.start": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.pause": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.resume": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.run.cancel": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.batch.check": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.batch.write": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "importing.batch.index": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "information.relation.add": _row(Scope.BODY, *_WRITERS),
    "information.relation.remove": _row(Scope.BODY, *_WRITERS),
    "information.official.load": _row(Scope.ANYWHERE, Role.OPEN_AFFAIRS_OFFICE),
    "information.validity.change": _row(Scope.BODY, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    "information.validity.batch": _row(Scope.BODY, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    "information.validity.sweep": _row(Scope.PRODUCT),
    "information.distribution.confirm": _row(Scope.BODY, *_WRITERS),
    "information.attachment.withhold": _row(Scope.BODY, *_WRITERS),
    "information.secrecy.refer": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "information.secrecy.answer": _row(Scope.BODY, Role.SECRECY_REVIEWER),
    "information.reexamination.follow": _row(Scope.PRODUCT),
    "information.reexamination.decide": _row(Scope.BODY, Role.OPEN_AFFAIRS_OFFICE),
    "wording.list.save": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.list.restore": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.list.receive": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.list.import": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.entry.put": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.entry.remove": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.example.add": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.example.remove": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "wording.hit.ignore": _row(Scope.BODY, *_WRITERS),
    "wording.hit.ignore@required": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "wording.word.require": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "wording.word.relax": _row(Scope.DIVISION, Role.OPEN_AFFAIRS_OFFICE),
    "guarding.rules.put": _row(Scope.INSTALLATION, _SYSTEM),
    "information.edition.scan": _row(Scope.BODY, *_WRITERS, Role.APPROVER),
    "information.finding.confirm": _row(Scope.BODY, *_WRITERS),
    "information.file.look": _row(Scope.BODY, *_WRITERS),
    "information.finding.release": Row(
        Scope.BODY, frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE}), by_people=True
    ),
    "information.release.ask": Row(Scope.BODY, frozenset(_WRITERS), by_people=True),
    "information.release.withdraw": Row(Scope.BODY, frozenset(_WRITERS), by_people=True),
    "information.release.refuse": Row(
        Scope.BODY, frozenset({Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE}), by_people=True
    ),
    "information.release.lapse": _row(Scope.PRODUCT),
    "information.text.mask": _row(Scope.BODY, *_WRITERS),
    "information.text.unmask": _row(Scope.BODY, *_WRITERS),
    "information.text.forget": _row(Scope.PRODUCT),
    "information.attachment.mask": _row(Scope.BODY, *_WRITERS),
    "information.attachment.unmask": _row(Scope.BODY, *_WRITERS),
    "information.attachment.hand_in": _row(Scope.BODY, *_WRITERS),
    "information.processing.clean": _row(Scope.BODY, *_WRITERS),
    "information.processing.mask": _row(Scope.BODY, *_WRITERS),
    "information.processing.scan": _row(Scope.PRODUCT),
    "information.processing.fail": _row(Scope.PRODUCT),
    "information.processing.retry": _row(Scope.BODY, *_WRITERS),
    "information.processing.drop": _row(Scope.BODY, *_WRITERS),
    "information.processing.drop@scan": _row(Scope.BODY, *_WRITERS, Role.APPROVER),
    "information.rescan.start": _row(Scope.INSTALLATION, Role.OPEN_AFFAIRS_OFFICE, _SYSTEM),
    "information.rescan.step": _row(Scope.PRODUCT),
    # --- publishing
    "publishing.site.create": _row(Scope.DIVISION, Role.SITE_OPERATOR, _SYSTEM),
    "publishing.site.update": _row(Scope.DIVISION, Role.SITE_OPERATOR, _SYSTEM),
    "publishing.log.write": _row(Scope.PRODUCT),
    "publishing.log.write_catalogue": _row(Scope.PRODUCT),
}
