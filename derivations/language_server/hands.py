"""Two hands that read and decide what is edited, each with a worker that can be stopped and killed.

A newer version stops what is done for the older one: its worker gives up after the step under way, and is killed if
that takes long.  The other hand need not wait for it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from derivations.document.decisions.journal import SUGGESTION
from derivations.document.records import restored
from derivations.document.results import REFUTED, FoundStep, TakenAs
from derivations.document.settings import Settings
from derivations.document.source.files import Source
from derivations.document.workers.limits import START, Failure, patience
from derivations.document.workers.supervision import GRACE, Ended, Late, Stopped, Worker
from derivations.language_server.places import Places, Slot
from derivations.language_server.sections import Contents, Known, Store, Version

PROGRAM = Path(__file__).with_name("worker.py")
HANDS = 2
STOPPING = 1.0
"""Seconds that a worker has to give up what nobody wants any more."""


@dataclass(eq=False)
class Job:
    """What a hand does: read a version, or check one of its sections, and explain the steps in one of its lines."""

    version: Version
    section: int | None = None
    known: Known | None = None
    line: int = 0
    answer: Future[list[FoundStep]] | None = None
    stopped: bool = False


class Hands:
    """Decides the sections of documents while they are edited; ``tell`` is told of a version of which more is known.

    It is called in any thread.
    """

    def __init__(self, settings: Settings, tell: Callable[[Version], None]) -> None:
        self.settings, self.tell = settings, tell
        self.store = Store()
        self.changed = threading.Condition()
        self.versions: dict[str, Version] = {}
        self.questions: deque[Job] = deque()
        self.ended = False
        self.hands = [Hand(self) for _ in range(HANDS)]
        for hand in self.hands:
            hand.thread.start()

    def edit(self, name: str, number: int | None, source: Source) -> Version:
        """A document has another text."""
        with self.changed:
            last = self.versions.pop(name, None)
            version = Version(name, number, source)
            if last is not None and last.contents is None:
                version.before, version.old = last.before, last.old
            elif last is not None and last.contents is not None:
                version.before, version.old = last.contents.places.slots, frozenset(last.contents.keys)
            self.versions[name] = version  # the last one is the one that was edited last
            self._stop(name)
            self.changed.notify_all()
        return version

    def saved(self, name: str) -> None:
        """A document is saved: what failed is tried again."""
        with self.changed:
            self.store.forget_failures()
            self.changed.notify_all()

    def close(self, name: str) -> None:
        """A document is not edited any more."""
        with self.changed:
            self.versions.pop(name, None)
            self._stop(name)

    def _stop(self, name: str) -> None:
        for hand in self.hands:
            if hand.job is not None and hand.job.version.name == name:
                hand.stop()

    def found(self, version: Version) -> list[Known]:
        """What is known of each section of a version."""
        with self.changed:
            keys = () if version.contents is None else version.contents.keys
            return [replace(self.store.of(key)) for key in keys]

    def state(self, version: Version) -> tuple[bool, bool]:
        """Whether all verdicts of a version are known, and whether everything is."""
        with self.changed:
            return self.store.is_done(version), self.store.is_complete(version)

    def explained(self, version: Version, section: int, line: int) -> Future[list[FoundStep]]:
        """The steps in a line of a section's slot, with what was read for them; none if the text changes meanwhile."""
        answer: Future[list[FoundStep]] = Future()
        with self.changed:
            self.questions.append(Job(version, section, line=line, answer=answer))
            self.changed.notify_all()
        return answer

    def end(self) -> None:
        """End all workers."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()
        for hand in self.hands:
            hand.kill()
        for hand in self.hands:
            hand.thread.join(STOPPING)

    # -- what to do next

    def next_job(self, hand: Hand) -> Job | None:
        """What a hand is to do; waits for it.  None when all is over."""
        with self.changed:
            hand.job = None
            while not self.ended:
                hand.job = self._job(hand)
                if hand.job is not None:
                    return hand.job
                self.changed.wait()
        return None

    def _job(self, hand: Hand) -> Job | None:
        if self.questions:
            return self.questions.popleft()
        idle = [other for other in self.hands if other is not hand and other.job is None and other.worker is not None]
        for version in reversed(self.versions.values()):
            if version.contents is None:
                better = hand.name != version.name and any(other.name == version.name for other in idle)
                if not (version.reading or better):
                    version.reading = True
                    return Job(version)
                continue
            pending = self.store.pending(version)
            better = hand.version is not version and any(other.version is version for other in idle)
            if pending and (len(pending) > 1 or not better):
                key = version.contents.keys[pending[0]]
                known = self.store.of(key)
                known.working = True
                return Job(version, pending[0], known)
        if hand.worker is None:  # so that it is at hand when it is needed
            return Job(next(reversed(self.versions.values()), NOTHING))
        return None


NOTHING = Version("", None, Source("", form="markdown"), contents=Contents())


class Hand:
    """A thread with a worker of its own; ``version`` is what that has read last, ``name`` the document's."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.worker: Worker | None = None
        self.job: Job | None = None
        self.version: Version | None = None
        self.contents = Contents()
        self.name = ""
        self.thread = threading.Thread(target=self._work, daemon=True)

    def stop(self) -> None:
        """Have the worker give up what it checks; what is being read is read to its end."""
        job, worker = self.job, self.worker
        if job is None or job.section is None or worker is None or job.stopped:
            return
        job.stopped = True
        try:
            worker.send({"do": "stop"})
        except (Ended, Stopped):
            return
        timer = threading.Timer(STOPPING, self._kill_at, [job])
        timer.daemon = True
        timer.start()

    def _kill_at(self, job: Job) -> None:
        with self.hands.changed:
            if self.job is job and job.section is not None:
                self.kill()

    def kill(self) -> None:
        """End the worker, whatever it does; the thread will see that it ended."""
        if self.worker is not None:
            self.worker.process.kill()

    def _work(self) -> None:
        while (job := self.hands.next_job(self)) is not None:
            try:
                self._do(job)
            except (Ended, Late, Stopped):
                self._let_go()
            finally:
                with self.hands.changed:
                    job.version.reading = False
                    if job.known is not None:
                        job.known.working = False
                    if job.answer is not None and not job.answer.done():
                        job.answer.set_result([])
                    self.hands.changed.notify_all()
        self._let_go()

    def _let_go(self) -> None:
        if self.worker is not None:
            self.worker.kill()
        self.worker = self.version = None
        self.name = ""

    def _do(self, job: Job) -> None:
        if job.section is None:
            self._read(job.version)
        elif job.answer is not None:
            job.answer.set_result(self._explain(job))
        else:
            self._check(job)

    # -- reading

    def _read(self, version: Version) -> None:
        """Have the worker read a version, and note what stands in it, or why that is not known."""
        contents = self._reading(version)
        with self.hands.changed:
            if version.contents is None:
                version.contents = contents
                self.hands.store.forget_all_but(contents.keys)
            self.hands.changed.notify_all()
        if version is not NOTHING:
            self.hands.tell(version)

    def _reading(self, version: Version) -> Contents:
        try:
            return self._contents(version)
        except (Ended, Late):
            self._let_go()
        try:  # it may have been killed from outside
            return self._contents(version)
        except Late:
            problem = "reading it takes too long"
        except Ended:
            problem = "the process that read it ended, or needed too much memory"
        self._let_go()
        return Contents(problems=(f"{version.source.path or 'the document'}: {problem}",))

    def _contents(self, version: Version) -> Contents:
        """What the worker finds in a version."""
        if self.worker is None:
            self.worker = Worker(self.hands.settings.memory, PROGRAM)
        if self.version is version:
            return self.contents
        source, limit = version.source, patience(version.source, self.hands.settings)
        slots = [list(asdict(slot).values()) for slot in version.before]
        request = {"do": "read", **asdict(source), "name": version.name, "slots": slots, "patience": limit}
        self.version = None
        found = Contents()
        for event in self.worker.ask(request, limit):
            match event:
                case {"read": begins, "keys": keys, "slots": new, "problems": problems}:
                    places = Places(tuple(Slot(*slot) for slot in new))
                    found = Contents(tuple(keys), tuple(begins), places, tuple(problems))
                case {"cannot_read": text}:
                    found = Contents(problems=(text,))
                case {"failed": "memory"}:
                    raise Ended
                case {"failed": "error", "what": what}:
                    found = Contents(problems=(f"an error of this program: {what}; please report it",))
        self.version, self.name, self.contents = version, version.name, found
        return found

    # -- checking

    def _check(self, job: Job) -> None:
        """Decide a section, each step within the limits, as far as nobody stops it."""
        assert job.known is not None
        assert job.section is not None
        known, again = job.known, set[int]()
        looks = known.done
        while not job.stopped:
            contents = self._reading(job.version)
            if job.section >= len(contents.keys):
                return
            found = CheckedHere()
            failure = self._ask(job, known, looks, self.hands.settings, found)
            if failure is None:
                break
            entries = known.changes if found.under_way == SUGGESTION else known.decisions
            if failure.kind == "crash" and len(known.decisions) + len(known.changes) not in again:
                again.add(len(known.decisions) + len(known.changes))
            elif found.under_way is None:
                place = contents.begins[job.section] or START
                self._note(job, [*found.steps, failure.of_the_rest(place)], [], done=True)
                return
            else:
                entries.append(failure.instead(found.under_way))
        if not job.stopped or found.done:
            self._note(job, found.steps, found.taken, done=True)

    def _explain(self, job: Job) -> list[FoundStep]:
        """The steps in a line, with what was read for them."""
        contents = self._reading(job.version)
        if job.section is None or job.section >= len(contents.keys):
            return []
        with self.hands.changed:
            known = self.hands.store.of(contents.keys[job.section])
            known, found = Known(list(known.decisions), list(known.changes)), CheckedHere()
        self._ask(job, known, False, replace(self.hands.settings, explain=job.line), found)
        return [step for step in found.steps if step.explanation]

    def _ask(self, job: Job, known: Known, looks: bool, settings: Settings, found: CheckedHere) -> Failure | None:
        """Fill what is ``known`` and ``found``, up to the section's end or until stopped; returns why it failed."""
        worker, limit = self.worker, patience(job.version.source, settings)
        assert worker is not None
        journal = {"decisions": known.decisions, "changes": known.changes, "looks": looks}
        request = {"do": "check", "section": job.section, "known": journal, "settings": asdict(settings)}
        try:
            for event in worker.ask({**request, "patience": limit}, limit, settings.seconds + GRACE):
                match event:
                    case {"begun": kind}:
                        found.under_way = kind
                    case {"entry": entry}:
                        found.under_way = None
                        known.decisions.append(entry)
                    case {"change": change}:
                        found.under_way = None
                        known.changes.append(change)
                    case {"step": step}:
                        found.steps.append(restored(FoundStep, step))
                        if job.answer is None:
                            self._note(job, found.steps, [])
                    case {"checked": taken}:
                        found.taken, found.done = [restored(TakenAs, one) for one in taken], True
                    case {"failed": "memory"}:
                        raise Ended
                    case {"failed": "error", "what": what}:
                        return Failure("error", f"an error of this program: {what}; please report it")
        except Late:
            self._let_go()
            return Failure("timeout", f"it took longer than {settings.seconds:g} s")
        except Ended:
            self._let_go()
            if not job.stopped:
                memory = settings.memory
                return Failure(
                    "crash", f"it needed more than {memory} MiB of memory, or the process that did it was ended"
                )
        return None

    def _note(self, job: Job, steps: list[FoundStep], taken: list[TakenAs], done: bool = False) -> None:
        """Note what is known of a section; as long as it is not done only where that is more than before."""
        assert job.known is not None
        with self.hands.changed:
            if done or len(steps) > len(job.known.steps):
                job.known.steps = list(steps)
            if done:
                false = any(step.verdict == REFUTED for step in steps)
                job.known.taken, job.known.complete = taken, job.known.done or not false
                job.known.done = True
        self.hands.tell(job.version)


class CheckedHere:
    """What came of a section so far, and what kind of entry of its journal is under way."""

    def __init__(self) -> None:
        self.steps: list[FoundStep] = []
        self.taken: list[TakenAs] = []
        self.under_way: str | None = None
        self.done = False
