"""Hypothesis for this room: no deadlines, since a busy machine is no fault of the code."""

from hypothesis import settings

settings.register_profile("text", deadline=None)
settings.load_profile("text")
