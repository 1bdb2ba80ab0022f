from gongkai.core.workflow.rules.routes import (
    MOST_DAYS,
    MOST_STEPS,
    STANDARD_ROUTE,
    RouteStep,
    chosen,
    completed,
    positions,
    route_faults,
)
from gongkai.core.workflow.rules.standing import Seat, is_author, seat_at, seats

__all__ = [
    "MOST_DAYS",
    "MOST_STEPS",
    "STANDARD_ROUTE",
    "RouteStep",
    "Seat",
    "chosen",
    "completed",
    "is_author",
    "positions",
    "route_faults",
    "seat_at",
    "seats",
]
