"""What the worker does by the clock. `timestamp` is what the scheduler passes; nothing depends on it, so
what was missed while nothing ran is made up for at the next turn."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.core.information import commands, queries
from gongkai.core.information.jobs import PROCESS, RESCAN, defer


@app.periodic(cron="* * * * *")
@app.task(name="information.publish_due", queueing_lock="information.publish_due")
def publish_due(timestamp: int) -> None:
    """Every minute."""
    commands.publish_due()


@app.periodic(cron="* * * * *")
@app.task(name="information.end_displays", queueing_lock="information.end_displays")
def end_displays(timestamp: int) -> None:
    """Every minute, so that the day after begins without yesterday's display."""
    commands.end_due_displays()


@app.periodic(cron="7 * * * *")
@app.task(name="information.remind_of_displays", queueing_lock="information.remind_of_displays")
def remind_of_displays(timestamp: int) -> None:
    """Every hour; each person hears of a last day once."""
    commands.remind_of_displays()


@app.periodic(cron="2 * * * *")
@app.task(name="information.settle_validity", queueing_lock="information.settle_validity")
def settle_validity(timestamp: int) -> None:
    """Every hour, so that what takes effect or lapses on a day does so soon after its midnight."""
    commands.settle_due_validity()


@app.periodic(cron="17 * * * *")
@app.task(name="information.purge_drafts", queueing_lock="information.purge_drafts")
def purge_drafts(timestamp: int) -> None:
    """Every hour."""
    commands.purge_due_drafts()


@app.periodic(cron="27 * * * *")
@app.task(name="information.forget_masked", queueing_lock="information.forget_masked")
def forget_masked(timestamp: int) -> None:
    """Every hour."""
    commands.forget_due_texts()


@app.periodic(cron="* * * * *")
@app.task(name="information.lapse_release_requests", queueing_lock="information.lapse_release_requests")
def lapse_release_requests(timestamp: int) -> None:
    """Every minute, so that nobody is asked for what has changed."""
    commands.lapse_release_requests()


@app.periodic(cron="12 * * * *")
@app.task(name="information.remind_of_reviews", queueing_lock="information.remind_of_reviews")
def remind_of_reviews(timestamp: int) -> None:
    """Every hour; each person hears of an end once."""
    commands.remind_of_reviews()


@app.periodic(cron="22 * * * *")
@app.task(name="information.remind_of_reexaminations", queueing_lock="information.remind_of_reexaminations")
def remind_of_reexaminations(timestamp: int) -> None:
    """Every hour; each person hears of a day twice, some weeks ahead and when it has come."""
    commands.remind_of_reexaminations()


@app.task(name=PROCESS)
def process(processing_id: int) -> None:
    """What takes long with a file; called twice, it is done once."""
    commands.carry_out_processing(processing_id)


@app.periodic(cron="* * * * *")
@app.task(name="information.revive_processings", queueing_lock="information.revive_processings")
def revive_processings(timestamp: int) -> None:
    """Every minute: what a killed worker was doing begins anew."""
    commands.revive_processings()


@app.task(name=RESCAN)
def rescan(rescan_id: int) -> None:
    """One step, then back to the end of the queue: other jobs are not kept waiting."""
    if commands.carry_on_rescan(rescan_id):
        defer(RESCAN, rescan_id=rescan_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="information.revive_rescans", queueing_lock="information.revive_rescans")
def revive_rescans(timestamp: int) -> None:
    """Every five minutes: those whose worker was killed go on."""
    for rescan_id in queries.stale_rescan_ids():
        defer(RESCAN, rescan_id=rescan_id)
