"""What changes under open deadlines is carried to them, batch by batch."""

from __future__ import annotations

from gongkai.foundation.calendars.events import CalendarAmended
from gongkai.foundation.deadlines import commands, queries
from gongkai.foundation.deadlines.events import RederivationWanted
from gongkai.foundation.deadlines.rules import Cause
from gongkai.foundation.outbox.registry import subscribe
from gongkai.kernel.actor import Actor

KEEPER = Actor.system("期限推算")


@subscribe(CalendarAmended)
def rederive_after_calendar(event: CalendarAmended) -> None:
    commands.rederive_deadlines(actor=KEEPER, cause=queries.calendar_cause(event.version))


@subscribe(RederivationWanted)
def rederive_next_batch(event: RederivationWanted) -> None:
    commands.rederive_deadlines(actor=KEEPER, cause=Cause.from_payload(event.cause), after_id=event.after_id)
