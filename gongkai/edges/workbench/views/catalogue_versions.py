"""The version of a catalogue that is under way, and the step that the person may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import VersionState
from gongkai.edges.workbench.forms.catalogue import DecideVersionForm, SubmitVersionForm
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel import clock
from gongkai.kernel.decision import Decision

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion

SUBMIT, PUBLISH, RETURN = "submit", "publish", "return"
_FIELD = "deed"


@dataclass(frozen=True, slots=True)
class VersionPanel:
    """The version in force, the one under way, and the forms for whoever may move it on."""

    in_force: CatalogueVersion | None
    under_way: CatalogueVersion | None
    may_submit: Decision
    may_decide: Decision | None
    submit_form: SubmitVersionForm
    decide_form: DecideVersionForm

    @property
    def is_in_review(self) -> bool:
        return self.under_way is not None and self.under_way.state == VersionState.IN_REVIEW


def panel(request: StaffRequest, catalogue: Catalogue) -> VersionPanel:
    """The panel as the page shows it; forms hold what was posted."""
    in_force, under_way = queries.current_versions(catalogue.pk)
    deed = request.POST.get(_FIELD, "") if request.method == "POST" else ""
    in_review = under_way is not None and under_way.state == VersionState.IN_REVIEW
    return VersionPanel(
        in_force=in_force,
        under_way=under_way,
        may_submit=policies.may_submit_version(request.actor, catalogue),
        may_decide=policies.may_decide_version(request.actor, under_way)
        if under_way is not None and in_review
        else None,
        submit_form=SubmitVersionForm(request.POST if deed == SUBMIT else None),
        decide_form=DecideVersionForm(request.POST if deed in {PUBLISH, RETURN} else None),
    )


def take_step(request: StaffRequest, catalogue: Catalogue, shown: VersionPanel) -> bool:
    """Do what was posted; False where it was refused, and then the form says why."""
    deed, version = request.POST.get(_FIELD, ""), shown.under_way
    if deed == SUBMIT:
        form = shown.submit_form
        done = form.attempt(
            lambda: commands.submit_version(
                actor=request.actor,
                catalogue_id=catalogue.pk,
                change_note=form.text("change_note"),
                effective_on=form.cleaned_data["effective_on"],
            )
        )
    elif version is not None and deed in {PUBLISH, RETURN}:
        done = _decide(request, version, shown.decide_form, deed)
    else:
        return False
    if done is not None:
        messages.success(request, _told(done))
    return done is not None


def _decide(
    request: StaffRequest, version: CatalogueVersion, form: DecideVersionForm, deed: str
) -> CatalogueVersion | None:
    if deed == PUBLISH:
        return form.attempt(lambda: commands.publish_version(actor=request.actor, version_id=version.pk))
    return form.attempt(
        lambda: commands.return_version(
            actor=request.actor, version_id=version.pk, opinion=form.text("opinion")
        )
    )


def _told(version: CatalogueVersion) -> str:
    if version.state == VersionState.IN_REVIEW:
        return f"第{version.number}版已提交审核，请由他人审批。"
    if version.state == VersionState.DRAFT:
        return f"第{version.number}版已退回修改。"
    effective_on = version.effective_on
    later = (
        f"，自{effective_on:%Y年%-m月%-d日}起施行"
        if effective_on is not None and effective_on > clock.today()
        else ""
    )
    return f"第{version.number}版已公布{later}。"
