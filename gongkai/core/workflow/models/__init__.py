"""Reviews of subjects that are known by reference only, and the routes they take."""

from gongkai.core.workflow.models.case import ReviewCase, ReviewStep
from gongkai.core.workflow.models.event import CaseEvent
from gongkai.core.workflow.models.phrase import Phrase
from gongkai.core.workflow.models.route import Route, RouteStepDef

__all__ = ["CaseEvent", "Phrase", "ReviewCase", "ReviewStep", "Route", "RouteStepDef"]
