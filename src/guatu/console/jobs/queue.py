"""The queue (作业队列): ask for a job, take the next one, carry it out, and take over what a dead worker left."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job, State
from guatu.domain import GuatuError

# What carries out a job of each kind: a function of (key of the row it is about, a function that is told the progress)
# which returns a sentence for the person who asked. Doing it twice must leave what doing it once leaves.
KINDS: Mapping[str, str] = {
    "read_upload": "guatu.console.reporting.upload_job.read_upload",
    "run_month": "guatu.console.monitor.run_job.run_month",
    "take_history": "guatu.console.monitor.history_job.take_history",
    "read_plan": "guatu.console.plans.plan_job.read_plan",
    "apply_review": "guatu.console.plans.plan_job.apply_review",
    "write_issue": "guatu.console.bulletins.issue_job.write_issue",
    "deliver": "guatu.console.exchange.delivery_job.deliver",
}
# What is looked after once a minute: functions without arguments, each safe to call again and again.
ROUNDS: tuple[str, ...] = (
    "guatu.console.operation.backup.daily_backup",
    "guatu.console.people.sessions.clear_old_sessions",
    "guatu.console.reporting.deadlines.freeze_late_lists",
    "guatu.console.exchange.delivery_job.queue_due_deliveries",
)
LEASE = timedelta(seconds=60)
_MOST_TRIES = 5
_PAUSE_SECONDS = 0.5
_log = logging.getLogger("guatu.jobs")


def ask_for(kind: str, about: object, asked_by_id: int | None) -> Job:
    """Store a job; the worker takes it when the transaction around it is done."""
    if kind not in KINDS:
        raise KeyError(kind)
    return Job.objects.create(kind=kind, about=str(about), asked_by_id=asked_by_id, asked_at=now())


def take_next() -> Job | None:
    """Return the next job that waits, or that a dead worker left, as ours; None where there is nothing to do.

    Leases use the machine's clock and not the site's, which stands in another year in a demonstration.
    """
    moment = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=moment)
    for job in Job.objects.filter(free).order_by("id")[:5]:
        mine = Job.objects.filter(free, pk=job.pk).update(
            state=State.RUNNING,
            lease_until=moment + LEASE,
            started_at=now(),
            tries=F("tries") + 1,
            taken_by=socket.gethostname()[:120],
        )
        if mine:
            job.refresh_from_db()
            return job
    return None


def release_own() -> int:
    """Let go of what this machine's worker had when it died; for a worker at its start, of which a machine has one."""
    left = Job.objects.filter(state=State.RUNNING, taken_by=socket.gethostname()[:120])
    return left.update(lease_until=timezone.now() - LEASE)


def carry_out(job: Job) -> None:
    """Do a job and store what came of it; a job that failed five workers is given up with a sentence."""
    if job.tries > _MOST_TRIES:
        _end(job, State.FAILED, _("试了五次都中断了，没有做成；请告诉系统管理员。"))
        return
    with _Heartbeat(job.pk):
        try:
            outcome = _work_of(job.kind)(job.about, lambda text: _tell(job.pk, text))
        except GuatuError as error:
            _end(job, State.FAILED, str(error))
        except Exception:  # the worker goes on with the next job; what broke is in the log, not on the page
            _log.exception("job %s %s %s failed", job.pk, job.kind, job.about)
            _end(job, State.FAILED, _("出了故障，没有做成；请告诉系统管理员，日志里有详情。"))
        else:
            _end(job, State.DONE, outcome)


def run_waiting() -> int:
    """Carry out all jobs that wait, one after the other, and return how many; for tests and for `--once`."""
    done = 0
    while (job := take_next()) is not None:
        carry_out(job)
        done += 1
    return done


def work(should_stop: Callable[[], bool]) -> None:
    """Take and carry out jobs until told to stop; look after what is due once a minute."""
    looked_after = 0.0
    while not should_stop():
        close_old_connections()
        if time.monotonic() - looked_after > 60:
            look_after()
            looked_after = time.monotonic()
        job = take_next()
        if job is None:
            time.sleep(_PAUSE_SECONDS)
        else:
            carry_out(job)


def look_after() -> None:
    """Call what is due; one that breaks does not keep the others from it."""
    for name in ROUNDS:
        try:
            import_string(name)()
        except Exception:  # as above
            _log.exception("%s failed", name)


def _work_of(kind: str) -> Callable[[str, Callable[[str], None]], str]:
    work_of_kind: Callable[[str, Callable[[str], None]], str] = import_string(KINDS[kind])
    return work_of_kind


def _tell(key: int, text: str) -> None:
    Job.objects.filter(pk=key).update(progress=text[:200])


def _end(job: Job, state: State, outcome: str) -> None:
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=state, outcome=outcome, ended_at=now(), lease_until=None)


class _Heartbeat:
    """Renews the lease of a job while it is being done, from a thread of its own."""

    def __init__(self, key: int) -> None:
        self._key = key
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def _beat(self) -> None:
        while not self._over.wait(LEASE.total_seconds() / 4):
            Job.objects.filter(pk=self._key).update(lease_until=timezone.now() + LEASE)
            connection.close()
