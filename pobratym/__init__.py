"""A static-site generator for registries of international partnerships."""

__version__ = "0.1.0"
