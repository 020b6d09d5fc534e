"""Programs within limits of time and memory."""

import json
import resource
import signal
import subprocess

SECONDS = 60
BYTES = 6 << 30

# What a program that got the signal to stop may take to say how far it came.
GRACE = 20


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def run(*command, seconds=SECONDS, cwd=None, polite=False):
    """Runs a program and returns what came of it; a polite one may sum up when it is told to stop."""
    process = subprocess.Popen(
        list(map(str, command)), cwd=cwd, preexec_fn=limit, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        printed, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT if polite else signal.SIGKILL)
        printed, complaint = finish(process)
        return Output(printed, complaint, f"stopped after {seconds} s")
    if process.returncode == 0:
        return Output(printed, complaint, None)
    return Output(printed, complaint, f"ended with {process.returncode}")


def finish(process):
    try:
        return process.communicate(timeout=GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()


class Output:
    """What a program printed, and why it did not end by itself, if so."""

    def __init__(self, printed, complaint, stopped):
        self.printed = printed
        self.complaint = complaint
        self.stopped = stopped

    def whole(self):
        """What was printed by a program that must end well."""
        if self.stopped:
            raise SystemExit(f"{self.stopped}:\n{self.printed[-2000:]}\n{self.complaint[-2000:]}")
        return self.printed

    def only(self):
        """The one line of JSON of a program that must end well."""
        return json.loads(self.whole())

    def lines(self):
        """The lines of JSON that were printed."""
        return [json.loads(line) for line in self.printed.splitlines() if line.startswith("{")]
