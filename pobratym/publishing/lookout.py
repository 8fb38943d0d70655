"""A look at the output by a second process, while this one has other things to do."""

import contextlib
import marshal
import os
import signal
import threading
import time
from collections.abc import Collection, Mapping
from typing import Self

from pobratym.publishing.inspection import Findings, look


class Lookout:
    """A forked process that looks once; ask for its findings or stop it."""

    def __init__(self, process: int, pipe: int) -> None:
        self.began = time.monotonic()
        self._process = process
        self._pipe = pipe

    @classmethod
    def over(
        cls, root: str, files: Mapping[str, bytes], known_foreign: Collection[str]
    ) -> Self | None:
        """Sends somebody to `look` at a tree; None where that is not possible or not safe."""
        if not hasattr(os, "fork") or threading.active_count() > 1:
            return None
        reading, writing = os.pipe()
        process = os.fork()
        if process:
            os.close(writing)
            return cls(process, reading)
        try:
            os.close(reading)
            found = marshal.dumps(tuple(look(root, files, known_foreign)))
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(found)
        finally:
            os._exit(0)

    def findings(self) -> Findings | None:
        """What was found; None when the other process ended without a word."""
        with os.fdopen(self._pipe, "rb") as pipe:
            found = pipe.read()
        os.waitpid(self._process, 0)
        try:
            return Findings(*marshal.loads(found))
        except (EOFError, ValueError, TypeError):
            return None

    def stop(self) -> None:
        """Ends the other process."""
        os.close(self._pipe)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
